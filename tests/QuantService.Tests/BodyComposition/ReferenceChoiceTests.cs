using Voxmark.Contracts.Labeling;
using Voxmark.Imaging.Volumes;
using Voxmark.QuantService.BodyComposition;

namespace Voxmark.QuantService.Tests.BodyComposition;

/// <summary>Of a volume of ten slices whose images are called a…j.</summary>
public sealed class ReferenceChoiceTests
{
    private static readonly Label WholeSeries = Examples.Label() with { SelectionId = null, FirstSlice = 0, LastSlice = 9 };
    private static readonly Label Area = Examples.Label() with { SelectionId = Guid.NewGuid(), FirstSlice = 2, LastSlice = 8 };

    [Fact]
    public void Of_ALabelWithoutArea_IsTheMiddleLabelledSlice() =>
        Assert.Equal(new(4, false, false), Choose(null, null, WholeSeries, [3, 4, 9]));

    [Fact] // of two in the middle, the upper
    public void Of_AnEvenNumberOfSlices_IsTheUpperOne() => Assert.Equal(4, Choose(null, null, WholeSeries, [3, 4]).Slice);

    [Fact] // 2…8 has its middle at 5; the middle of what is labelled would be 7
    public void Of_ALabelWithAnArea_IsNearestTheMiddleOfTheArea() => Assert.Equal(5, Choose(null, null, Area, [5, 6, 7, 8, 9]).Slice);

    [Fact] // 4 and 6 lie one away from 5
    public void Of_TwoAsNear_IsTheUpperOne() => Assert.Equal(6, Choose(null, null, Area, [4, 6]).Slice);

    [Fact]
    public void Of_AKeptSlice_StaysThere() => Assert.Equal(new(8, false, false), Choose(null, Kept(8), Area, [5, 8]));

    [Fact] // an image arrived at the feet: what was slice 8 is slice 9
    public void Of_AKeptSlice_FollowsItsImage() =>
        Assert.Equal(9, ReferenceChoice.Of(null, Kept(8), Area, Volume("+abcdefghij"), [5, 8, 9]).Slice);

    [Fact]
    public void Of_AKeptSliceThatIsNotLabelledAnyMore_IsTheMiddleAndSaysSo() =>
        Assert.Equal(new(5, false, IsMoved: true), Choose(null, Kept(8), Area, [5, 6]));

    [Fact]
    public void Of_AnotherSliceThanTheKeptOne_IsAChoice() => Assert.Equal(new(5, IsAsked: true, false), Choose(5, Kept(8), Area, [5, 8]));

    [Fact]
    public void Of_TheKeptSliceAgain_IsNoNewChoice() => Assert.Equal(new(8, false, false), Choose(8, Kept(8), Area, [5, 8]));

    private static ReferenceChoice Choose(int? asked, KeptReference? kept, Label label, int[] labelled) =>
        ReferenceChoice.Of(asked, kept, label, Volume("abcdefghij"), labelled);

    private static KeptReference Kept(int slice) =>
        KeptReference.Of(Examples.Result() with { ReferenceSlice = slice }, Volume("abcdefghij"), DateTimeOffset.UnixEpoch);

    private static VolumeHeader Volume(string images) => new(
        "id", "2.25.1000", Examples.SeriesUid, "CT", 512, 512, images.Length, null, null, 1, 0, "HU", false, 0, 0,
        [.. images.Select(name => new VolumeSlice(name.ToString(), 0, null, null, null))], []);
}
