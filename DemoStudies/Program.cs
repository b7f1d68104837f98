using System.Net.Http.Headers;
using Voxmark.DemoStudies;

// Fills a running Voxmark with studies to try it on, and ends.
using var gateway = new HttpClient
{
    BaseAddress = new Uri(Setting("DEMO_GATEWAY")),
    Timeout = TimeSpan.FromMinutes(5),
    DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", Setting("DEMO_TOKEN")) },
};
try
{
    Console.WriteLine($"Demo series that were new: {await new DemoUpload(gateway).SendAsync(DemoCatalogue.Series())}");
    return 0;
}
catch (Exception problem) when (problem is HttpRequestException or DemoRefusedException or TaskCanceledException)
{
    Console.Error.WriteLine($"The demo studies could not be stored: {problem.Message}");
    return 1;
}

static string Setting(string name) =>
    Environment.GetEnvironmentVariable(name) ?? throw new InvalidOperationException($"{name} is not set.");
