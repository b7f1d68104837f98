using Voxmark.Contracts.Labeling;
using Voxmark.Imaging.Geometry;
using Voxmark.Tests;
using Xunit.Abstractions;
using static Voxmark.LabelingService.Tests.Assist.Overlap;

namespace Voxmark.LabelingService.Tests.Assist.GrabCut;

/// <summary>
/// GrabCut's first answer: rectangles drawn around psoas and back muscles, and nothing else. On the L3 drafts of two CTs
/// (<see cref="L3Slice"/>), and on every third slice from L2 to L4 of the third with TotalSegmentator's labels as the muscles;
/// both are drafts of others, so what is asked is a guess to go on from, not accuracy. docs/tools.md has the table.
/// </summary>
public sealed class RectangleAloneTests(LabelingServiceFactory service, ITestOutputHelper output) : IClassFixture<LabelingServiceFactory>
{
    private const int MinMuscle = -29, MaxMuscle = 150;

    /// <summary>Of TotalSegmentator's "total" labels.</summary>
    private static readonly short[] s_vertebrae = [28, 29, 30], s_muscles = [86, 87, 88, 89];

    private static readonly (string Subject, PixelRectangle[] Parts)[] s_drafts =
    [
        ("acrin001", [new(191, 294, 29, 42), new(259, 293, 31, 43), new(160, 344, 76, 45), new(237, 344, 83, 48)]),
        ("crlm1004", [new(182, 251, 43, 42), new(280, 255, 36, 45), new(146, 312, 100, 55), new(248, 312, 100, 60)]),
    ];

    /// <summary>How far from the muscle a person draws: left, top, right, bottom.</summary>
    private static readonly (double LeftMm, double TopMm, double RightMm, double BottomMm)[] s_rooms =
        [(2, 2, 2, 2), (5, 5, 5, 5), (8, 8, 8, 8), (1, 2, 8, 6), (8, 6, 1, 2)];

    [SharedDataFact]
    public async Task Cut_OfARectangleAround_FindsTheMuscleInNineOfTen()
    {
        var answers = new List<(string Name, double Covered, double Outside)>();
        foreach (var (name, slice, muscle) in Muscles())
        {
            var series = service.AddSeries(
                slice.Rows, slice.Columns, 1, slice.Voxels, spacing: new Vector3d(slice.PixelMm, slice.PixelMm, 5));
            foreach (var room in s_rooms)
            {
                var proposed = Decode(await service.PostAsync<Proposal>("/api/assist/grab-cut", new GrabCutRequest(
                    series, 0, Around(muscle, slice, room), MinHu: MinMuscle, MaxHu: MaxMuscle)));
                var both = proposed.Zip(muscle).Count(pixel => pixel.First != 0 && pixel.Second != 0);
                var (found, wanted) = (proposed.Count(label => label != 0), muscle.Count(label => label != 0));
                answers.Add((name, (double)both / wanted, found == 0 ? 1 : 1 - (double)both / found));
                output.WriteLine(
                    $"{name} {room.LeftMm}/{room.TopMm}/{room.RightMm}/{room.BottomMm} mm: "
                    + $"covers {answers[^1].Covered:P0}, {answers[^1].Outside:P0} of it outside");
            }
        }

        var good = answers.Count(answer => answer is { Covered: >= 0.7, Outside: <= 0.2 });
        output.WriteLine(
            $"{good} of {answers.Count}; covers {answers.Average(answer => answer.Covered):P1} on average, "
            + $"{answers.Average(answer => answer.Outside):P1} outside");
        foreach (var group in answers.GroupBy(answer => answer.Name.Split(' ')[0] + " " + answer.Name.Split(' ')[^1]))
            output.WriteLine($"{group.Key}: {group.Count(answer => answer is { Covered: >= 0.7, Outside: <= 0.2 })} of {group.Count()}");
        Assert.InRange((double)good / answers.Count, 0.9, 1);
    }

    private static IEnumerable<(string Name, L3Slice Slice, byte[] Muscle)> Muscles()
    {
        string[] names = ["right psoas", "left psoas", "right back", "left back"];
        foreach (var (subject, parts) in s_drafts)
        {
            var slice = L3Slice.Load(subject);
            foreach (var (part, name) in parts.Zip(names))
                yield return ($"{subject} L3 {name}", slice, slice.Part(1, part.Left, part.Top, part.Width, part.Height));
        }

        var ct = NiftiFile.Load("ct_totalseg", "example_ct.nii.gz");
        var labels = NiftiFile.Load("ct_totalseg", "example_seg_fast_force_split.nii.gz");
        foreach (var k in Enumerable.Range(0, ct.Slices).Where(k => k % 3 == 0 && labels.Labels(k, s_vertebrae).Any(label => label != 0)))
        {
            var slice = new L3Slice(ct.Rows, ct.Columns, 3, ct.Slice(k), new byte[ct.Rows * ct.Columns]);
            foreach (var muscle in s_muscles)
            {
                byte[] pixels = [.. labels.Labels(k, muscle).Zip(
                    slice.Voxels, (label, hu) => (byte)(hu is >= MinMuscle and <= MaxMuscle ? label : 0))];
                if (pixels.Count(label => label != 0) >= 20)
                    yield return ($"totalseg {k} {(muscle > 87 ? "psoas" : "back")}", slice, pixels);
            }
        }
    }

    private static PixelRectangle Around(byte[] muscle, L3Slice slice, (double LeftMm, double TopMm, double RightMm, double BottomMm) room)
    {
        var box = new ScriptedUser(muscle, slice.Columns).Box(0);
        var (left, top) = ((int)Math.Round(box.Left - room.LeftMm / slice.PixelMm), (int)Math.Round(box.Top - room.TopMm / slice.PixelMm));
        var right = (int)Math.Round(box.Left + box.Width + room.RightMm / slice.PixelMm);
        var bottom = (int)Math.Round(box.Top + box.Height + room.BottomMm / slice.PixelMm);
        return new(left, top, right - left, bottom - top);
    }
}
