using System.Reflection;
using System.Text.Json;
using Voxmark.Contracts.Labeling;
using Voxmark.Imaging.Geometry;
using Voxmark.Imaging.Volumes;
using Voxmark.LabelingService.Assist;
using Voxmark.LabelingService.Assist.Seeds;
using Voxmark.ServiceDefaults;

namespace Voxmark.LabelingService.Tests.Assist;

/// <summary>
/// Each tool of the list with requests that nobody would mean among some that fit, on images of all kinds. At stake is the
/// process: OpenCV's C++ takes a bad index as it comes. What the checks let through must end in an answer.
/// </summary>
public sealed class AssistFuzzTests : IDisposable
{
    private const int Requests = 10_000;

    private readonly string _folder = Directory.CreateTempSubdirectory("voxmark-fuzz-").FullName;
    private readonly List<SeriesVolume> _volumes;

    public AssistFuzzTests() => _volumes = [.. Series().Select(Write)];

    public static TheoryData<string> Tools => [.. AssistTools.All.Select(tool => tool.Name)];

    public void Dispose()
    {
        _volumes.ForEach(volume => volume.Dispose());
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [MemberData(nameof(Tools))]
    public void Tool_OfRandomRequests_AnswersOrRefuses(string name)
    {
        var any = new RandomRequests(seed: name.Length);
        var ask = Ask(AssistTools.All.Single(tool => tool.Name == name));
        var (answered, refused) = (0, 0);
        for (var n = 0; n < Requests; n++)
        {
            var volume = _volumes[any.Next(_volumes.Count)];
            any.Series = volume.Header;
            List<ProposalNotice> notices = [];
            if (ask(any, volume, notices) is not { } slices)
            {
                refused++;
                continue;
            }

            // As the endpoint answers: every map is one of the slice, and every number can be written.
            var proposal = Proposals.Of(
                volume.Header, [.. slices.Select(each => Proposals.Slice(volume.Header, each.Slice, each.Labels))], 0, notices);
            JsonSerializer.Serialize(proposal, Defaults.Json);
            answered++;
        }

        // The requests are neither so bad that only the first check ran, nor harmless.
        Assert.InRange(answered, Requests / 10, Requests * 9 / 10);
        Assert.Equal(Requests, answered + refused);
    }

    /// <summary>Checks as the endpoint does, then the tool; null when it is refused.</summary>
    private delegate IEnumerable<(int Slice, byte[] Labels)>? Asked(
        RandomRequests any, SeriesVolume volume, List<ProposalNotice> notices);

    private static Asked Ask(AssistTool tool) => tool switch
    {
        SeedsTool seeds => (any, volume, _) => Grow(seeds, any.Of<SeedsRequest>(), volume),
        _ => (Asked)typeof(AssistFuzzTests).GetMethod(nameof(AskQuick), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(RequestOf(tool)).Invoke(null, [tool])!,
    };

    private static Asked AskQuick<TRequest>(QuickTool<TRequest> tool)
        where TRequest : class, IAssistRequest =>
        (any, volume, notices) =>
        {
            var request = any.Of<TRequest>();
            return tool.WhatIsWrong(request, volume.Header) is null ? tool.Run(volume, request, notices, default) : null;
        };

    private static Type RequestOf(AssistTool tool)
    {
        var type = tool.GetType();
        while (type is not null && !(type.IsGenericType && type.GetGenericTypeDefinition() == typeof(QuickTool<>)))
            type = type.BaseType;
        Assert.True(type is not null, $"Nobody has said how the tool {tool.Name} is asked at random.");
        return type.GetGenericArguments()[0];
    }

    private static IEnumerable<(int, byte[])>? Grow(SeedsTool tool, SeedsRequest request, SeriesVolume volume)
    {
        if (tool.WhatIsWrong(request, volume.Header) is not null || SeedSlab.From(volume, request, default) is not { } slab)
            return null;
        SeedGrowth.Grow(slab, request, _ => { }, default);
        return Enumerable.Range(request.FirstSlice, request.LastSlice - request.FirstSlice + 1)
            .Select(slice => (slice, slab.Slice(slice, [.. Enumerable.Repeat(true, 256)])));
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
        yield return Of(16, 12, 3, "MR", new(1, 1, 1e-9), Noise, slope: 1e-20, intercept: 1e10);
        yield return Of(16, 12, 3, "PT", new(4, 4, 4), Noise, slope: 1e300);
        yield return Of(16, 12, 3, "CT", new(1, 1, 1), voxel: random => random.Next(2) == 0 ? short.MinValue : short.MaxValue);

        static short Noise(Random random) => (short)random.Next(short.MinValue, short.MaxValue);
    }

    private static (VolumeHeader, Func<Random, short>) Of(
        int columns, int rows, int slices, string modality, Vector3d? spacing, Func<Random, short> voxel,
        double slope = 1, double intercept = 0) =>
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
}
