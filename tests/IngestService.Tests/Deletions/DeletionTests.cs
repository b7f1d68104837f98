using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using MassTransit.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Voxmark.Contracts.Ingest;
using Voxmark.Fixtures.Dicom;
using Voxmark.IngestService.Deletions;
using Voxmark.ServiceDefaults;

namespace Voxmark.IngestService.Tests.Deletions;

public sealed class DeletionTests(IngestFactory service) : IClassFixture<IngestFactory>
{
    private readonly HttpClient _admin = service.ClientOf("admin");
    private readonly HttpClient _annotator = service.ClientOf("annotator");

    [Fact]
    public async Task DeleteStudy_WhenConfirmed_IsInNoListAndKeepsItsFile()
    {
        var image = await StoreAsync();

        using var answer = await DeleteAsync($"studies/{image.StudyInstanceUid}", image.PatientId);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using var study = await _annotator.GetAsync($"/api/studies/{image.StudyInstanceUid}");
        using var instance = await _annotator.GetAsync(InstanceOf(image));
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (study.StatusCode, instance.StatusCode));
        Assert.True(File.Exists(FileOf(image)));
        Assert.False(Directory.Exists(Path.Combine(service.StoreRoot, "volumes", image.SeriesInstanceUid)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("another")]
    public async Task DeleteStudy_WhenSomethingElseWasTyped_Is400AndDeletesNothing(string typed)
    {
        var image = await StoreAsync();

        using var answer = await DeleteAsync($"studies/{image.StudyInstanceUid}", typed);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.NotNull(await _annotator.GetAsync<StudySummary>($"/api/studies/{image.StudyInstanceUid}"));
    }

    [Fact]
    public async Task DeleteStudy_OfAPatientWithoutAnId_WantsTheStudyInstanceUid()
    {
        var image = await StoreAsync(new CtImage { PatientId = "" });

        using var withUid = await DeleteAsync($"studies/{image.StudyInstanceUid}", image.StudyInstanceUid);

        Assert.Equal(HttpStatusCode.OK, withUid.StatusCode);
    }

    [Fact]
    public async Task DeleteSeries_OfTwo_LeavesTheOther()
    {
        var first = await StoreAsync();
        var second = await StoreAsync(first with
        {
            SeriesInstanceUid = $"{first.SeriesInstanceUid}.2", SopInstanceUid = $"{first.SopInstanceUid}.2",
        });

        using var answer = await DeleteAsync($"series/{first.SeriesInstanceUid}", first.PatientId);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var study = await _annotator.GetAsync<StudySummary>($"/api/studies/{first.StudyInstanceUid}");
        Assert.Equal(second.SeriesInstanceUid, Assert.Single(study.Series).SeriesInstanceUid);
    }

    [Fact]
    public async Task Delete_BySomebodyWhoIsNoAdministrator_Is403()
    {
        var image = await StoreAsync();

        using var answer = await _annotator.DeleteAsync($"/api/studies/{image.StudyInstanceUid}?confirm={image.PatientId}");

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task Restore_OfADeletedStudy_BringsTheVeryBytesBack()
    {
        var image = await StoreAsync();
        var bytes = await BytesOfAsync(image);
        var deletion = await DeletedAsync(image);

        using var answer = await _admin.PostAsync($"/api/deletions/{deletion.Id}/restore", null);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        await WaitForAsync(deletion.Id, DeletionState.Restored);
        Assert.Equal(SeriesState.Ready, (await _annotator.WaitForSeriesAsync(image.SeriesInstanceUid)).Series.State);
        Assert.Equal(bytes, await BytesOfAsync(image));
    }

    [Fact]
    public async Task Restore_OfAStudyWhosePatientWasCorrected_BringsTheCorrectionBack()
    {
        var image = await StoreAsync();
        using var corrected = await _admin.PutAsJsonAsync(
            $"/api/studies/{image.StudyInstanceUid}/patient",
            new CorrectPatient(new("Right^Name", "P-RIGHT", "F", null), null), Defaults.Json);
        Assert.Equal(HttpStatusCode.OK, corrected.StatusCode);
        var deletion = await DeletedAsync(image with { PatientId = "P-RIGHT" });

        using var answer = await _admin.PostAsync($"/api/deletions/{deletion.Id}/restore", null);
        await WaitForAsync(deletion.Id, DeletionState.Restored);

        var study = await _annotator.GetAsync<StudySummary>($"/api/studies/{image.StudyInstanceUid}");
        Assert.Equal(("P-RIGHT", true), (study.PatientId, study.IsPatientCorrected));
    }

    [Fact]
    public async Task Store_OfACorrectedStudyThatWasDeleted_IsWhatTheFileSays()
    {
        var image = await StoreAsync();
        using var corrected = await _admin.PutAsJsonAsync(
            $"/api/studies/{image.StudyInstanceUid}/patient",
            new CorrectPatient(new("Right^Name", "P-RIGHT", "F", null), null), Defaults.Json);
        await DeletedAsync(image with { PatientId = "P-RIGHT" });

        await StoreAsync(image);

        var study = await _annotator.GetAsync<StudySummary>($"/api/studies/{image.StudyInstanceUid}");
        Assert.Equal((image.PatientId, false), (study.PatientId, study.IsPatientCorrected));
        Assert.Equal(image.ToBytes(), await BytesOfAsync(image));
    }

    [Fact]
    public async Task Reconcile_OfADeletedStudy_DoesNotTakeItIn()
    {
        var image = await StoreAsync();
        await DeletedAsync(image);
        File.SetLastWriteTimeUtc(FileOf(image), DateTime.UtcNow.AddDays(-1));

        using var report = await _admin.PostAsync("/api/storage/reconcile?apply=true", null);

        Assert.Equal(HttpStatusCode.OK, report.StatusCode);
        using var study = await _annotator.GetAsync($"/api/studies/{image.StudyInstanceUid}");
        Assert.Equal(HttpStatusCode.NotFound, study.StatusCode);
    }

    [Fact]
    public async Task Purge_WhenDue_DeletesTheFileAndForgetsThePatient()
    {
        var image = await StoreAsync();
        var deletion = await DeletedAsync(image);

        await PurgeAsync(deletion.Id);

        Assert.False(File.Exists(FileOf(image)));
        var listed = await FindAsync(deletion.Id);
        Assert.Equal((DeletionState.Purged, null, null), (listed.State, listed.PatientName, listed.PatientId));
        using var restore = await _admin.PostAsync($"/api/deletions/{deletion.Id}/restore", null);
        Assert.Equal(HttpStatusCode.Conflict, restore.StatusCode);
    }

    [Fact]
    public async Task Purge_OfAnImageThatWasSentAgain_LeavesItsFile()
    {
        var image = await StoreAsync();
        var deletion = await DeletedAsync(image);
        await StoreAsync(image);

        await PurgeAsync(deletion.Id);

        Assert.Equal(image.ToBytes(), await BytesOfAsync(image));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        Assert.False(await service.Services.GetTestHarness().Published.Any<SeriesPurged>(
            purged => purged.Context.Message.SeriesInstanceUids.Contains(image.SeriesInstanceUid), patience.Token));
    }

    [Fact]
    public async Task Purge_BeforeItIsDue_DeletesNothing()
    {
        var image = await StoreAsync();
        await DeletedAsync(image);

        await using var scope = service.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DeletionPurge>().PurgeDueAsync(CancellationToken.None);

        Assert.True(File.Exists(FileOf(image)));
    }

    private async Task<CtImage> StoreAsync(CtImage? image = null)
    {
        image ??= new CtImage { PatientId = $"P{Guid.NewGuid():N}" };
        await _annotator.UploadSeriesAsync([image.ToBytes()]);
        return image;
    }

    private Task<HttpResponseMessage> DeleteAsync(string what, string? typed) =>
        _admin.DeleteAsync($"/api/{what}?confirm={Uri.EscapeDataString(typed ?? "")}");

    private async Task<DeletedImages> DeletedAsync(CtImage image)
    {
        using var answer = await DeleteAsync($"studies/{image.StudyInstanceUid}", image.PatientId);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var listed = await _admin.GetAsync<DeletionPage>("/api/deletions");
        return listed.Deletions.First(deletion => deletion.StudyInstanceUid == image.StudyInstanceUid);
    }

    private async Task PurgeAsync(Guid id)
    {
        await service.InDatabaseAsync(db => db.Deletions.Where(d => d.Id == id)
            .ExecuteUpdateAsync(set => set.SetProperty(d => d.DueAt, DateTimeOffset.UtcNow.AddDays(-1))));
        await using var scope = service.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DeletionPurge>().PurgeDueAsync(CancellationToken.None);
    }

    private async Task<DeletedImages> FindAsync(Guid id) =>
        (await _admin.GetAsync<DeletionPage>("/api/deletions?pageSize=200")).Deletions.Single(deletion => deletion.Id == id);

    private async Task WaitForAsync(Guid id, DeletionState state)
    {
        for (var deadline = DateTime.UtcNow.AddMinutes(2); (await FindAsync(id)).State != state; await Task.Delay(50))
            Assert.True(DateTime.UtcNow < deadline, $"The deletion is not {state}.");
    }

    private string FileOf(CtImage image) =>
        Path.Combine(service.StoreRoot, "dicom", image.StudyInstanceUid, image.SeriesInstanceUid, $"{image.SopInstanceUid}.dcm");

    private async Task<byte[]> BytesOfAsync(CtImage image)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, InstanceOf(image));
        request.Headers.Accept.Add(MediaTypeWithQualityHeaderValue.Parse("application/dicom; transfer-syntax=*"));
        using var answer = await _annotator.SendAsync(request);
        return await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
    }

    private static string InstanceOf(CtImage image) =>
        $"/dicom-web/studies/{image.StudyInstanceUid}/series/{image.SeriesInstanceUid}/instances/{image.SopInstanceUid}";
}
