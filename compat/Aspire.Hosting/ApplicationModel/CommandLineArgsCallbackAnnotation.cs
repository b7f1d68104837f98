namespace Aspire.Hosting.ApplicationModel;

public class CommandLineArgsCallbackAnnotation(Func<CommandLineArgsCallbackContext, Task> callback) : IResourceAnnotation
{
    public Func<CommandLineArgsCallbackContext, Task> Callback { get; } = callback;
}

/// <summary>Arguments are strings, or value providers that are resolved when the process starts.</summary>
public sealed class CommandLineArgsCallbackContext(IList<object> args, IResource resource,
    CancellationToken cancellationToken = default)
{
    public IList<object> Args { get; } = args;

    public IResource Resource { get; } = resource;

    public CancellationToken CancellationToken { get; } = cancellationToken;
}
