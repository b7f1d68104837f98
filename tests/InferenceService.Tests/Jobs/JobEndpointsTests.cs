using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Voxmark.Contracts;
using Voxmark.Contracts.Inference;
using Voxmark.ServiceDefaults;
using Voxmark.ServiceDefaults.Authentication;

namespace Voxmark.InferenceService.Tests.Jobs;

public sealed class JobEndpointsTests(InferenceServiceFactory service) : IClassFixture<InferenceServiceFactory>
{
    [Fact]
    public async Task Start_OfAKnownModel_Answers202AndSaysWhereToFollow()
    {
        using var response = await PostAsync(new StartInference(service.AddSeries(), InferenceServiceFactory.Model, 1, 4));

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        var job = (await response.Content.ReadFromJsonAsync<InferenceJob>(Defaults.Json))!;
        Assert.Equal($"/api/inference/jobs/{job.Id}", response.Headers.Location?.ToString());
        Assert.Equal((1, 4, 4, "Some annotator"), (job.FirstSlice, job.LastSlice, job.Total, job.RequestedBy.Name));
    }

    [Fact]
    public async Task Start_OnAnOlderVolume_Is409()
    {
        var uid = service.AddSeries();
        var (before, now) = await service.GrowAsync(uid);

        using var outdated = await PostAsync(new StartInference(uid, InferenceServiceFactory.Model, 1, 4, before));
        using var current = await PostAsync(new StartInference(uid, InferenceServiceFactory.Model, 1, 4, now));

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Accepted), (outdated.StatusCode, current.StatusCode));
        Assert.Contains("urn:voxmark:series-changed", await outdated.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WithoutSlices_TakesThemAll()
    {
        var job = await service.StartAsync(new StartInference(service.AddSeries(), InferenceServiceFactory.Model, null, null));

        Assert.Equal((0, InferenceServiceFactory.Slices - 1), (job.FirstSlice, job.LastSlice));
    }

    [Theory]
    [InlineData(-1, 2)]
    [InlineData(0, InferenceServiceFactory.Slices)]
    [InlineData(3, 2)]
    public async Task Start_OfARangeThatIsNone_SaysHowManySlicesThereAre(int first, int last)
    {
        using var response = await PostAsync(new StartInference(service.AddSeries(), InferenceServiceFactory.Model, first, last));

        await AssertProblemAsync(response, HttpStatusCode.BadRequest, "urn:voxmark:invalid", "6 slices, 0 to 5");
    }

    [Fact]
    public async Task Start_OfAnUnknownModel_NamesThoseThereAre()
    {
        using var response = await PostAsync(new StartInference(service.AddSeries(), "no-such-model", null, null));

        await AssertProblemAsync(response, HttpStatusCode.BadRequest, "urn:voxmark:invalid", InferenceServiceFactory.Model);
    }

    [Theory]
    [InlineData("2.25.404")]
    [InlineData("../../etc/passwd")]
    [InlineData("")]
    public async Task Start_OfAnUnknownSeries_Is404(string uid)
    {
        using var response = await PostAsync(new StartInference(uid, InferenceServiceFactory.Model, null, null));

        await AssertProblemAsync(response, HttpStatusCode.NotFound, "urn:voxmark:not-found", "This series");
    }

    [Fact]
    public async Task Start_OfImagesWithoutHounsfieldUnits_IsRefused()
    {
        using var response = await PostAsync(new StartInference(service.AddSeries(unit: ""), InferenceServiceFactory.Model, null, null));

        await AssertProblemAsync(response, HttpStatusCode.BadRequest, "urn:voxmark:invalid", "not CT");
    }

    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    [InlineData(Roles.Reviewer, HttpStatusCode.Forbidden)]
    [InlineData(Roles.Researcher, HttpStatusCode.Forbidden)]
    public async Task Start_ByWhoMayNotRunModels_IsRefused(string? role, HttpStatusCode expected)
    {
        using var response = await service.ClientOf(role).PostAsJsonAsync(
            "/api/inference/jobs", new StartInference("2.25.1", InferenceServiceFactory.Model, null, null), Defaults.Json);

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task Get_OfAnUnknownJob_Is404()
    {
        using var response = await service.Annotator.GetAsync($"/api/inference/jobs/{Guid.NewGuid()}");

        await AssertProblemAsync(response, HttpStatusCode.NotFound, "urn:voxmark:not-found", "no such inference job");
    }

    [Fact]
    public async Task Cancel_OfARunningJob_StopsItBetweenSlices()
    {
        using var started = new ManualResetEventSlim();
        using var goOn = new ManualResetEventSlim();
        service.Model2d.BeforeSlice = () =>
        {
            started.Set();
            goOn.Wait(TimeSpan.FromSeconds(30));
        };
        var job = await service.StartAsync(new StartInference(service.AddSeries(), InferenceServiceFactory.Model, null, null));
        Assert.True(started.Wait(TimeSpan.FromSeconds(30)));

        using var response = await service.Annotator.DeleteAsync($"/api/inference/jobs/{job.Id}");
        service.Model2d.BeforeSlice = null;
        goOn.Set();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.True(await service.Harness.Consumed.Any<SegmentSeries>(m => m.Context.Message.JobId == job.Id));
        Assert.Equal(JobState.Cancelled, (await service.JobAsync(job.Id)).State);
        Assert.False(File.Exists(Path.Combine(service.StoreRoot, "model-masks", $"{job.Id:N}.vxm")));
    }

    private Task<HttpResponseMessage> PostAsync(StartInference body) =>
        service.Annotator.PostAsJsonAsync("/api/inference/jobs", body, Defaults.Json);

    private static async Task AssertProblemAsync(HttpResponseMessage response, HttpStatusCode status, string type, string says)
    {
        Assert.Equal(status, response.StatusCode);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(type, problem.GetProperty("type").GetString());
        Assert.Contains(says, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }
}
