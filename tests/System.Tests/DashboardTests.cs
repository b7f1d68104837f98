using System.Net;
using System.Text.RegularExpressions;
using Voxmark.Contracts.Inference;
using Voxmark.Contracts.Quant;
using Voxmark.Fixtures.Dicom;

namespace Voxmark.SystemTests;

/// <summary><c>run.sh --dashboard</c>: everything that happened is there to see, and nobody's name.</summary>
[Collection(RunningSystemGroup.Name)]
public sealed partial class DashboardTests : IAsyncLifetime
{
    private const string ApiKey = "of-this-test";

    private readonly string _name = $"Geheim{Guid.NewGuid():N}"[..20];
    private readonly string _id = $"MRN{Guid.NewGuid():N}"[..20];

    private readonly RunningSystem _system = new()
    {
        AttachedTo = null, Options = ["--dashboard"],
        DataFolder = Directory.CreateTempSubdirectory("voxmark-dashboard-").FullName,
        Variables = { ["AppHost__DashboardApiKey"] = ApiKey, ["ASPIRE_DASHBOARD_API_ENABLED"] = "true" },
    };

    public Task InitializeAsync() => _system.InitializeAsync();

    public Task DisposeAsync() => _system.DisposeAsync();

    [Fact]
    public async Task Dashboard_AfterAClickThroughGatewayQueueAndWorker_ShowsAllOfItAndNamesNobody()
    {
        var login = DashboardLine().Match(_system.Output).Groups[1].Value;
        using var stranger = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(login) };
        using var reader = new HttpClient { BaseAddress = new Uri(login), DefaultRequestHeaders = { { "X-API-Key", ApiKey } } };
        var series = await UploadAsync();
        var job = await _system.Client.SegmentAsync(new StartInference(series, "hu-threshold", null, null));
        await _system.Client.MeasureAsync(new StartQuant(job.LabelId!.Value, null, 170, 70, null));
        foreach (var address in new[] { $"/api/studies?search={_name}", $"/studies?search={_name}", $"/api/series/{_name}", $"/{_name}?{_id}" })
            (await _system.Client.GetAsync(address)).Dispose();

        Assert.NotEqual(HttpStatusCode.OK, (await stranger.GetAsync("/")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await reader.GetAsync(login)).StatusCode);
        var spans = await Api.EventuallyAsync(() => TelemetryAsync(reader, "spans"), text =>
            Services.All(service => text.Contains($"\"{service}\"", StringComparison.Ordinal)) && text.Contains("SegmentSeries", StringComparison.Ordinal));
        var logs = await Api.EventuallyAsync(() => TelemetryAsync(reader, "logs"), text =>
            Services.All(service => text.Contains($"\"{service}\"", StringComparison.Ordinal)));
        Assert.Contains("/api/inference/jobs", spans, StringComparison.Ordinal);
        foreach (var secret in new[] { _name, _id })
        {
            Assert.DoesNotContain(secret, spans, StringComparison.Ordinal);
            Assert.DoesNotContain(secret, logs, StringComparison.Ordinal);
        }
    }

    private static string[] Services { get; } = ["gateway", "web", "ingest", "labeling", "inference", "quant"];

    private static Task<string> TelemetryAsync(HttpClient dashboard, string what) =>
        dashboard.GetStringAsync($"/api/telemetry/{what}?limit=10000");

    private async Task<string> UploadAsync()
    {
        var folder = Directory.CreateTempSubdirectory("voxmark-named-");
        var file = Path.Combine(folder.FullName, "1.dcm");
        await File.WriteAllBytesAsync(file, new CtImage
        {
            PatientName = $"{_name}^Min", PatientId = _id, Voxels = [.. Enumerable.Repeat((short)50, 64)], // muscle, as the model sees it
        }.ToBytes());
        var detail = await _system.Client.UploadSeriesAsync([file]);
        folder.Delete(recursive: true);
        return detail.Series.SeriesInstanceUid;
    }

    [GeneratedRegex(@"Dashboard: (http://localhost:\d+/login\?t=\w+)")]
    private static partial Regex DashboardLine();
}
