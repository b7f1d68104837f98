using MassTransit;
using MassTransit.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Voxmark.Contracts;
using Voxmark.Contracts.Labeling;
using Voxmark.Contracts.Quant;
using Voxmark.Imaging.Masks;

namespace Voxmark.QuantService.Tests.Jobs;

/// <summary>How a job ends, what it says when nothing can be measured, and what is left of it.</summary>
public sealed class QuantifyLabelJobTests(QuantServiceFactory service) : IClassFixture<QuantServiceFactory>
{
    [Fact]
    public async Task Consume_OfAJob_TellsThatItIsOver()
    {
        var job = await service.RunAsync(new StartQuant(Label(2).Id, null, null, null, null));

        Assert.True(await Harness.Published.Any<QuantJobChanged>(
            m => m.Context.Message.JobId == job.Id && m.Context.Message.ResultId == job.ResultId
                && m.Context.Message.RequestedBy.Name == "Some annotator"));
    }

    [Fact]
    public async Task Consume_OfAJobThatIsOver_ChangesNothing()
    {
        var job = await service.RunAsync(new StartQuant(service.AddLongLabel(service.AddPhantom(), 2).Id, null, null, null, null));

        await Harness.Bus.Publish(new QuantifyLabel(job.Id));

        Assert.Equal(2, await CountConsumedAsync(job.Id, 2));
        Assert.Equal(1, await service.InDatabaseAsync(db => db.Results.CountAsync(r => r.JobId == job.Id)));
    }

    [Fact]
    public async Task Consume_WhenANeighbourIsAwayForAMoment_SucceedsLater()
    {
        var label = Label(2);
        service.Neighbours.FailIngestOnce();

        var job = await service.RunAsync(new StartQuant(label.Id, null, null, null, null));

        Assert.Equal(JobState.Succeeded, job.State);
    }

    [Fact]
    public async Task Consume_OfAnEmptyLabel_FailsWithASentence()
    {
        var job = await service.RunAsync(new StartQuant(Label().Id, null, null, null, null));

        Assert.Equal((JobState.Failed, "The label is empty, so there is nothing to measure."), (job.State, job.Problem));
    }

    [Fact] // Slice 0 of five is image 5 for people.
    public async Task Consume_WithAReferenceSliceThatIsNotLabelled_FailsWithASentence()
    {
        var job = await service.RunAsync(new StartQuant(Label(2).Id, null, null, null, ReferenceSlice: 0));

        Assert.Equal("Im 5 carries no label, so nothing can be measured at it.", job.Problem);
    }

    [Fact]
    public async Task Consume_WhenAnImageOfTheRevisionIsGone_FailsWithASentence()
    {
        var label = Label(1, 2) with { Lost = [new LostSlice("1.2.3", 0, 1, "")] };
        service.Neighbours.Add(label, [new SliceMask(2, QuantServiceFactory.OnePixel())]);

        var job = await service.RunAsync(new StartQuant(label.Id, null, null, null, null));

        Assert.Equal(JobState.Failed, job.State);
        Assert.StartsWith("The images of the series changed since revision 3", job.Problem, StringComparison.Ordinal);
    }

    [Fact] // other images around it: another spacing, another number
    public async Task Consume_WhenTheVolumeOfTheRevisionIsNotKept_FailsWithASentence()
    {
        var label = Label(2) with { RevisionVolumeId = "another" };
        service.Neighbours.Add(label, [new SliceMask(2, QuantServiceFactory.OnePixel())]);

        var job = await service.RunAsync(new StartQuant(label.Id, null, null, null, null));

        Assert.Equal(JobState.Failed, job.State);
        Assert.StartsWith("The images of the series changed since revision 3", job.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Consume_WhenTheVolumeIsNotThereYet_FailsWithASentence()
    {
        var uid = service.AddPhantom();
        var label = service.AddLabel(uid, 2);
        File.Delete(Path.Combine(service.StoreRoot, "volumes", $"{uid}.vxv"));

        var job = await service.RunAsync(new StartQuant(label.Id, null, null, null, null));

        Assert.StartsWith("The images of this series are still being prepared.", job.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Consume_WhenTheMaskHasAnotherSize_FailsWithASentence()
    {
        var label = service.LabelOn(service.AddPhantom());
        service.Neighbours.Add(label, [new SliceMask(0, Mask.Encode([1, 1], 1, 2))]);

        var job = await service.RunAsync(new StartQuant(label.Id, null, null, null, null));

        Assert.StartsWith("The images of the series changed", job.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fault_OfEveryAttempt_FailsTheJobWithASentence()
    {
        var label = Label(2);
        var job = await service.InDatabaseAsync(async db =>
        {
            var added = db.Add(QuantService.Jobs.QuantificationJob.For(
                new StartQuant(label.Id, null, null, null, null), 3, null,
                new("annotator-id", "Some annotator"), DateTimeOffset.UtcNow)).Entity;
            await db.SaveChangesAsync();
            return added.Id;
        });

        await Harness.Bus.Publish<Fault<QuantifyLabel>>(new { Message = new QuantifyLabel(job) });

        Assert.True(await Harness.Published.Any<QuantJobChanged>(
            m => m.Context.Message.JobId == job && m.Context.Message is { State: JobState.Failed, Problem: not null }));
    }

    [Fact]
    public async Task LabelPurged_OfAMeasuredLabel_LeavesNoResult()
    {
        var label = service.AddLabel(service.AddPhantom(), 2);
        var job = await service.StartAsync(new StartQuant(label.Id, null, null, null, null));
        Assert.Equal(JobState.Succeeded, job.State);

        await Harness.Bus.Publish(new LabelPurged(label.Id));

        var deadline = DateTime.UtcNow.AddMinutes(1);
        for (; await service.InDatabaseAsync(db => db.Results.AnyAsync(r => r.LabelId == label.Id)); await Task.Delay(50))
            Assert.True(DateTime.UtcNow < deadline, "The result is still there.");
    }

    private ITestHarness Harness => service.Services.GetRequiredService<ITestHarness>();

    private Label Label(params int[] slices) => service.AddLabel(service.AddPhantom(), slices);

    private async Task<int> CountConsumedAsync(Guid jobId, int expected)
    {
        var consumed = 0;
        await foreach (var _ in Harness.Consumed.SelectAsync<QuantifyLabel>(m => m.Context.Message.JobId == jobId))
        {
            if (++consumed == expected)
                break;
        }

        return consumed;
    }
}
