using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Voxmark.Contracts.Labeling;
using Voxmark.LabelingService.Persistence.Migrations;
using static Voxmark.LabelingService.Tests.LabelingServiceFactory;

namespace Voxmark.LabelingService.Tests.Labels;

/// <summary>Slice 2 of 4 × 5 pixels; the model draws its first 8 pixels as segment 1.</summary>
public sealed class ModelSharesTests(LabelingServiceFactory service) : IClassFixture<LabelingServiceFactory>
{
    private static readonly ModelReference Model = new("hu-threshold", "1.0", null);

    private Guid _job;

    [Fact]
    public async Task Get_OfWhatAModelDrew_CountsItsPixels() =>
        Assert.Equal([new ModelShare(Model, 8)], await SharesAsync(await DrawnAsync()));

    [Fact]
    public async Task Get_OfALabelDrawnByHand_IsEmpty()
    {
        var label = await service.CreateLabelAsync(service.AddSeries());
        await service.SavedAsync(label.Id, new SliceChange(2, 0, MaskOf(1, 8)));

        Assert.Empty(await SharesAsync(label.Id));
    }

    [Fact]
    public async Task Get_AfterAPersonErasedAndDrewThemAgain_LeavesTheModelTheRest()
    {
        var label = await DrawnAsync();
        await SaveAsync(label, "eraser", 1, MaskOf(1, 3));
        await SaveAsync(label, "brush", 2, MaskOf(1, 8)); // five of the eight are the person's now

        Assert.Equal([new ModelShare(Model, 3)], await SharesAsync(label));
    }

    [Fact]
    public async Task Get_AfterAnotherSegmentWasDrawnOverThem_CountsThemNoMore()
    {
        var label = await DrawnAsync();
        await SaveAsync(label, "brush", 1, MaskOf(2, 8));

        Assert.Empty(await SharesAsync(label));
    }

    [Theory] // every way back to where the model had not been
    [InlineData("undo")]
    [InlineData("restore")]
    public async Task Get_AfterGoingBackBeforeTheModel_IsEmpty(string tool)
    {
        var label = await DrawnAsync();
        await SaveAsync(label, tool, 1, MaskOf(0, 0));

        Assert.Empty(await SharesAsync(label));
    }

    [Fact]
    public async Task Get_AfterTheModelsWorkWasBroughtBack_IsTheModelsAgain()
    {
        var label = await DrawnAsync();
        await SaveAsync(label, "undo", 1, MaskOf(0, 0));
        await SaveAsync(label, "redo", 2, MaskOf(1, 8));

        Assert.Equal([new ModelShare(Model, 8)], await SharesAsync(label));
    }

    [Fact] // the person's five pixels come back as the person's
    public async Task Get_AfterAPersonsPartWasBroughtBack_IsStillThePersons()
    {
        var label = await DrawnAsync();
        await SaveAsync(label, "brush", 1, MaskOf(1, 13));
        await SaveAsync(label, "undo", 2, MaskOf(1, 8));
        await SaveAsync(label, "redo", 3, MaskOf(1, 13));

        Assert.Equal([new ModelShare(Model, 8)], await SharesAsync(label));
    }

    [Fact]
    public async Task Get_OfAnEarlierRevision_IsAsItWasThen()
    {
        var label = await DrawnAsync();
        await SaveAsync(label, "eraser", 1, MaskOf(0, 0));

        Assert.Equal([new ModelShare(Model, 8)], await service.GetAsync<ModelShare[]>($"/api/labels/{label}/models?revision=1"));
    }

    [Fact] // two answers of one model are one entry
    public async Task Get_OfTwoRuns_AddsThem()
    {
        var label = await DrawnAsync();
        await SaveAsync(label, "model", 1, MaskOf(1, 10), Model with { JobId = _job });

        Assert.Equal([new ModelShare(Model, 10)], await SharesAsync(label));
    }

    [Fact]
    public async Task Get_OfAnUnknownLabel_Is404()
    {
        using var response = await service.Annotator.GetAsync($"/api/labels/{Guid.NewGuid()}/models");

        Assert.Equal(System.Net.HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact] // a label from before regions were said: what its keys meant becomes its codes
    public async Task Migration_OfAnEarlierLabel_TellsItsFatsApart()
    {
        var label = (await service.CreateLabelAsync(service.AddSeries())).Id;
        await service.InDatabaseAsync(async db =>
        {
            foreach (var code in new[] { SegmentCodes.VisceralFat, SegmentCodes.IntermuscularFat })
            {
                await db.Database.ExecuteSqlAsync($"""
                    UPDATE labeling.labels SET segments = replace(segments::text, {code}, 'SCT:55603005')::jsonb WHERE id = {label}
                    """);
            }

            Assert.Equal(2, (await db.Labels.AsNoTracking().SingleAsync(l => l.Id == label)).Segments.Count(s => s.Code == "SCT:55603005"));
            foreach (var step in new SegmentCodesOfRegions().UpOperations.Cast<SqlOperation>())
                await db.Database.ExecuteSqlRawAsync(InNamesOfToday(step.Sql));
            return 0;
        });

        Assert.Equal(
            [SegmentCodes.SkeletalMuscle, SegmentCodes.SubcutaneousFat, SegmentCodes.VisceralFat, SegmentCodes.IntermuscularFat],
            (await service.GetAsync<Label>($"/api/labels/{label}")).Segments.Select(segment => segment.Code));
    }

    [Theory] // a revision from before that was noted: of the demonstration it was known by its name
    [InlineData("hu-threshold", false)]
    [InlineData("another", null)]
    public async Task Migration_OfAnEarlierRevision_KnowsTheDemonstration(string model, bool? expected)
    {
        var label = await service.LabelledByModelAsync(service.Segmented(service.AddSeries()) with { Model = model });
        await service.InDatabaseAsync(async db =>
        {
            await db.Database.ExecuteSqlAsync($"""
                UPDATE labeling.revisions SET model = model - 'ForMeasurement' - 'Sha256' WHERE label_id = {label.Id}
                """);
            foreach (var step in new ModelsOnTrial().UpOperations.Cast<SqlOperation>())
                await db.Database.ExecuteSqlRawAsync(InNamesOfToday(step.Sql));
            return 0;
        });

        Assert.Equal(expected, Assert.Single(await SharesAsync(label.Id)).Model.ForMeasurement);
    }

    /// <summary>Migrations of before name columns as they were called then.</summary>
    private static string InNamesOfToday(string sql) => sql
        .Replace("\"FirstSegments\"", "first_segments", StringComparison.Ordinal)
        .Replace("\"Segments\"", "segments", StringComparison.Ordinal)
        .Replace("\"Model\"", "model", StringComparison.Ordinal)
        .Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);

    private async Task<Guid> DrawnAsync()
    {
        var run = service.Segmented(service.AddSeries());
        await service.LabelledByModelAsync(run);
        var label = await service.CreateLabelAsync(run.SeriesInstanceUid);
        _job = run.JobId;
        await SaveAsync(label.Id, "model", 0, MaskOf(1, 8), Model with { JobId = _job });
        return label.Id;
    }

    private Task<RevisionSaved> SaveAsync(Guid label, string tool, int onRevision, byte[] mask, ModelReference? model = null) =>
        service.PostAsync<RevisionSaved>(
            $"/api/labels/{label}/revisions", Save(new SliceChange(2, onRevision, mask)) with { Tool = tool, Model = model });

    private Task<ModelShare[]> SharesAsync(Guid label) => service.GetAsync<ModelShare[]>($"/api/labels/{label}/models");
}
