using System.Net.Http.Json;
using Voxmark.Contracts.Labeling;
using Voxmark.Fixtures.Telemetry;
using Voxmark.ServiceDefaults;
using Voxmark.ServiceDefaults.Authentication;
using static Voxmark.LabelingService.Tests.LabelingServiceFactory;

namespace Voxmark.LabelingService.Tests;

public sealed class LabelingTelemetryTests(LabelingServiceFactory service) : IClassFixture<LabelingServiceFactory>
{
    [Fact]
    public async Task Saves_AreCountedByWhatBecameOfThem()
    {
        var label = await service.CreateLabelAsync(service.AddSeries());

        var measurements = await MeasurementsOfAsync(
            ($"/api/labels/{label.Id}/revisions", Save(new SliceChange(2, 0, MaskOf(1, 7)))),
            ($"/api/labels/{label.Id}/revisions", Save(new SliceChange(2, 0, MaskOf(1, 8)))),
            ($"/api/labels/{Guid.NewGuid()}/revisions", Save(new SliceChange(2, 0, MaskOf(1, 8)))));

        Assert.Equal(
            ["voxmark.labeling.saves outcome=Saved", "voxmark.labeling.saves outcome=Stale", "voxmark.labeling.saves outcome=NoSuchLabel"],
            measurements);
    }

    [Fact]
    public async Task Tools_AreTimedByNameAndStatus()
    {
        var series = service.AddSeries();

        var measurements = await MeasurementsOfAsync(
            ("/api/assist/threshold", new ThresholdRequest(series, 0, 0, -1, 1)),
            ("/api/assist/threshold", new ThresholdRequest(series, 0, Slices, -1, 1)), // a slice that is none
            ("/api/assist/region-growing", new RegionGrowingRequest(series, 1, 1, 1, 0, 2)));

        Assert.Equal(
            [
                "voxmark.labeling.assist.duration tool=threshold status=200", "voxmark.labeling.assist.duration tool=threshold status=400",
                "voxmark.labeling.assist.duration tool=region-growing status=200",
            ],
            measurements);
    }

    private async Task<IReadOnlyList<string>> MeasurementsOfAsync(params (string Address, object Body)[] requests)
    {
        using var trace = new ListenedTrace();
        var client = service.ClientOf(Roles.Annotator);
        client.DefaultRequestHeaders.Add("traceparent", trace.TraceParent);
        foreach (var (address, body) in requests)
            (await client.PostAsJsonAsync(address, body, Defaults.Json)).Dispose();
        return trace.Measurements;
    }
}
