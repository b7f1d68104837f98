using System.Diagnostics;
using Voxmark.Fixtures.Dicom;
using Voxmark.Fixtures.Telemetry;

namespace Voxmark.IngestService.Tests;

public sealed class IngestTelemetryTests(IngestFactory factory) : IClassFixture<IngestFactory>
{
    [Fact]
    public async Task Trace_OfAnUpload_LeadsThroughTheQueueToTheStoredVolumeAndOn()
    {
        using var trace = new ListenedTrace();

        await ClientIn(trace).UploadSeriesAsync([new CtImage().ToBytes()]);

        await trace.WaitUntilAsync(heard => heard.Spans.Any(span => IsFrom(span, "Voxmark.Outbox") && IsOfTheBuild(span)));
        var build = Assert.Single(trace.Spans, span => span.OperationName == "build volume");
        var way = trace.WayTo(build).Select(span => span.Source.Name).ToList();
        Assert.Equal(
            ["Voxmark.Ingest", "MassTransit", "Voxmark.Outbox", "Microsoft.AspNetCore"],
            way.Where((source, n) => n == 0 || source != way[n - 1])); // MassTransit sends, receives and consumes
        Assert.Contains(trace.Spans, span => IsFrom(span, "Npgsql") && IsOfTheBuild(span));

        bool IsOfTheBuild(Activity span) => trace.WayTo(span).Any(cause => cause.OperationName == "build volume");
        static bool IsFrom(Activity span, string source) => span.Source.Name == source;
    }

    [Fact]
    public async Task Instances_ByUploadAndByStow_AreCountedByDoorAndOutcome()
    {
        using var trace = new ListenedTrace();
        var (client, image) = (ClientIn(trace), new CtImage());
        using var part = new ByteArrayContent(image.ToBytes());
        part.Headers.ContentType = new("application/dicom");

        await client.SendAsync(image.ToBytes());
        await client.PostAsync("/dicom-web/studies", new MultipartContent("related", "edge") { part });

        Assert.Equal(
            ["voxmark.ingest.instances door=upload outcome=Stored", "voxmark.ingest.instances door=stow-rs outcome=AlreadyThere"],
            trace.Measurements.Where(measurement => measurement.StartsWith("voxmark.ingest.instances", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Measurements_NameNoStudyNoSeriesAndNoPatient()
    {
        using var trace = new ListenedTrace();
        var image = new CtImage();

        await ClientIn(trace).UploadSeriesAsync([image.ToBytes()]);

        await trace.WaitUntilAsync(heard => heard.Measurements.Contains("voxmark.ingest.volume.build.duration outcome=volume"));
        foreach (var name in (string[])[image.StudyInstanceUid, image.SeriesInstanceUid, image.SopInstanceUid, image.PatientId, "Phantom"])
            Assert.DoesNotContain(trace.Measurements, measurement => measurement.Contains(name, StringComparison.Ordinal));
    }

    private HttpClient ClientIn(ListenedTrace trace)
    {
        var client = factory.ClientOf("annotator");
        client.DefaultRequestHeaders.Add("traceparent", trace.TraceParent);
        return client;
    }
}
