using System.Text.Json;
using Voxmark.Contracts.Labeling;
using Voxmark.Imaging.Geometry;
using Voxmark.Imaging.Masks;
using Voxmark.Imaging.Volumes;
using Voxmark.LabelingService.Assist;
using Voxmark.LabelingService.Assist.Seeds;
using Voxmark.ServiceDefaults;

namespace Voxmark.LabelingService.Tests.Assist;

/// <summary>
/// Each tool with requests that nobody would mean among some that fit, on images of all kinds. At stake is the process:
/// OpenCV's C++ takes a bad index as it comes. What the checks let through must end in an answer.
/// </summary>
public sealed class AssistFuzzTests : IDisposable
{
    private const int Requests = 10_000;

    /// <summary>Checks as the endpoint does, then the tool; null when it is refused.</summary>
    private delegate IEnumerable<(int Slice, byte[] Labels)>? Tool(Arguments any, SeriesVolume volume, List<ProposalNotice> notices);

    private static readonly Dictionary<string, Tool> s_tools = new()
    {
        ["back-projection"] = BackProject,
        ["grab-cut"] = CutOut,
        ["carry"] = Carry,
        ["split"] = Split,
        ["threshold"] = Threshold,
        ["region-growing"] = Grow,
        ["interpolation"] = Interpolate,
        ["seeds"] = GrowSeeds,
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("voxmark-fuzz-").FullName;
    private readonly List<SeriesVolume> _volumes;

    public AssistFuzzTests() => _volumes = [.. Series().Select(Write)];

    public static TheoryData<string> Tools => [.. s_tools.Keys];

    public void Dispose()
    {
        _volumes.ForEach(volume => volume.Dispose());
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [MemberData(nameof(Tools))]
    public void Tool_OfRandomRequests_AnswersOrRefuses(string name)
    {
        var any = new Arguments(seed: name.Length);
        var (answered, refused) = (0, 0);
        for (var n = 0; n < Requests; n++)
        {
            var volume = _volumes[any.Next(_volumes.Count)];
            any.Series = volume.Header;
            List<ProposalNotice> notices = [];
            if (s_tools[name](any, volume, notices) is not { } slices)
            {
                refused++;
                continue;
            }

            // As the endpoint answers: every map is one of the slice, and every number can be written.
            var proposal = Proposals.Of(volume.Header, [.. slices.Select(each => Proposals.Slice(volume.Header, each.Slice, each.Labels))], 0, notices);
            JsonSerializer.Serialize(proposal, Defaults.Json);
            answered++;
        }

        // The requests are neither so bad that only the first check ran, nor harmless.
        Assert.InRange(answered, Requests / 10, Requests * 9 / 10);
        Assert.Equal(Requests, answered + refused);
    }

    private static (int, byte[])[]? BackProject(Arguments any, SeriesVolume volume, List<ProposalNotice> notices)
    {
        var request = new BackProjectionRequest(
            "", any.Slice(), any.Rectangle(), any.Double(1, 200), any.Double(0, 1), any.Double(0, 10), any.Bool(),
            any.Bool() ? null : any.Rectangle(), any.Gate(), any.Gate(), any.Lasso(), any.Double(0, 5));
        return request.WhatIsWrong(volume.Header) is null
            ? OnSlice(volume, request.Slice, image => BackProjection.Select(image, request, default)) : null;
    }

    private static (int, byte[])[]? CutOut(Arguments any, SeriesVolume volume, List<ProposalNotice> notices)
    {
        var request = new GrabCutRequest(
            "", any.Slice(), any.Rectangle(), any.Strokes(), any.Strokes(), any.Int(1, 3), any.Double(1, 50), any.Gate(), any.Gate(), any.Lasso());
        return request.WhatIsWrong(volume.Header) is null
            ? OnSlice(volume, request.Slice, image => GrabCut.Cut(image, request, default)) : null;
    }

    private static (int, byte[])[]? Carry(Arguments any, SeriesVolume volume, List<ProposalNotice> notices)
    {
        var request = new CarryRequest("", any.Slice(), any.Map(1)!, any.Slice(), any.Double(1, 20), any.Int(1, 3), any.Gate(), any.Gate());
        return request.WhatIsWrong(volume.Header) is null
            ? OnSlice(volume, request.ToSlice, image => Carrying.Carry(image, request, notices, default)) : null;
    }

    private static (int, byte[])[]? Split(Arguments any, SeriesVolume volume, List<ProposalNotice> notices)
    {
        var request = new SplitRequest("", any.Slice(), any.Map(1)!, any.Column(), any.Row(), any.Double(0, 20));
        return request.WhatIsWrong(volume.Header) is null
            ? OnSlice(volume, request.Slice, image => TouchingParts.Select(image, request)) : null;
    }

    private static IEnumerable<(int, byte[])>? Threshold(Arguments any, SeriesVolume volume, List<ProposalNotice> notices)
    {
        var request = new ThresholdRequest(
            "", any.Slice(), any.Slice(), any.Double(-200, 0), any.Double(0, 200), any.Double(0, 10), any.Double(0, 100), any.Double(0, 100), any.Lasso());
        return request.WhatIsWrong(volume.Header) is null ? Thresholding.Select(volume, request) : null;
    }

    private static IEnumerable<(int, byte[])>? Grow(Arguments any, SeriesVolume volume, List<ProposalNotice> notices)
    {
        var request = new RegionGrowingRequest(
            "", any.Slice(), any.Column(), any.Row(), 0, any.Slice(), any.Bool() ? null : any.Double(0, 300), any.Double(0, 10),
            any.Gate(), any.Gate(), any.Lasso());
        return request.WhatIsWrong(volume.Header) is null ? RegionGrowing.Grow(volume, request, default) : null;
    }

    private static IEnumerable<(int, byte[])>? Interpolate(Arguments any, SeriesVolume volume, List<ProposalNotice> notices)
    {
        var request = new InterpolationRequest("", any.Maps(1)!, any.Gate(), any.Gate());
        return request.WhatIsWrong(volume.Header) is null ? Interpolation.Between(volume, request, notices) : null;
    }

    private static IEnumerable<(int, byte[])>? GrowSeeds(Arguments any, SeriesVolume volume, List<ProposalNotice> notices)
    {
        var last = volume.Header.Slices - 1;
        var request = new SeedsRequest(
            "", any.Int(0, 0), any.Int(last, last), any.Maps(3)!, any.Segments()!, any.Double(0, 100), any.Double(0, 10));
        if (request.WhatIsWrong(volume.Header) is not null || SeedSlab.From(volume, request, default) is not { } slab)
            return null;
        SeedGrowth.Grow(slab, request, _ => { }, default);
        return Enumerable.Range(request.FirstSlice, request.LastSlice - request.FirstSlice + 1)
            .Select(slice => (slice, slab.Slice(slice, [.. Enumerable.Repeat(true, 256)])));
    }

    private static (int, byte[])[] OnSlice(SeriesVolume volume, int slice, Func<SliceImage, byte[]> tool)
    {
        using var image = SliceImage.From(volume, slice);
        return [(slice, tool(image))];
    }

    /// <summary>From a single pixel on, and from CT to what only a broken file says.</summary>
    private static IEnumerable<(VolumeHeader Header, Func<Random, short> Voxel)> Series()
    {
        yield return Of(5, 4, 6, "CT", new(0.5, 0.75, 5), voxel: random => (short)random.Next(-150, 150));
        yield return Of(23, 17, 4, "CT", new(1, 1, 5), voxel: random => (short)(random.Next(2) == 0 ? -100 : 50));
        yield return Of(31, 40, 3, "CT", new(0.8, 0.8, 2), voxel: random => (short)random.Next(-1000, 1000));
        yield return Of(1, 1, 3, "CT", new(1, 1, 1), voxel: _ => 40);
        yield return Of(9, 1, 3, "MR", new(2, 2, 2), voxel: random => (short)random.Next(500));
        yield return Of(1, 7, 2, "MR", spacing: null, voxel: random => (short)random.Next(500), slope: -2.5);
        yield return Of(16, 12, 3, "MR", new(1e-4, 1e4, 0), voxel: _ => 0);
        yield return Of(16, 12, 3, "MR", new(1, 1, 1e-9), voxel: random => (short)random.Next(short.MinValue, short.MaxValue), slope: 1e-20, intercept: 1e10);
        yield return Of(16, 12, 3, "PT", new(4, 4, 4), voxel: random => (short)random.Next(short.MinValue, short.MaxValue), slope: 1e300);
        yield return Of(16, 12, 3, "CT", new(1, 1, 1), voxel: random => random.Next(2) == 0 ? short.MinValue : short.MaxValue);
    }

    private static (VolumeHeader, Func<Random, short>) Of(
        int columns, int rows, int slices, string modality, Vector3d? spacing, Func<Random, short> voxel, double slope = 1, double intercept = 0) =>
        (new VolumeHeader(
            "1", "1.2", "1.3", modality, columns, rows, slices,
            spacing is { } mm ? new(columns, rows, slices, new(0, 0, 0), mm, new(1, 0, 0), new(0, 1, 0), new(0, 0, 1)) : null,
            null, slope, intercept, modality == "CT" ? "HU" : "", false, 0, 0,
            [.. Enumerable.Range(0, slices).Select(k => new VolumeSlice($"1.3.{k}", 0, k, spacing?.Z * k, null))], []), voxel);

    private SeriesVolume Write((VolumeHeader Header, Func<Random, short> Voxel) series, int index)
    {
        var path = Path.Combine(_folder, $"{index}.vxv");
        var random = new Random(index);
        using (var writer = new SeriesVolumeWriter(path, series.Header))
        {
            for (var k = 0; k < series.Header.Slices; k++)
                writer.WriteSlice(k, [.. Enumerable.Range(0, series.Header.PixelsPerSlice).Select(_ => series.Voxel(random))]);
            writer.Complete(series.Header);
        }

        return SeriesVolume.Open(path);
    }

    /// <summary>Mostly what fits the series, now and then what lies at or beyond its ends, or at those of numbers.</summary>
    private sealed class Arguments(int seed) : Random(seed)
    {
        private static readonly int[] s_integers = [-1, 0, 1, 255, 65_535, 65_536, int.MaxValue - 1, int.MaxValue, int.MinValue, int.MinValue + 1];

        private static readonly double[] s_numbers =
            [-1, 0, 1e-300, 1e300, -1e300, double.MaxValue, double.Epsilon, double.NaN, double.PositiveInfinity, double.NegativeInfinity];

        public VolumeHeader Series { get; set; } = null!;

        private bool Rarely => Next(24) == 0;

        public bool Bool() => Next(2) == 0;

        public int Int(int least, int most) => Rarely ? s_integers[Next(s_integers.Length)] : Next(least, most + 1);

        public double Double(double least, double most) =>
            Rarely ? s_numbers[Next(s_numbers.Length)] : least + NextDouble() * NextDouble() * (most - least);

        public int Slice() => Int(0, Series.Slices - 1);

        public int Column() => Int(0, Series.Columns - 1);

        public int Row() => Int(0, Series.Rows - 1);

        public PixelRectangle Rectangle() => Rarely && Bool() ? null!
            : new(Int(-2, Series.Columns), Int(-2, Series.Rows), Int(1, Series.Columns + 2), Int(1, Series.Rows + 2));

        public int? Gate() => Bool() ? null : Int(-200, 300);

        public double[]? Lasso() => Next(3) > 0 ? null : Points(Rarely ? Next(5) : Next(6, 30) / 2 * 2);

        public Stroke[]? Strokes() => Bool() ? null
            : [.. Enumerable.Range(0, Next(4)).Select(_ => Rarely && Rarely ? null! : new Stroke(Points(Rarely ? Next(4) : 2 * Next(1, 6)), Double(0.1, 8)))];

        public LabelledSlice[]? Maps(int most) => Rarely ? null
            : [.. Enumerable.Range(0, Series.Slices).Where(_ => Next(4) > 0).Select(k => new LabelledSlice(Rarely ? Slice() : k, Map(most)!))];

        public SeedSegment[]? Segments() => Rarely ? null
            : [.. Enumerable.Range(1, 3).Select(number => new SeedSegment(Rarely ? Int(0, 4) : number, Bool() ? null : -2000, Gate(), Next(4) == 0))];

        /// <summary>A box or noise of labels up to <paramref name="most"/>; now and then none, of another size, or no map.</summary>
        public byte[]? Map(int most)
        {
            if (Rarely && Bool())
                return null;
            var (rows, columns) = Rarely ? (Next(1, 50), Next(1, 50)) : (Series.Rows, Series.Columns);
            var labels = new byte[rows * columns];
            var (left, top, right, bottom) = (Next(columns), Next(rows), Next(columns), Next(rows));
            var isNoise = Next(4) == 0;
            for (var i = 0; i < labels.Length && !Rarely; i++)
            {
                var isInside = i % columns >= left && i % columns <= right && i / columns >= top && i / columns <= bottom;
                labels[i] = isInside || isNoise ? (byte)Next(1, most + 1) : (byte)0;
            }

            var encoded = Mask.Encode(labels, rows, columns).Bytes.ToArray();
            if (Rarely)
                encoded[Next(encoded.Length)] = (byte)Next(256);
            return Rarely ? encoded[..Next(encoded.Length)] : encoded;
        }

        private double[] Points(int numbers) =>
            [.. Enumerable.Range(0, numbers).Select(at => Next(200) == 0 ? Double(-100_000, 100_000) : Next(-3, Math.Max(Series.Columns, Series.Rows) + 3) + NextDouble())];
    }
}
