using System.Net.Http.Json;
using Voxmark.Contracts.Inference;
using Voxmark.Fixtures.Telemetry;
using Voxmark.ServiceDefaults;
using Voxmark.ServiceDefaults.Authentication;

namespace Voxmark.InferenceService.Tests;

public sealed class InferenceTelemetryTests(InferenceServiceFactory service) : IClassFixture<InferenceServiceFactory>
{
    [Fact]
    public async Task Jobs_AreCountedAndTheirRunsTimedByModel()
    {
        using var trace = new ListenedTrace();
        var client = service.ClientOf(Roles.Annotator);
        client.DefaultRequestHeaders.Add("traceparent", trace.TraceParent);

        using var response = await client.PostAsJsonAsync(
            "/api/inference/jobs", new StartInference(service.AddSeries(), InferenceServiceFactory.Model, 1, 2), Defaults.Json);
        await trace.WaitUntilAsync(heard => heard.Measurements.Count == 2);
        var job = (await response.Content.ReadFromJsonAsync<InferenceJob>(Defaults.Json))!;
        using var cancelled = await client.DeleteAsync($"/api/inference/jobs/{job.Id}");

        Assert.Equal(
            [
                "voxmark.inference.jobs model=hu-threshold state=Cancelled", "voxmark.inference.jobs model=hu-threshold state=Queued",
                "voxmark.inference.run.duration model=hu-threshold",
            ],
            trace.Measurements.Order(StringComparer.Ordinal));
        Assert.Contains(trace.Spans, span => span.OperationName == "run model");
    }
}
