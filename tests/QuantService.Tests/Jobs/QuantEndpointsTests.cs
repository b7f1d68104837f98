using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ClosedXML.Excel;
using Microsoft.EntityFrameworkCore;
using Voxmark.Contracts;
using Voxmark.Contracts.Quant;
using Voxmark.ServiceDefaults;
using Voxmark.ServiceDefaults.Authentication;

namespace Voxmark.QuantService.Tests.Jobs;

public sealed class QuantEndpointsTests(QuantServiceFactory service) : IClassFixture<QuantServiceFactory>
{
    [Fact]
    public async Task Start_OfALabel_Answers202AndSaysWhereToFollow()
    {
        var label = service.AddLabel(service.AddPhantom(), 2);

        using var response = await PostAsync(new StartQuant(label.Id, null, null, null, null));

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        var job = (await response.Content.ReadFromJsonAsync<QuantJob>(Defaults.Json))!;
        Assert.Equal($"/api/quant/jobs/{job.Id}", response.Headers.Location?.ToString());
        Assert.Equal("Some annotator", job.RequestedBy.Name);
    }

    [Fact]
    public async Task Start_WhenAVoxelOfTheVolumeWasOverwritten_MeasuresNothing()
    {
        var series = service.AddPhantom();
        var label = service.AddLabel(series, 4);
        var path = Path.Combine(service.StoreRoot, "volumes", $"{series}.vxv");
        using (var volume = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite))
            RandomAccess.Write(volume, [0x7f], RandomAccess.GetLength(volume) - 1); // of the last slice, which is measured

        var job = await service.StartAsync(new StartQuant(label.Id, null, null, null, null));

        Assert.Equal(JobState.Failed, job.State);
        Assert.Contains("are still being prepared", job.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_OfALabelOnFewSlices_AnswersWhenItIsMeasured()
    {
        var job = await service.StartAsync(new StartQuant(service.AddLabel(service.AddPhantom(), 2).Id, null, null, null, null));

        Assert.Equal(JobState.Succeeded, job.State);
        Assert.Equal(job.LabelId, (await service.GetAsync<QuantResult>($"/api/quant/results/{job.ResultId}")).LabelId);
    }

    [Fact]
    public async Task Start_OfALabelOnManySlices_AnswersBeforeItIsMeasured()
    {
        var job = await service.StartAsync(new StartQuant(service.AddLongLabel(service.AddPhantom(), 2).Id, null, null, null, null));

        Assert.Equal(JobState.Queued, job.State);
    }

    [Fact]
    public async Task Start_WithoutRevision_KeepsTheNewestOfThatMoment()
    {
        var label = service.AddLabel(service.AddPhantom(), 2);

        var job = await service.StartAsync(new StartQuant(label.Id, null, null, null, null));

        Assert.Equal(3, await service.InDatabaseAsync(db => db.Jobs.Where(j => j.Id == job.Id).Select(j => j.Revision).SingleAsync()));
    }

    [Theory]
    [InlineData("""{"heightCm":1.63}""", "heightCm")] // metres
    [InlineData("""{"heightCm":250.5}""", "heightCm")]
    [InlineData("""{"weightKg":1.9}""", "weightKg")]
    [InlineData("""{"weightKg":401}""", "weightKg")]
    [InlineData("""{"referenceSlice":-1}""", "referenceSlice")]
    public async Task Start_WithAnAbsurdValue_NamesTheField(string values, string field)
    {
        using var response = await service.Annotator.PostAsync(
            "/api/quant/jobs", Json($$"""{"labelId":"{{Guid.NewGuid()}}",{{values[1..]}}"""));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("urn:voxmark:invalid", problem.GetProperty("type").GetString());
        Assert.Equal([field], problem.GetProperty("errors").EnumerateObject().Select(error => error.Name));
    }

    [Theory]
    [InlineData(50, 2)]
    [InlineData(250, 400)]
    public async Task Start_AtTheLimits_IsAccepted(double heightCm, double weightKg)
    {
        var label = service.AddLabel(service.AddPhantom(), 2);

        using var response = await PostAsync(new StartQuant(label.Id, null, heightCm, weightKg, null));

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
    }

    [Fact]
    public async Task Start_OfAnUnknownLabel_Is404()
    {
        using var response = await PostAsync(new StartQuant(Guid.NewGuid(), null, null, null, null));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact] // Im −94 of a series of five
    public async Task Start_WithAReferenceSliceBeyondTheSeries_Is400()
    {
        var label = service.AddLabel(service.AddPhantom(), 2);

        using var response = await PostAsync(new StartQuant(label.Id, null, null, null, ReferenceSlice: 99));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(
            "The series has 5 slices, 0 to 4; 99 is not one of them.", await response.Content.ReadAsStringAsync(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WithAReferenceSliceOfAnotherVolume_Is409()
    {
        var label = service.AddLabel(service.AddPhantom(), 2);

        using var response = await PostAsync(new StartQuant(label.Id, null, null, null, ReferenceSlice: 2, VolumeId: "another"));

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Contains("urn:voxmark:series-changed", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    [InlineData(Roles.Reviewer, HttpStatusCode.Forbidden)]
    [InlineData(Roles.Researcher, HttpStatusCode.Forbidden)]
    public async Task Start_ByWhoMayNotMeasure_IsRefused(string? role, HttpStatusCode expected)
    {
        using var response = await service.ClientOf(role).PostAsJsonAsync(
            "/api/quant/jobs", new StartQuant(Guid.NewGuid(), null, null, null, null), Defaults.Json);

        Assert.Equal(expected, response.StatusCode);
    }

    [Theory]
    [InlineData("jobs/{0}")]
    [InlineData("results/{0}")]
    [InlineData("results/{0}.xlsx")]
    public async Task Get_OfWhatIsNotThere_Is404(string address)
    {
        using var response = await service.Annotator.GetAsync(
            $"/api/quant/{address.Replace("{0}", Guid.NewGuid().ToString(), StringComparison.Ordinal)}");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task List_ByLabel_HasItsResultsNewestFirst()
    {
        var label = service.AddLabel(service.AddPhantom(), 2);
        var first = await service.MeasureAsync(new StartQuant(label.Id, null, 160, null, null));
        var second = await service.MeasureAsync(new StartQuant(label.Id, null, 170, null, null));

        var results = await service.GetAsync<QuantResult[]>($"/api/quant/results?labelId={label.Id}");

        Assert.Equal([second.Id, first.Id], results.Select(result => result.Id));
    }

    [Fact]
    public async Task Workbook_OfAResult_IsAnExcelFileWhoseNameTellsNothingOfThePatient()
    {
        var label = service.AddLabel(service.AddPhantom(), 2);
        var result = await service.MeasureAsync(new StartQuant(label.Id, null, null, null, null));

        using var response = await service.Annotator.GetAsync($"/api/quant/results/{result.Id}.xlsx");

        Assert.Equal("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", response.Content.Headers.ContentType?.MediaType);
        Assert.Matches(@"^voxmark-L3-\d{4}-\d\d-\d\d-[0-9a-f]{8}\.xlsx$", response.Content.Headers.ContentDisposition!.FileName!);
    }

    [Fact]
    public async Task Job_OnceOver_NamesItsResult()
    {
        var label = service.AddLabel(service.AddPhantom(), 2);

        var job = await service.RunAsync(new StartQuant(label.Id, null, null, null, null));

        Assert.Equal(JobState.Succeeded, job.State);
        Assert.NotNull(job.ResultId);
    }

    [Fact] // Examples: Kim Test, VX-00042
    public async Task Workbook_OfAResult_NamesThePatientOfTheStudy()
    {
        var result = await service.MeasureAsync(new StartQuant(service.AddLabel(service.AddPhantom(), 2).Id, null, null, null, null));

        using var workbook = new XLWorkbook(await service.Annotator.GetStreamAsync($"/api/quant/results/{result.Id}.xlsx"));

        Assert.Contains("Kim Test", workbook.Worksheet("Summary").Column(2).CellsUsed().Select(cell => cell.GetString()));
        Assert.Contains("VX-00042", workbook.Worksheet("Summary").Column(2).CellsUsed().Select(cell => cell.GetString()));
    }

    [Fact]
    public async Task Preview_OfALabel_GivesTheNumbersAndKeepsNothing()
    {
        var label = service.AddLabel(service.AddPhantom(), 1, 2);

        var preview = await PreviewAsync(new StartQuant(label.Id, null, 170, 70, ReferenceSlice: 1));

        Assert.Equal((Guid.Empty, 170.0, 1), (preview.Id, preview.Subject.HeightCm, preview.ReferenceSlice));
        Assert.Empty(await service.GetAsync<QuantResult[]>($"/api/quant/results?labelId={label.Id}"));
        var next = await PreviewAsync(new StartQuant(label.Id, null, null, null, null));
        Assert.Equal((null, 2), (next.Subject.HeightCm, next.ReferenceSlice));
    }

    [Fact]
    public async Task Preview_OfALabel_IsWhatMeasuringGives()
    {
        var request = new StartQuant(service.AddLabel(service.AddPhantom(), 1, 2).Id, null, 170, 70, null);

        var (preview, result) = (await PreviewAsync(request), await service.MeasureAsync(request));

        Assert.Equal(JsonSerializer.Serialize(preview.BodyComposition), JsonSerializer.Serialize(result.BodyComposition));
        Assert.Equal(JsonSerializer.Serialize(preview.Segments), JsonSerializer.Serialize(result.Segments));
    }

    [Fact]
    public async Task Preview_OfAnEmptyLabel_SaysWhy()
    {
        using var response = await service.Annotator.GetAsync($"/api/quant/previews?labelId={service.AddLabel(service.AddPhantom()).Id}");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("The label is empty", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private async Task<QuantResult> PreviewAsync(StartQuant body)
    {
        using var response = await service.ClientOf(Roles.Researcher).GetAsync(
            $"/api/quant/previews?labelId={body.LabelId}&heightCm={body.HeightCm}&weightKg={body.WeightKg}"
                + $"&referenceSlice={body.ReferenceSlice}");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<QuantResult>(Defaults.Json))!;
    }

    private Task<HttpResponseMessage> PostAsync(StartQuant body) =>
        service.Annotator.PostAsJsonAsync("/api/quant/jobs", body, Defaults.Json);

    private static StringContent Json(string text) => new(text, System.Text.Encoding.UTF8, "application/json");
}
