using Voxmark.Imaging.Phantoms;
using Voxmark.InferenceService.BodyComposition;

namespace Voxmark.InferenceService.Tests.BodyComposition;

public sealed class WorkGridTests
{
    private static readonly WorkGrid s_supine = new(Columns: 200, Rows: 100, ColumnSpacingMm: 2, RowSpacingMm: 3, default);

    [Fact] // the first pixel reaches from 0 to 2 mm: its middle is 0.5 mm beyond that of the first millimetre
    public void ToWork_OfTheFirstPixel_IsItsMiddle() => Assert.Equal((0.5, 1), s_supine.ToWork(0, 0));

    [Theory]
    [InlineData(false, false, false, 0.5, 1)]
    [InlineData(false, true, false, 398.5, 1)] // the last of 200 columns
    [InlineData(false, false, true, 0.5, 298)] // the last of 100 rows
    [InlineData(true, false, false, 1, 0.5)]
    [InlineData(true, true, false, 298, 0.5)] // rows run to the left of the patient
    public void ToWork_WhenPixelsAreTurned_GoesToWhereTheFirstOneLies(bool transposes, bool flipsX, bool flipsY, double x, double y)
    {
        var grid = s_supine with { Turn = new(transposes, flipsX, flipsY) };

        Assert.Equal((x, y), grid.ToWork(0, 0));
        Assert.Equal((0, 0), grid.ToStored(x, y));
    }

    [Fact] // prone as most scanners write it: columns to the right of the patient, rows to the front
    public void Of_WhenThePatientLiesProne_TurnsBothWays() =>
        Assert.Equal(new SupineTurn(false, true, true), SupineTurn.Of(new AbdomenPhantom().Grid with
        {
            RowDirection = new(-1, 0, 0), ColumnDirection = new(0, -1, 0),
        }));

    [Fact]
    public void Of_WhenRowsRunAlongTheBack_Transposes() =>
        Assert.Equal(new SupineTurn(true, false, true), SupineTurn.Of(new AbdomenPhantom().Grid with
        {
            RowDirection = new(0, -1, 0), ColumnDirection = new(1, 0, 0),
        }));

    [Fact]
    public void Of_WhenSlicesAreSagittal_HasNone()
    {
        using var phantom = TestVolume.Of(new AbdomenPhantom(Slices: 1), grid => grid with { SliceDirection = new(1, 0, 0) });

        Assert.Null(WorkGrid.Of(phantom.Volume.Header, 0));
    }
}
