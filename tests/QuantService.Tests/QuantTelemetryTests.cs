using System.Net.Http.Json;
using Voxmark.Contracts.Quant;
using Voxmark.Fixtures.Telemetry;
using Voxmark.ServiceDefaults;
using Voxmark.ServiceDefaults.Authentication;

namespace Voxmark.QuantService.Tests;

public sealed class QuantTelemetryTests(QuantServiceFactory service) : IClassFixture<QuantServiceFactory>
{
    [Fact]
    public async Task Jobs_MeasuredAtOnceAndByMessage_AreCountedByState()
    {
        using var trace = new ListenedTrace();
        var client = service.ClientOf(Roles.Annotator);
        client.DefaultRequestHeaders.Add("traceparent", trace.TraceParent);

        foreach (var label in new[] { service.AddLabel(service.AddPhantom(), 2), service.AddLongLabel(service.AddPhantom(), 2) })
            (await client.PostAsJsonAsync("/api/quant/jobs", new StartQuant(label.Id, null, null, null, null), Defaults.Json)).Dispose();

        await trace.WaitUntilAsync(heard => heard.Measurements.Count == 5);
        Assert.Equal(
            [
                "voxmark.quant.jobs state=Queued", "voxmark.quant.jobs state=Succeeded", "voxmark.quant.jobs state=Succeeded",
                "voxmark.quant.measurement.duration state=Succeeded", "voxmark.quant.measurement.duration state=Succeeded",
            ],
            trace.Measurements.Order(StringComparer.Ordinal));
    }
}
