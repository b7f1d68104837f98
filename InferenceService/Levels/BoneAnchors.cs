using OpenCvSharp;
using Voxmark.InferenceService.BodyComposition;

namespace Voxmark.InferenceService.Levels;

/// <summary>Bones that say which vertebra is which, mm above the lowest slice's centre; null for what is not in view.</summary>
/// <param name="RightCrestMm">Top of the iliac crest on the patient's right.</param>
/// <param name="LowestRibMm">Where the lowest rib that was found meets the spine.</param>
internal sealed record BoneAnchors(double? RightCrestMm, double? LeftCrestMm, double? LowestRibMm)
{
    private const double BoneHu = 160, BlockMm = 2;

    /// <summary>So far from the middle the spine ends: what hangs together beside it is a bone of its own.</summary>
    private const double BesideSpineMm = 38;

    /// <param name="spine">The middle of the vertebra in each slice, from the lowest on.</param>
    public static BoneAnchors Of(CtStack stack, IReadOnlyList<Vertebra> spine)
    {
        var bones = FindBones(stack, spine);
        var ribs = bones.Where(bone => bone.IsRib).ToList();
        return new(Crest(bones, side: -1), Crest(bones, side: 1), ribs.Count == 0 ? null : ribs.Min(rib => rib.MedialEnd.Z));
    }

    private static double? Crest(List<Bone> bones, int side)
    {
        var crests = bones.Where(bone => bone.IsCrest && bone.Side == side).ToList();
        return crests.Count == 0 ? null : crests.Max(crest => crest.TopMm);
    }

    private static List<Bone> FindBones(CtStack stack, IReadOnlyList<Vertebra> spine)
    {
        var view = new View(stack, spine);
        var (hu, isBone) = (new short[view.Rows * view.Columns], new bool[view.Rows * view.Columns]);
        var components = new BoneComponents();
        for (var k = 0; k < stack.Slices; k++)
        {
            stack.CopyBlocks(k, view.Block, hu);
            for (var at = 0; at < hu.Length; at++)
                isBone[at] = hu[at] > BoneHu && Math.Abs(view.Dx(k, at % view.Columns, at / view.Columns)) > BesideSpineMm;
            components.Add(k, isBone, view.Columns);
        }

        return [.. components.All().Where(runs => runs.Count > 1).Select(runs => new Bone(runs, view))];
    }

    /// <summary>Blocks of pixels of about 2 mm, and where they lie beside the spine, mm.</summary>
    private sealed class View(CtStack stack, IReadOnlyList<Vertebra> spine)
    {
        public int Block { get; } = Math.Max(1, (int)Math.Round(BlockMm / stack.Grid.PixelMm));

        public int LastSlice => stack.Slices - 1;

        public int Columns => stack.Grid.Columns / Block;

        public int Rows => stack.Grid.Rows / Block;

        public double PixelMm => stack.Grid.PixelMm * Block;

        public double VoxelMm3 => PixelMm * PixelMm * stack.SliceMm;

        public double Z(BoneRun run) => run.Slice * stack.SliceMm;

        public double Dx(int slice, double column, double row) => Place(column, row).X - spine[slice].X;

        public double Dx(BoneRun run) => Dx(run.Slice, (run.First + run.Last) / 2.0, run.Row);

        public double Dy(BoneRun run) => Place((run.First + run.Last) / 2.0, run.Row).Y - spine[run.Slice].Y;

        public double NearestMm(BoneRun run) => Math.Min(EndMm(run, run.First), EndMm(run, run.Last));

        public double FarthestMm(BoneRun run) => Math.Max(EndMm(run, run.First), EndMm(run, run.Last));

        private double EndMm(BoneRun run, int column) => Math.Abs(Dx(run.Slice, column, run.Row));

        private (double X, double Y) Place(double column, double row)
        {
            var toMiddle = (Block - 1) / 2.0;
            return stack.Grid.ToWork(column * Block + toMiddle, row * Block + toMiddle);
        }
    }

    private sealed class Bone(IReadOnlyList<BoneRun> runs, View view)
    {
        private const double MinCrestMm3 = 4_000, MinRibMm3 = 300, MaxHalfThicknessMm = 11;

        /// <summary>A bone this large that the stack does not cut is a whole hip bone.</summary>
        private const double HipMm3 = 60_000;

        /// <summary>The wing of the hip bone is larger than that where a slice cuts it, and a rib smaller.</summary>
        private const double MinBladeMm2 = 300;

        /// <summary>A rib descends from where it meets the spine; pieces of the pelvis do not.</summary>
        private const double MinRibDescentMm = 10, MaxRibRiseMm = 20;

        public int Side => Math.Sign(view.Dx(runs[0]));

        public double TopMm => view.Z(runs[^1]);

        public (double Z, double Dy) MedialEnd
        {
            get
            {
                const double EndMm = 6;
                var nearest = runs.Min(view.NearestMm);
                var end = runs.Where(run => view.NearestMm(run) < nearest + EndMm).ToList();
                return (Mean(end, view.Z), Mean(end, view.Dy));
            }
        }

        /// <summary>Comes from below, and ends above in a thin blade at the side: no kidney full of contrast medium.</summary>
        public bool IsCrest
        {
            get
            {
                if ((!TouchesBottom && Mm3 < HipMm3) || runs[^1].Slice == view.LastSlice || Mm3 < MinCrestMm3)
                    return false;
                var (wing, blade) = (Top(25), Top(15));
                return MeanMm2(wing) > MinBladeMm2 && IsThin(wing)
                    && Math.Abs(Mean(blade, view.Dx)) is > 70 and < 165 && Mean(blade, view.Dy) is > -15 and < 60;
            }
        }

        /// <summary>Begins at the spine, behind the body, and goes to the side.</summary>
        public bool IsRib =>
            !TouchesBottom && Mm3 >= MinRibMm3 && runs.Min(view.NearestMm) < 44 && runs.Max(view.FarthestMm) > 58
            && MedialEnd is { Dy: > 15 and < 60 } end && TopMm - end.Z < MaxRibRiseMm && end.Z - view.Z(runs[0]) > MinRibDescentMm
            && IsThin(runs);

        private bool TouchesBottom => runs[0].Slice < 2;

        private double Mm3 => runs.Sum(run => run.Length) * view.VoxelMm3;

        private List<BoneRun> Top(double mm) => [.. runs.Where(run => TopMm - view.Z(run) < mm)];

        /// <summary>Of its cross-sections.</summary>
        private double MeanMm2(List<BoneRun> part) =>
            part.Sum(run => run.Length) * view.PixelMm * view.PixelMm / part.Select(run => run.Slice).Distinct().Count();

        private bool IsThin(IReadOnlyList<BoneRun> part) => part.GroupBy(run => run.Slice).All(
            slice => HalfThicknessMm([.. slice]) < MaxHalfThicknessMm);

        private double HalfThicknessMm(IReadOnlyList<BoneRun> slice)
        {
            var (left, top) = (slice.Min(run => run.First), slice[0].Row);
            using var mask = new Mat(
                slice[^1].Row - top + 3, slice.Max(run => run.Last) - left + 3, MatType.CV_8UC1, Scalar.Black);
            foreach (var run in slice)
                Cv2.Line(mask, run.First - left + 1, run.Row - top + 1, run.Last - left + 1, run.Row - top + 1, Scalar.White);
            using var distances = new Mat();
            Cv2.DistanceTransform(mask, distances, DistanceTypes.L2, DistanceTransformMasks.Mask5);
            Cv2.MinMaxLoc(distances, out double _, out double farthest);
            return farthest * view.PixelMm;
        }

        private static double Mean(List<BoneRun> runs, Func<BoneRun, double> value) =>
            runs.Sum(run => run.Length * value(run)) / runs.Sum(run => run.Length);
    }
}
