using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Voxmark.Contracts.Inference;
using Voxmark.Contracts.Quant;
using Voxmark.Fixtures.Dicom;

namespace Voxmark.SystemTests;

/// <summary><c>run.sh --dashboard</c>: everything that happened is there to see, and nobody's name.</summary>
[Collection(RunningSystemGroup.Name)]
public sealed class DashboardTests(SeenDashboard dashboard) : IClassFixture<SeenDashboard>
{
    [Fact]
    public void Address_WithoutItsToken_AsksForIt() =>
        Assert.Equal((HttpStatusCode.Redirect, "/login"), (dashboard.ToAStranger, dashboard.WhereAStrangerIsSent));

    [Fact]
    public void Resources_ListEveryProgram_AndNoneHasFailed()
    {
        foreach (var program in (string[])[.. SeenDashboard.Services, "postgres", "voxmark", "rabbitmq"])
            Assert.Contains(program + "\nRunning", dashboard.Resources, StringComparison.Ordinal);
        Assert.DoesNotContain("Failed", dashboard.Resources, StringComparison.Ordinal);
    }

    [Fact]
    public void Logs_OfEveryService_AreWholeSentences() => Assert.All(SeenDashboard.Services, service =>
        Assert.Matches(@"Now listening on: http://(localhost|\[::\]):\d+", dashboard.StructuredLogs[service]));

    [Fact]
    public void Metrics_ComeFromEveryService() => Assert.All(SeenDashboard.Services, service =>
        Assert.Contains("http.server.request.duration", dashboard.Metrics[service], StringComparison.Ordinal));

    /// <summary>As it is listed: a name, and how many spans each program has.</summary>
    [Fact]
    public void Trace_OfAClick_GoesThroughGatewayQueueAndWorker()
    {
        Assert.Contains("gateway: POST /api/inference/{**rest}", dashboard.TraceOfAClick, StringComparison.Ordinal);
        foreach (var program in (string[])["gateway", "inference", "labeling", "web", "voxmark"])
            Assert.Matches($@"\b{program} \(\d+\)", dashboard.TraceOfAClick);
        Assert.Contains("inference-segment-series process", dashboard.Kept, StringComparison.Ordinal); // taken from the queue
    }

    [Fact]
    public void Traces_AreNot_OfServicesThatOnlyLookIntoTheirDatabase() =>
        Assert.DoesNotContain("quant: postgresql", dashboard.Traces, StringComparison.Ordinal);

    /// <summary>Everything that it was told, until every service had ended.</summary>
    [Fact]
    public void Kept_NamesNobody()
    {
        Assert.Contains("/api/inference/jobs", dashboard.Kept, StringComparison.Ordinal); // it can be read
        Assert.DoesNotContain(dashboard.PatientName, dashboard.Kept, StringComparison.Ordinal);
        Assert.DoesNotContain(dashboard.PatientId, dashboard.Kept, StringComparison.Ordinal);
    }
}

/// <summary>What the dashboard of a system of its own showed in a browser after a click, and what it kept on disk in the end.</summary>
public sealed partial class SeenDashboard : IAsyncLifetime
{
    private readonly RunningSystem _system = new()
    {
        AttachedTo = null, Options = ["--dashboard"], DataFolder = Directory.CreateTempSubdirectory("voxmark-dashboard-").FullName,
        Variables = new Dictionary<string, string> { ["ASPIRE_DASHBOARD_PERSISTENCE_MODE"] = "Run" }, // to read it after the end
    };

    public static IReadOnlyList<string> Services { get; } = ["gateway", "web", "ingest", "labeling", "inference", "quant"];

    public string PatientName { get; } = $"Geheim{Guid.NewGuid():N}"[..20];
    public string PatientId { get; } = $"MRN{Guid.NewGuid():N}"[..20];

    public HttpStatusCode ToAStranger { get; private set; }
    public string? WhereAStrangerIsSent { get; private set; }

    public string Resources { get; private set; } = "";
    public Dictionary<string, string> StructuredLogs { get; } = [];
    public Dictionary<string, string> Metrics { get; } = [];
    public string Traces { get; private set; } = "";
    public string TraceOfAClick { get; private set; } = "";

    /// <summary>All files of the dashboard.</summary>
    public string Kept { get; private set; } = "";

    public async Task InitializeAsync()
    {
        try
        {
            await _system.InitializeAsync();
            await ClickAsync();
            await LookAsync(new Uri(DashboardLine().Match(_system.Output).Groups[1].Value));
            await _system.StopAsync();
            Kept = string.Concat(Directory.EnumerateFiles(Path.Combine(_system.DataFolder, "dashboard"), "*", SearchOption.AllDirectories)
                .Select(file => File.ReadAllText(file, Encoding.Latin1)));
        }
        finally
        {
            await _system.DisposeAsync();
        }
    }

    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>An image comes in, a model segments it, it is measured; and addresses name a patient.</summary>
    private async Task ClickAsync()
    {
        var folder = Directory.CreateTempSubdirectory("voxmark-named-");
        var file = Path.Combine(folder.FullName, "1.dcm");
        await File.WriteAllBytesAsync(file, new CtImage
        {
            PatientName = $"{PatientName}^Min", PatientId = PatientId,
            Voxels = [.. Enumerable.Repeat((short)50, 64)], // muscle, as the model sees it
        }.ToBytes());
        var series = (await _system.Client.UploadSeriesAsync([file])).Series.SeriesInstanceUid;
        folder.Delete(recursive: true);
        foreach (var address in new[]
        {
            $"/api/studies?search={PatientName}", $"/studies?search={PatientName}",
            $"/api/series/{PatientName}", $"/{PatientName}?{PatientId}",
        })
            (await _system.Client.GetAsync(address)).Dispose();
        var job = await _system.Client.SegmentAsync(new StartInference(series, "hu-threshold", null, null));
        await _system.Client.MeasureAsync(new StartQuant(job.LabelId!.Value, null, 170, 70, null));
    }

    private async Task LookAsync(Uri login)
    {
        using (var stranger = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }))
        {
            using var answer = await stranger.GetAsync(new Uri(login, "/"));
            (ToAStranger, WhereAStrangerIsSent) =
                (answer.StatusCode, answer.Headers.Location is { } there ? new Uri(login, there).AbsolutePath : null);
        }

        await using var browser = await Browser.StartAsync(new Uri(login, "/"));
        var page = browser.Page;
        await page.SetViewportSizeAsync(1440, 2000); // of a list only what is in sight is there
        await page.GotoAsync(login.ToString());
        Resources = await TextAsync(page, "quant-migrations");
        await browser.ScreenshotAsync("dashboard-resources");
        foreach (var service in Services)
        {
            await page.GotoAsync($"/structuredlogs/resource/{service}");
            StructuredLogs[service] = await TextAsync(page, "Now listening on");
            await page.GotoAsync($"/metrics/resource/{service}");
            Metrics[service] = await TextAsync(page, "http.server.request.duration");
        }

        await page.SetViewportSizeAsync(1440, 8000); // whoever waits for a job asks often
        await page.GotoAsync("/traces/resource/quant");
        Traces = await TextAsync(page, "POST /api/quant/jobs");
        await page.GotoAsync("/traces/resource/gateway");
        var click = page.GetByRole(AriaRole.Row).Filter(new() { HasText = "POST /api/inference/{**rest}" });
        await Assertions.Expect(click).ToContainTextAsync("labeling (");
        await Assertions.Expect(click).ToContainTextAsync("web (");
        TraceOfAClick = await click.InnerTextAsync();
        await browser.ScreenshotAsync("dashboard-traces");
    }

    /// <returns>The page's text, once it contains this.</returns>
    private static async Task<string> TextAsync(IPage page, string awaited)
    {
        await Assertions.Expect(page.GetByText(awaited).First).ToBeVisibleAsync();
        return await page.Locator("body").InnerTextAsync();
    }

    [GeneratedRegex(@"Dashboard: (http://localhost:\d+/login\?t=\w+)")]
    private static partial Regex DashboardLine();
}
