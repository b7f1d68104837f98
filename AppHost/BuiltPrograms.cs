using System.Runtime.InteropServices;

namespace Voxmark.AppHost;

internal static class BuiltPrograms
{
    private static readonly string s_dotnet = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../../dotnet"));

    /// <summary>
    /// Runs what the build has left beside the host, instead of <c>dotnet run</c>, which needs sources and SDK and stays as one
    /// more process.
    /// </summary>
    public static IResourceBuilder<ProjectResource> AsBuilt(this IResourceBuilder<ProjectResource> project)
    {
        if (!project.ApplicationBuilder.ExecutionContext.IsRunMode) return project;
        var source = project.Resource.GetProjectMetadata().ProjectPath;
        var name = Path.GetFileNameWithoutExtension(source);
        return project
            .WithAnnotation(new ExecutableAnnotation { Command = s_dotnet, WorkingDirectory = Path.GetDirectoryName(source)! })
            .WithArgs(Path.GetFullPath($"../../{name}/release/{name}.dll", AppContext.BaseDirectory));
    }
}
