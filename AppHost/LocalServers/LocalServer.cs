namespace Voxmark.AppHost.LocalServers;

/// <summary>
/// A server that Debian's packages bring is started by a script, which sets it up at the first start, gives it an
/// environment with nothing of the host's, and turns the request to end into what the server takes for one.
/// </summary>
internal static class LocalServer
{
    public static string Script(string name) => Path.Combine(AppContext.BaseDirectory, "LocalServers", name);
}
