using System.Globalization;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Orchestration;

/// <summary>Resolves what the model says about a resource's variables and arguments.</summary>
internal sealed class ResourceEnvironment(DistributedApplicationExecutionContext executionContext)
{
    /// <param name="defaults">What a variable is unless the model says otherwise.</param>
    /// <param name="fallbacks">Variables that are added only if neither the model nor the defaults have them.</param>
    public async Task<Dictionary<string, string>> VariablesAsync(IResource resource, ReplicaIdentity replica,
        IReadOnlyDictionary<string, string> defaults, IReadOnlyDictionary<string, string> fallbacks,
        CancellationToken cancellationToken)
    {
        var context = new EnvironmentCallbackContext(executionContext, resource, cancellationToken: cancellationToken);
        foreach (var (name, value) in defaults) context.EnvironmentVariables[name] = value;
        foreach (var (endpoint, port) in replica.TargetPorts)
        {
            if (endpoint.TargetPortVariable is { } variable)
            {
                context.EnvironmentVariables[variable] = port.ToString(CultureInfo.InvariantCulture);
            }
        }

        foreach (var annotation in resource.Annotations.OfType<EnvironmentCallbackAnnotation>().ToArray())
        {
            await annotation.Callback(context);
        }

        var variables = new Dictionary<string, string>();
        foreach (var (name, value) in context.EnvironmentVariables)
        {
            if (await ResolveAsync(value, cancellationToken) is { } text) variables[name] = text;
        }

        foreach (var (name, value) in fallbacks) variables.TryAdd(name, value);
        return variables;
    }

    public static async Task<string[]> ArgumentsAsync(IResource resource, CancellationToken cancellationToken)
    {
        var context = new CommandLineArgsCallbackContext([], resource, cancellationToken);
        foreach (var annotation in resource.Annotations.OfType<CommandLineArgsCallbackAnnotation>().ToArray())
        {
            await annotation.Callback(context);
        }

        var arguments = new List<string>();
        foreach (var argument in context.Args)
        {
            if (await ResolveAsync(argument, cancellationToken) is { } text) arguments.Add(text);
        }

        return [.. arguments];
    }

    private static async ValueTask<string?> ResolveAsync(object? value, CancellationToken cancellationToken) => value switch
    {
        null => null,
        IValueProvider provider => await provider.GetValueAsync(cancellationToken),
        IResourceBuilder<IResource> { Resource: IValueProvider provider } => await provider.GetValueAsync(cancellationToken),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}
