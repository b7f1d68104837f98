using Voxmark.Imaging.Phantoms;
using Voxmark.Imaging.Volumes;
using Voxmark.InferenceService.BodyComposition;

namespace Voxmark.InferenceService.Tests.BodyComposition;

public sealed class VertebraTrackTests
{
    // 256 pixels of 1.5 mm: the phantom's middle lies 191.5 mm from the middle of the first millimetre. Its spine has half
    // axes of 28 and 24 mm and lies 45 mm further back.
    private const double X = 191.5, Y = 236.5, RadiusMm = 24;

    [Fact]
    public void Of_ThePhantom_IsItsSpineInEverySlice()
    {
        using var phantom = TestVolume.Of(new AbdomenPhantom(NoiseHu: 10));

        var track = Track(phantom.Volume);

        Assert.Equal(phantom.Volume.Header.Slices, track.Count);
        Assert.All(track, vertebra => AssertSpine(vertebra, mm: 1.5));
    }

    [Fact] // of 1 mm: a third of the slices is looked at
    public void Of_ThinSlices_HasAVertebraForEach()
    {
        using var phantom = TestVolume.Of(new AbdomenPhantom(Slices: 41, SliceMm: 1));

        Assert.All(Track(phantom.Volume), vertebra => AssertSpine(vertebra, mm: 1.5));
    }

    [Fact]
    public void InSlice_OfThePhantom_IsItsSpine()
    {
        using var phantom = TestVolume.Of(new AbdomenPhantom(Slices: 3));
        using var slice = WorkSlice.Of(phantom.Volume, 2, GridOf(phantom.Volume)); // 10 mm: above the disc

        AssertSpine(VertebraTrack.InSlice(slice), mm: 1.5);
    }

    [Fact] // the same pixels, said to grow to the right and to the front: turned round they are the phantom upside down
    public void Of_APronePatient_IsWhereTheSpineIsWhenTurned()
    {
        using var phantom = TestVolume.Of(
            new AbdomenPhantom(), grid => grid with { RowDirection = new(-1, 0, 0), ColumnDirection = new(0, -1, 0) },
            pixels => [.. pixels.Reverse()]);

        Assert.All(Track(phantom.Volume), vertebra => AssertSpine(vertebra, mm: 1.5));
    }

    [Fact]
    public void Of_Air_HasNone()
    {
        using var air = TestVolume.Of(new AbdomenPhantom(Slices: 4), pixels: pixels => Array.ConvertAll(pixels, _ => (short)-1000));

        Assert.All(Track(air.Volume), vertebra => Assert.Null(vertebra));
    }

    [Fact] // nine points 5 mm apart, the fifth 30 mm off
    public void Smooth_WhenAPointLiesFarOff_PutsItBackAndSaysSo()
    {
        Vertebra?[] found = [.. Enumerable.Range(0, 9).Select(n => (Vertebra?)new Vertebra(n == 4 ? 130 : 100, 200, 20))];

        var track = SmoothTrack.Of(found, [.. Enumerable.Range(0, 9).Select(n => 5.0 * n)]);

        Assert.All(track, vertebra => Assert.Equal(100, vertebra!.Value.X, 6));
        Assert.Equal([4], track.Index().Where(each => each.Item!.Value.IsReplaced).Select(each => each.Index));
    }

    [Fact] // a third of the way from 100 to 106
    public void Between_TwoPoints_Interpolates() => Assert.Equal(
        102, SmoothTrack.Between([new(100, 200, 20), new(106, 200, 20)], [0, 3], [0, 1, 2, 3])[1]!.Value.X, 6);

    private static IReadOnlyList<Vertebra?> Track(SeriesVolume volume) =>
        VertebraTrack.Of(volume, GridOf(volume), CancellationToken.None);

    private static WorkGrid GridOf(SeriesVolume volume) => WorkGrid.Of(volume.Header, 0)!;

    private static void AssertSpine(Vertebra? vertebra, double mm)
    {
        Assert.NotNull(vertebra);
        Assert.InRange(vertebra.Value.X, X - mm, X + mm);
        Assert.InRange(vertebra.Value.Y, Y - mm, Y + mm);
        Assert.InRange(vertebra.Value.RadiusMm, RadiusMm - mm, RadiusMm);
    }
}
