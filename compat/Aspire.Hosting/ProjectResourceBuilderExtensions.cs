using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting;

public static class ProjectResourceBuilderExtensions
{
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder, string name)
        where TProject : IProjectMetadata, new() => builder.AddProject<TProject>(name, _ => { });

    /// <param name="launchProfileName">A profile of the project's launchSettings.json; null for none.</param>
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder, string name,
        string? launchProfileName) where TProject : IProjectMetadata, new() =>
        builder.AddProject<TProject>(name, Choosing(launchProfileName));

    public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder, string name,
        Action<ProjectResourceOptions> configure) where TProject : IProjectMetadata, new() =>
        builder.AddProject(name, new TProject(), configure);

    /// <param name="projectPath">Absolute, or relative to the host's folder.</param>
    public static IResourceBuilder<ProjectResource> AddProject(this IDistributedApplicationBuilder builder, string name, string projectPath) =>
        builder.AddProject(name, projectPath, _ => { });

    public static IResourceBuilder<ProjectResource> AddProject(this IDistributedApplicationBuilder builder, string name,
        string projectPath, string? launchProfileName) => builder.AddProject(name, projectPath, Choosing(launchProfileName));

    public static IResourceBuilder<ProjectResource> AddProject(this IDistributedApplicationBuilder builder, string name,
        string projectPath, Action<ProjectResourceOptions> configure) =>
        builder.AddProject(name, new ProjectPathMetadata(Path.GetFullPath(projectPath, builder.AppHostDirectory)), configure);

    public static IResourceBuilder<ProjectResource> WithReplicas(this IResourceBuilder<ProjectResource> builder, int replicas)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(replicas);
        return builder.WithAnnotation(new ReplicaAnnotation(replicas), ResourceAnnotationMutationBehavior.Replace);
    }

    private static Action<ProjectResourceOptions> Choosing(string? launchProfileName) => options =>
    {
        options.ExcludeLaunchProfile = launchProfileName is null;
        options.LaunchProfileName = launchProfileName;
    };

    private static IResourceBuilder<ProjectResource> AddProject(this IDistributedApplicationBuilder builder, string name,
        IProjectMetadata metadata, Action<ProjectResourceOptions> configure)
    {
        var options = new ProjectResourceOptions();
        configure(options);
        var project = builder.AddResource(new ProjectResource(name)).WithAnnotation(metadata);
        if (!options.ExcludeLaunchProfile) project.WithLaunchProfile(metadata, options.LaunchProfileName);
        if (!options.ExcludeKestrelEndpoints && HasKestrelEndpoints(metadata))
        {
            throw new NotSupportedException(
                $"Aspire.Hosting: '{name}' has Kestrel endpoints in its appsettings.json; they are not supported here.");
        }

        return project;
    }

    private static void WithLaunchProfile(this IResourceBuilder<ProjectResource> project, IProjectMetadata metadata, string? wanted)
    {
        var profiles = (metadata.LaunchSettings ?? LaunchSettings.Read(metadata.ProjectPath))?.Profiles ?? [];
        var preferred = project.ApplicationBuilder.Configuration["AppHost:DefaultLaunchProfileName"]
            ?? project.ApplicationBuilder.Configuration["DOTNET_LAUNCH_PROFILE"];
        var name = wanted
            ?? (preferred is not null && profiles.ContainsKey(preferred) ? preferred : null)
            ?? profiles.FirstOrDefault(entry => entry.Value.CommandName == "Project").Key;
        if (name is null) return;
        if (!profiles.TryGetValue(name, out var profile))
        {
            throw new DistributedApplicationException($"'{project.Resource.Name}' has no launch profile '{name}'.");
        }

        project.WithAnnotation(new LaunchProfileAnnotation(name, profile));
        var urls = (profile.ApplicationUrl ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries);
        foreach (var url in urls.Select(url => new Uri(url)))
        {
            var same = project.Resource.Annotations.OfType<EndpointAnnotation>().Count(endpoint => endpoint.UriScheme == url.Scheme);
            project.WithEndpoint(port: url.Port, scheme: url.Scheme, name: same == 0 ? url.Scheme : $"{url.Scheme}{same + 1}");
        }
    }

    private static bool HasKestrelEndpoints(IProjectMetadata metadata) => new ConfigurationBuilder()
        .AddJsonFile(Path.Combine(Path.GetDirectoryName(metadata.ProjectPath)!, "appsettings.json"), optional: true)
        .Build().GetSection("Kestrel:Endpoints").GetChildren().Any();
}
