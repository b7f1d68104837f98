using System.Text.Json;

namespace Aspire.Hosting.Tests;

/// <summary>An application on a data folder of its own that both go when the test is over.</summary>
internal sealed class RunningApplication : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly DistributedApplication _application;
    private readonly HttpClient _http = new();

    private RunningApplication(DistributedApplication application, TemporaryFolder folder)
    {
        _application = application;
        Folder = folder;
    }

    public TemporaryFolder Folder { get; }

    public ResourceNotificationService Resources => _application.ResourceNotifications;

    public static async Task<RunningApplication> StartAsync(
        Action<IDistributedApplicationBuilder, TemporaryFolder> describe, params string[] args)
    {
        var folder = new TemporaryFolder();
        var builder = CreateBuilder(folder, args);
        describe(builder, folder);
        var application = builder.Build();
        await application.StartAsync();
        return new RunningApplication(application, folder);
    }

    public static IDistributedApplicationBuilder CreateBuilder(TemporaryFolder folder, params string[] args) =>
        DistributedApplication.CreateBuilder(new DistributedApplicationOptions
        {
            Args = [$"--Aspire:Store:Path={folder.Path}", .. args],
            AssemblyName = typeof(RunningApplication).Assembly.GetName().Name,
            DisableDashboard = !args.Any(argument => argument.StartsWith("--StatusPage:Port", StringComparison.Ordinal)),
        });

    public async Task<ResourceEvent> HealthyAsync(string name)
    {
        using var patience = new CancellationTokenSource(Patience);
        return await Resources.WaitForResourceHealthyAsync(name, patience.Token);
    }

    public async Task<ResourceEvent> EventuallyAsync(string name, Func<CustomResourceSnapshot, bool> until)
    {
        using var patience = new CancellationTokenSource(Patience);
        return await Resources.WaitForResourceAsync(name, update => until(update.Snapshot), patience.Token);
    }

    public async Task<T> GetAsync<T>(EndpointReference endpoint, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, endpoint.Url + path);
        request.Headers.ConnectionClose = true;   // the next request may reach another replica
        using var response = await _http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        return JsonSerializer.Deserialize<T>(await response.Content.ReadAsStringAsync())!;
    }

    public Task StopAsync() => _application.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync();
        await _application.DisposeAsync();
        _http.Dispose();
        Folder.Dispose();
    }
}

internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("hosting-tests-").FullName;

    public string PathOf(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
