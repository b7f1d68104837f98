using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Voxmark.Contracts.Labeling;
using Voxmark.Imaging.Masks;
using Voxmark.ServiceDefaults.Authentication;
using Voxmark.ServiceDefaults.Problems;
using static Voxmark.LabelingService.Tests.LabelingServiceFactory;

namespace Voxmark.LabelingService.Tests.Labels;

public sealed class LabelEndpointsTests(LabelingServiceFactory service) : IClassFixture<LabelingServiceFactory>
{
    [Fact]
    public async Task Create_WithSelection_CoversItsSlices()
    {
        var series = service.AddSeries();
        var selection = await service.PostAsync<Selection>("/api/selections", new CreateSelection(series, 1, 3, "L3", null));

        var label = await service.PostAsync<Label>("/api/labels", new CreateLabel(series, selection.Id, "l3-body-composition", " Mine "));

        Assert.Equal(("Mine", "L3", 1, 3), (label.Name, label.Level, label.FirstSlice, label.LastSlice));
        Assert.Equal((Rows, Columns, 0, 0), (label.Rows, label.Columns, label.Revision, label.HeadRevision));
        Assert.Equal(("person", "Some annotator"), (label.Origin, label.CreatedBy.Name));
        Assert.Equal(["muscle", "subcutaneous-fat", "visceral-fat", "intermuscular-fat"], label.Segments.Select(s => s.Key));
    }

    [Fact]
    public async Task Create_WithoutSelection_CoversTheSeries()
    {
        var label = await service.CreateLabelAsync(service.AddSeries(), "free");

        Assert.Equal((0, Slices - 1, null), (label.FirstSlice, label.LastSlice, label.Level));
    }

    [Fact]
    public async Task Create_WithSelectionOfAnotherSeries_Answers400()
    {
        var selection = await service.PostAsync<Selection>(
            "/api/selections", new CreateSelection(service.AddSeries(), 1, 3, "L3", null));

        using var response = await service.Annotator.PostAsJsonAsync(
            "/api/labels", new CreateLabel(service.AddSeries(), selection.Id, "free", null));

        await AssertProblemAsync(response, HttpStatusCode.BadRequest, ProblemTypes.Invalid);
    }

    [Theory]
    [InlineData("1.2.3.4.5.6.7")]
    [InlineData("../../etc/passwd")]
    [InlineData("")]
    [InlineData(null)]
    public async Task Create_OfUnknownSeries_Answers404(string? series)
    {
        using var response = await service.Annotator.PostAsJsonAsync("/api/labels", new CreateLabel(series!, null, "free", null));

        await AssertProblemAsync(response, HttpStatusCode.NotFound, ProblemTypes.NotFound);
    }

    [Theory]
    [InlineData("no-such-template", null)]
    [InlineData(null, null)]
    [InlineData("free", "line\nbreak")]
    public async Task Create_WithUnknownTemplateOrOddName_Answers400(string? template, string? name)
    {
        using var response = await service.Annotator.PostAsJsonAsync(
            "/api/labels", new CreateLabel(service.AddSeries(), null, template!, name));

        await AssertProblemAsync(response, HttpStatusCode.BadRequest, ProblemTypes.Invalid);
    }

    [Theory]
    [InlineData(Roles.Researcher, HttpStatusCode.Forbidden)]
    [InlineData(Roles.Reviewer, HttpStatusCode.Forbidden)]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    public async Task Create_WhenNotAnnotator_IsRefused(string? role, HttpStatusCode expected)
    {
        using var client = service.ClientOf(role);

        using var response = await client.PostAsJsonAsync("/api/labels", new CreateLabel(service.AddSeries(), null, "free", null));

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task List_OfSeries_HasNewestChangeFirst()
    {
        var series = service.AddSeries();
        var first = await service.CreateLabelAsync(series);
        var second = await service.CreateLabelAsync(series, "free");
        await service.CreateLabelAsync(service.AddSeries());
        await service.SavedAsync(first.Id, new SliceChange(0, 0, MaskOf(1, 1)));

        var labels = await service.GetAsync<LabelSummary[]>($"/api/labels?seriesInstanceUid={series}");

        Assert.Equal([(first.Id, 1), (second.Id, 0)], labels.Select(l => (l.Id, l.HeadRevision)));
    }

    [Fact]
    public async Task GetMasks_AtRevision_HoldsLabelledSlicesInOrder()
    {
        var label = await service.CreateLabelAsync(service.AddSeries());
        await service.SavedAsync(label.Id, new SliceChange(4, 0, MaskOf(1, 7)));
        await service.SavedAsync(label.Id, new SliceChange(1, 0, MaskOf(2, 3)));
        await service.SavedAsync(label.Id, new SliceChange(4, 1, MaskOf(0, 0)));

        async Task<IReadOnlyList<SliceMask>> MasksAt(int revision)
        {
            using var response = await service.Annotator.GetAsync($"/api/labels/{label.Id}/masks?revision={revision}");
            Assert.Equal("application/vnd.voxmark.masks", response.Content.Headers.ContentType?.MediaType);
            Assert.True(SliceMasks.TryParse(await response.Content.ReadAsByteArrayAsync(), out var masks, out _));
            return masks;
        }

        Assert.Equal([1, 4], (await MasksAt(2)).Select(m => m.Slice));
        var only = Assert.Single(await MasksAt(3));
        Assert.Equal(1, only.Slice);
        Assert.Equal(MaskOf(2, 3), only.Mask.Bytes.ToArray());
    }

    [Fact]
    public async Task GetMask_WhenUnchanged_Answers304()
    {
        var label = await service.CreateLabelAsync(service.AddSeries());
        var saved = await service.SavedAsync(label.Id, new SliceChange(4, 0, MaskOf(1, 7)));
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/labels/{label.Id}/slices/4");
        request.Headers.IfNoneMatch.Add(new EntityTagHeaderValue($"\"{saved.Slices[0].MaskHash}\""));

        using var response = await service.Annotator.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotModified, response.StatusCode);
    }

    [Theory]
    [InlineData("?revision=2")]
    [InlineData("?revision=-1")]
    [InlineData("/slices/4?revision=2")]
    [InlineData("/slices/3")]
    [InlineData("/slices/-4")]
    [InlineData("/masks?revision=2")]
    [InlineData(".nii.gz?revision=2")]
    public async Task Get_OfWhatIsNotThere_Answers404(string what)
    {
        var label = await service.CreateLabelAsync(service.AddSeries());
        await service.SavedAsync(label.Id, new SliceChange(4, 0, MaskOf(1, 7)));

        using var response = await service.Annotator.GetAsync($"/api/labels/{label.Id}{what}");

        await AssertProblemAsync(response, HttpStatusCode.NotFound, ProblemTypes.NotFound);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/slices/0")]
    [InlineData("/masks")]
    [InlineData("/revisions")]
    [InlineData(".nii.gz")]
    public async Task Get_OfUnknownLabel_Answers404(string what)
    {
        using var response = await service.Annotator.GetAsync($"/api/labels/{Guid.NewGuid()}{what}");

        await AssertProblemAsync(response, HttpStatusCode.NotFound, ProblemTypes.NotFound);
    }
}
