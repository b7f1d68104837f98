using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Voxmark.Contracts.Labeling;
using Voxmark.ServiceDefaults.Problems;
using static Voxmark.LabelingService.Tests.LabelingServiceFactory;

namespace Voxmark.LabelingService.Tests.Labels;

public sealed class ToolParametersTests(LabelingServiceFactory service) : IClassFixture<LabelingServiceFactory>
{
    /// <summary>Settings that could not be read again.</summary>
    public static TheoryData<string> Unkeepable { get; } = new()
    {
        """{"note":"cut \ud83d"}""", // half of an emoji
        """{"note":["\udcaa"]}""",
        """{"cut \ud83d":1}""",
        $$"""{"a":{{new string('[', 40)}}{{new string(']', 40)}}}""",
        $$"""{"a":"{{new string('x', 70_000)}}"}""",
    };

    [Theory]
    [MemberData(nameof(Unkeepable))]
    public async Task Save_WithSettingsThatCannotBeReadAgain_IsRefused(string parameters)
    {
        var label = await service.CreateLabelAsync(service.AddSeries());

        using var response = await service.Annotator.PostAsync($"/api/labels/{label.Id}/revisions", Body(parameters));

        await AssertProblemAsync(response, HttpStatusCode.BadRequest, ProblemTypes.Invalid);
    }

    [Fact]
    public async Task Save_WithAWholeEmoji_KeepsIt()
    {
        var label = await service.CreateLabelAsync(service.AddSeries());

        await ReadAsync<RevisionSaved>(await service.Annotator.PostAsync(
            $"/api/labels/{label.Id}/revisions", Body("""{"note":"\ud83d\udcaa","n":1e2}""")));

        var kept = (await service.GetAsync<RevisionSummary[]>($"/api/labels/{label.Id}/revisions"))[0].Parameters!.Value;
        Assert.Equal(("\U0001F4AA", 100), (kept.GetProperty("note").GetString(), kept.GetProperty("n").GetDouble()));
    }

    [Theory] // what a former release took
    [InlineData("""{"note":"cut \ud83d"}""")]
    [InlineData("""{"\ud83d":1}""")]
    public async Task List_WithARowThatCannotBeRead_HasTheOthers(string parameters)
    {
        var label = await service.CreateLabelAsync(service.AddSeries());
        await service.SavedAsync(label.Id, new SliceChange(2, 0, MaskOf(1, 7)));
        await service.SavedAsync(label.Id, new SliceChange(3, 0, MaskOf(1, 7)));
        await service.InDatabaseAsync(db => db.Database.ExecuteSqlAsync(
            $"UPDATE labeling.revisions SET parameters = {parameters}::json WHERE label_id = {label.Id} AND number = 1"));

        var revisions = await service.GetAsync<RevisionSummary[]>($"/api/labels/{label.Id}/revisions");

        Assert.Equal([2, 1], revisions.Select(r => r.Revision));
        Assert.True(revisions[1].Parameters!.Value.GetProperty("unreadable").GetBoolean());
    }

    private static StringContent Body(string parameters) => new(
        $$"""
        {
          "operationId": "{{Guid.NewGuid()}}", "tool": "brush", "parameters": {{parameters}},
          "slices": [{ "slice": 2, "baseRevision": 0, "mask": "{{Convert.ToBase64String(MaskOf(1, 7))}}" }]
        }
        """,
        Encoding.UTF8, "application/json");
}
