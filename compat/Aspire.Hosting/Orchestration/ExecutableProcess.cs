using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Orchestration;

internal sealed class ExecutableProcess(ExecutableResource resource, ResourceEnvironment environment, string appHostDirectory)
    : ProcessSource
{
    private static readonly Dictionary<string, string> None = [];

    public override async Task<ProcessPlan> PrepareAsync(ReplicaIdentity replica, Action<string> log, CancellationToken cancellationToken)
    {
        var directory = Path.GetFullPath(resource.WorkingDirectory, appHostDirectory);
        if (!Directory.Exists(directory))
        {
            throw new DistributedApplicationException($"The working directory {directory} of '{resource.Name}' does not exist.");
        }

        var arguments = await ResourceEnvironment.ArgumentsAsync(resource, cancellationToken);
        var variables = await environment.VariablesAsync(resource, replica, None, None, cancellationToken);
        return new ProcessPlan(new ProcessSpec(Find(directory), arguments, directory) { Environment = variables });
    }

    private string Find(string directory)
    {
        string[] candidates = resource.Command.Contains('/', StringComparison.Ordinal)
            ? [Path.GetFullPath(resource.Command, directory)]
            : [.. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(folder => Path.Combine(folder, resource.Command))];
        return candidates.FirstOrDefault(File.Exists) ??
            throw new DistributedApplicationException($"The command '{resource.Command}' of '{resource.Name}' was not found.");
    }
}
