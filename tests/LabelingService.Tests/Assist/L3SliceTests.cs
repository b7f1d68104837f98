using Voxmark.Contracts.Labeling;
using Voxmark.Imaging.Geometry;
using Voxmark.Tests;
using Xunit.Abstractions;
using static Voxmark.LabelingService.Tests.Assist.Overlap;

namespace Voxmark.LabelingService.Tests.Assist;

/// <summary>
/// The tools on real L3 slices, used as a person would: rectangles and strokes were placed by eye. The references are
/// drafts (<see cref="L3Slice"/>), so the measured values say no more than that contours agree; a test fails
/// when a tool falls behind what it did.
/// </summary>
public sealed class L3SliceTests(LabelingServiceFactory service, ITestOutputHelper output) : IClassFixture<LabelingServiceFactory>
{
    private const int MinMuscle = -29, MaxMuscle = 150;

    /// <summary>How far below the measured value a run may come.</summary>
    private const double Slack = 0.015;

    /// <param name="Part">Holds this muscle and no other of the draft's muscle label.</param>
    /// <param name="Inside">The rectangle drawn inside it.</param>
    /// <param name="Stroke">The stroke drawn along it.</param>
    /// <param name="Selected">Dice measured for back projection.</param>
    /// <param name="Cut">Dice measured for GrabCut.</param>
    public sealed record Muscle(
        string Subject, string Name, PixelRectangle Part, PixelRectangle Inside, double[] Stroke, double Selected, double Cut)
    {
        public override string ToString() => $"{Subject} {Name}";
    }

    public static TheoryData<Muscle> Muscles => new()
    {
        new("acrin001", "right psoas", new(191, 294, 29, 42), new(200, 319, 11, 11), [209, 299, 206, 312, 205, 330], 0.915, 0.952),
        new("acrin001", "left psoas", new(259, 293, 31, 43), new(269, 310, 12, 12), [270, 299, 274, 312, 277, 329], 0.924, 0.938),
        new("crlm1004", "right psoas", new(182, 251, 43, 42), new(198, 268, 17, 17), [213, 258, 207, 270, 202, 284], 0.921, 0.945),
        new("crlm1004", "left psoas", new(280, 255, 36, 45), new(287, 276, 17, 17), [291, 262, 295, 275, 297, 292], 0.923, 0.948),
        new("acrin001", "right back", new(160, 344, 76, 45), new(172, 358, 19, 19), [176, 364, 200, 367, 223, 366], 0.968, 0.947),
        new("acrin001", "left back", new(237, 344, 83, 48), new(279, 364, 19, 19), [248, 366, 278, 370, 306, 362], 0.931, 0.972),
        new("crlm1004", "right back", new(146, 312, 100, 55), new(174, 323, 27, 27), [164, 322, 200, 340, 232, 344], 0.905, 0.948),
        new("crlm1004", "left back", new(248, 312, 100, 60), new(293, 329, 29, 29), [262, 342, 300, 342, 336, 322], 0.916, 0.945),
    };

    [SharedDataTheory]
    [MemberData(nameof(Muscles))]
    public async Task BackProjection_OfMuscleWithALimit_AgreesWithDraft(Muscle muscle)
    {
        var slice = L3Slice.Load(muscle.Subject);
        var around3Mm = (int)Math.Round(3 / slice.PixelMm);

        var proposal = await service.PostAsync<Proposal>("/api/assist/back-projection", new BackProjectionRequest(
            Add(slice), 0, muscle.Inside, OpenMm: 2, Limit: Grow(muscle.Part, around3Mm), MinHu: MinMuscle, MaxHu: MaxMuscle));

        var dice = Dice(Decode(proposal), PartOf(slice, muscle));
        output.WriteLine($"{muscle}: {dice:F3} {proposal.ElapsedMs:F0} ms");
        Assert.InRange(dice, muscle.Selected - Slack, 1);
    }

    [SharedDataTheory]
    [MemberData(nameof(Muscles))]
    public async Task GrabCut_OfMuscleWithOneStroke_AgreesWithDraft(Muscle muscle)
    {
        var slice = L3Slice.Load(muscle.Subject);

        var proposal = await service.PostAsync<Proposal>("/api/assist/grab-cut", new GrabCutRequest(
            Add(slice), 0, Grow(muscle.Part, 2), Keep: [new(muscle.Stroke, 2)], MinHu: MinMuscle, MaxHu: MaxMuscle));

        var dice = Dice(Decode(proposal), PartOf(slice, muscle));
        output.WriteLine($"{muscle}: {dice:F3} {proposal.ElapsedMs:F0} ms");
        Assert.InRange(dice, muscle.Cut - Slack, 1);
    }

    [SharedDataTheory]
    [InlineData("acrin001", 223, 182, 0.970)]
    [InlineData("crlm1004", 132, 331, 0.931)]
    public async Task BackProjection_OfSubcutaneousFat_AgreesWithDraft(string subject, int left, int top, double measured)
    {
        var slice = L3Slice.Load(subject);

        var proposal = await service.PostAsync<Proposal>("/api/assist/back-projection", new BackProjectionRequest(
            Add(slice), 0, new(left, top, 10, 10), MinHu: -190, MaxHu: -30));

        var dice = Dice(Decode(proposal), slice.Part(2, 0, 0, slice.Columns, slice.Rows));
        output.WriteLine($"{subject} SAT: {dice:F3} {proposal.ElapsedMs:F0} ms");
        Assert.InRange(dice, measured - Slack, 1);
    }

    private static byte[] PartOf(L3Slice slice, Muscle muscle) =>
        slice.Part(1, muscle.Part.Left, muscle.Part.Top, muscle.Part.Width, muscle.Part.Height);

    private static PixelRectangle Grow(PixelRectangle part, int by) =>
        new(part.Left - by, part.Top - by, part.Width + 2 * by, part.Height + 2 * by);

    private string Add(L3Slice slice) => service.AddSeries(
        slice.Rows, slice.Columns, 1, slice.Voxels, spacing: new Vector3d(slice.PixelMm, slice.PixelMm, 5));
}
