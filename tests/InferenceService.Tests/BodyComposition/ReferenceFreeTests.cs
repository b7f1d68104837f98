using OpenCvSharp;
using Voxmark.Imaging.Phantoms;
using Voxmark.InferenceService.BodyComposition;
using Voxmark.Tests;

namespace Voxmark.InferenceService.Tests.BodyComposition;

/// <summary>What must hold of any slice, whatever is right for it.</summary>
public sealed class ReferenceFreeTests(L3Drafts drafts) : IClassFixture<L3Drafts>
{
    [SharedDataTheory]
    [InlineData("acrin001")]
    [InlineData("crlm1004")]
    [InlineData("totalseg")]
    public void Run_OnAMirroredSlice_IsMirrored(string subject)
    {
        var draft = drafts.Of(subject);
        AssertMirrored(Hu(draft), draft.Grid, draft.Vertebra);
    }

    [Fact]
    public void Run_OnTheMirroredPhantom_IsMirrored()
    {
        var (hu, grid, vertebra) = Phantom();
        AssertMirrored(hu, grid, vertebra);
    }

    [SharedDataTheory]
    [InlineData("acrin001")]
    [InlineData("crlm1004")]
    [InlineData("totalseg")]
    public void Run_WhenTheVertebraIsSixMillimetresOff_HasTheSameMuscle(string subject)
    {
        var draft = drafts.Of(subject);
        using var slice = draft.Open();
        var muscle = BodyCompositionAlgorithm.Run(slice, draft.Vertebra)!.PixelsOf(1);

        foreach (var (x, y) in new[] { (6, 0), (-6, 0), (0, 6), (0, -6) })
        {
            var off = draft.Vertebra with { X = draft.Vertebra.X + x, Y = draft.Vertebra.Y + y };
            Assert.InRange(BodyCompositionAlgorithm.Run(slice, off)!.PixelsOf(1), muscle * 0.96, muscle * 1.04);
        }
    }

    [SharedDataTheory] // of pixels of at most 1 mm
    [InlineData("acrin001")]
    [InlineData("crlm1004")]
    public void Run_OnPixelsOfHalfTheSize_HasTheSameAreas(string subject)
    {
        var draft = drafts.Of(subject);
        AssertSameAreas(Hu(draft), draft.Grid, draft.Vertebra);
    }

    [Fact] // of 1 mm
    public void Run_OnThePhantomInPixelsOfHalfTheSize_HasTheSameAreas()
    {
        var (hu, grid, vertebra) = Phantom(pixelMm: 1);
        AssertSameAreas(hu, grid, vertebra);
    }

    [SharedDataTheory]
    [InlineData("acrin001")]
    [InlineData("crlm1004")]
    [InlineData("totalseg")]
    public void Run_OnADraft_KeepsToTheRangesOfItsTissues(string subject)
    {
        var draft = drafts.Of(subject);
        using var slice = draft.Open();

        AssertRanges(Hu(draft), BodyCompositionAlgorithm.Run(slice, draft.Vertebra)!.Labels);
    }

    [Fact]
    public void Run_Twice_AnswersTheSame()
    {
        var (hu, grid, vertebra) = Phantom();
        using var slice = WorkSlice.Of(grid, hu);
        var (one, other) = (BodyCompositionAlgorithm.Run(slice, vertebra)!, BodyCompositionAlgorithm.Run(slice, vertebra)!);

        Assert.Equal(one.Labels, other.Labels);
        Assert.Equal(one.Contours.InnerWall, other.Contours.InnerWall);
        AssertRanges(hu, one.Labels);
    }

    private static void AssertMirrored(float[] hu, WorkGrid grid, Vertebra vertebra)
    {
        var width = grid.Columns * grid.ColumnSpacingMm;
        var labels = Run(grid, hu, vertebra);
        var mirrored = Run(grid, Mirror(hu, grid.Columns), vertebra with { X = width - 1 - vertebra.X });

        foreach (byte label in new[] { 1, 2, 3 })
            Assert.InRange(Agreement.Dice(labels, Mirror(mirrored, grid.Columns), label), 0.98, 1);
    }

    private static void AssertSameAreas(float[] hu, WorkGrid grid, Vertebra vertebra)
    {
        using var stored = new Mat(grid.Rows, grid.Columns, MatType.CV_32FC1);
        hu.CopyTo(stored.All<float>());
        using var finer = new Mat();
        Cv2.Resize(stored, finer, default, 2, 2, InterpolationFlags.Linear);
        var fine = grid with
        {
            Columns = 2 * grid.Columns, Rows = 2 * grid.Rows,
            ColumnSpacingMm = grid.ColumnSpacingMm / 2, RowSpacingMm = grid.RowSpacingMm / 2,
        };

        var (labels, more) = (Run(grid, hu, vertebra), Run(fine, finer.All<float>(), vertebra));

        foreach (byte label in new[] { 1, 2, 3 })
        {
            var pixels = 4 * Agreement.Count(labels, label);
            Assert.InRange(Agreement.Count(more, label), pixels * 0.97, pixels * 1.03);
        }
    }

    /// <summary>The Alberta protocol's.</summary>
    private static void AssertRanges(float[] hu, byte[] labels)
    {
        for (var n = 0; n < hu.Length; n++)
        {
            var (low, high) = labels[n] switch
            {
                1 => (-29, 150), 2 or 4 => (-190, -30), 3 => (-150, -50), _ => (int.MinValue, int.MaxValue),
            };
            if (hu[n] < low || hu[n] > high)
                Assert.Fail($"{hu[n]} HU is labelled {labels[n]}.");
        }
    }

    private static byte[] Run(WorkGrid grid, ReadOnlySpan<float> hu, Vertebra vertebra)
    {
        using var slice = WorkSlice.Of(grid, hu);
        return BodyCompositionAlgorithm.Run(slice, vertebra)!.Labels;
    }

    private static float[] Hu(L3Draft draft) => Array.ConvertAll(draft.Volume.Slice(draft.Slice).ToArray(), voxel => (float)voxel);

    private static (float[] Hu, WorkGrid Grid, Vertebra Vertebra) Phantom(double pixelMm = 1.5)
    {
        var side = (int)Math.Round(384 / pixelMm);
        var phantom = new AbdomenPhantom(side, side, PixelMm: pixelMm, NoiseHu: 10);
        var hu = Array.ConvertAll(phantom.Slice(3), voxel => (float)voxel);
        return (hu, new(side, side, pixelMm, pixelMm, default), new(191.5, 236.5, 24));
    }

    private static T[] Mirror<T>(T[] pixels, int columns)
    {
        var mirrored = (T[])pixels.Clone();
        for (var start = 0; start < mirrored.Length; start += columns)
            Array.Reverse(mirrored, start, columns);
        return mirrored;
    }
}
