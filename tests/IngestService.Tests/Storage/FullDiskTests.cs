using System.Net;
using System.Net.Http.Json;
using FellowOakDicom.Network;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Voxmark.Fixtures.Dicom;
using Voxmark.IngestService.Tests.Dimse;
using Voxmark.IngestService.Tests.DicomWeb;
using Voxmark.ServiceDefaults.Problems;

namespace Voxmark.IngestService.Tests.Storage;

/// <summary>What senders and operators are told when the disk has no more room than is kept for the database. (That all
/// goes on afterwards, on a disk that is really full, the system tests say.)</summary>
public sealed class FullDiskTests(FullDiskTests.Factory factory) : IClassFixture<FullDiskTests.Factory>
{
    private readonly HttpClient _client = factory.ClientOf("annotator");

    [Fact]
    public async Task Upload_WhenTheDiskIsFull_Answers507WithASentence()
    {
        var upload = await _client.StartUploadAsync();

        using var response = await _client.PostAsync(
            $"/api/uploads/{upload}/files?name=a.dcm", new ByteArrayContent(new CtImage().ToBytes()));

        Assert.Equal(HttpStatusCode.InsufficientStorage, response.StatusCode);
        var problem = (await response.Content.ReadFromJsonAsync<ProblemDetails>())!;
        Assert.Equal(ProblemTypes.NoRoom, problem.Type);
        Assert.StartsWith("The disk is full", problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stow_WhenTheDiskIsFull_Answers507()
    {
        using var response = await _client.PostAsync("/dicom-web/studies", DicomWebClient.Multipart(new CtImage().ToBytes()));

        Assert.Equal(HttpStatusCode.InsufficientStorage, response.StatusCode);
    }

    [Fact]
    public async Task CStore_WhenTheDiskIsFull_AnswersOutOfResources() =>
        Assert.Equal(DicomStatus.StorageStorageOutOfResources.Code, Assert.Single(await factory.StoreAsync(new CtImage().ToFile())).Code);

    [Fact]
    public async Task Health_WhenTheDiskIsFull_SaysSoAndGoesOnReading()
    {
        var report = await factory.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();

        Assert.Equal(HealthStatus.Degraded, report.Entries["object-store"].Status);
        Assert.StartsWith("The disk of the object store is full", report.Entries["object-store"].Description, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await _client.GetAsync("/api/studies")).StatusCode);
    }

    /// <summary>Keeps more of the disk than there can be.</summary>
    public sealed class Factory : DimseFactory
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.UseSetting("ObjectStore:ReserveBytes", $"{1L << 60}");
        }
    }
}
