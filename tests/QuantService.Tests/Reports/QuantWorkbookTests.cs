using ClosedXML.Excel;
using Voxmark.Contracts.Quant;
using Voxmark.QuantService.Reports;
using Indices = Voxmark.Contracts.Quant.BodyComposition;

namespace Voxmark.QuantService.Tests.Reports;

public sealed class QuantWorkbookTests
{
    private const double Sma = 144.123456789;

    private static readonly QuantResult Result = new(
        Guid.Parse("0197f000-0000-7000-8000-0000000000aa"), Guid.Parse("0197f000-0000-7000-8000-000000000001"), 2, "2.25.1001", "L3", "L3",
        SliceCount: 99, ReferenceSlice: 51, ReferenceSliceLocationMm: -629.5,
        new SubjectValues("00042", "=1+1", "F", "049Y", new DateOnly(2025, 11, 21), 163, "typed", null, null),
        new Indices(Sma, 54.2361, 34.6, null, 225.2, null, null),
        [
            new(1, "muscle", "Muscle", "#ee6a50", 2, 30000, 144.5, 34.6, 25.7, -29, 150, 15111, Sma, 34.6, 25.7),
            new(3, "visceral-fat", "Visceral fat", "#3fa9f5", 0, 0, 0, null, null, null, null, 0, 0, null, null),
        ],
        [
            new(51, -629.5, 1, 15111, Sma, 34.6, 25.7, -29, 150, 38),
            new(52, null, 1, 14889, 142.0, 33.9, 25.1, -29, 150, 37.5),
        ],
        [new("weight-missing", "Weight is missing. Type it to get BMI.")],
        new Provenance(new("7", "Dr Park"), new DateTimeOffset(2025, 11, 24, 14, 23, 0, TimeSpan.Zero), "1.0.0", 140, null, 5, "STANDARD", 0.9537, 4.25));

    [Fact]
    public void Write_AResult_HasItsFourSheets() =>
        Assert.Equal(["Summary", "Segments", "Slices", "Provenance"], Read().Worksheets.Select(sheet => sheet.Name));

    [Fact]
    public void Write_APatientIdWithLeadingZeros_KeepsThem() => Assert.Equal("00042", Beside("Patient ID").GetString());

    [Fact]
    public void Write_ANameThatLooksLikeAFormula_KeepsItAsText()
    {
        var name = Beside("Name");

        Assert.False(name.HasFormula);
        Assert.Equal("=1+1", name.GetString());
    }

    [Fact]
    public void Write_ANumber_KeepsAllItsDigitsAndShowsFew()
    {
        var sma = Beside("SMA, skeletal muscle area");

        Assert.Equal((XLDataType.Number, Sma, "0.0"), (sma.DataType, sma.GetDouble(), sma.Style.NumberFormat.Format));
    }

    [Fact]
    public void Write_AMissingNumber_IsAnEmptyCell() => Assert.True(Beside("VFA, visceral fat area").IsEmpty());

    [Fact]
    public void Write_AValue_SaysWhereItComesFrom() =>
        Assert.Equal(("typed", "missing"), (Beside("Height", 3).GetString(), Beside("Weight", 3).GetString()));

    [Fact] // Slice 51 of 99, counted from 0 at the feet, is image 99 - 51.
    public void Write_TheMeasuredImage_CountsAsTheViewerDoes() => Assert.Equal(48, Beside("Image measured").GetDouble());

    [Fact]
    public void Write_ACaveat_IsOnTheSummary() =>
        Assert.Contains(Read().Worksheet("Summary").CellsUsed(), cell => cell.GetString() == "Weight is missing. Type it to get BMI.");

    [Fact]
    public void Write_Slices_HasOneRowPerSliceAndSegment()
    {
        var sheet = Read().Worksheet("Slices");

        Assert.Equal(3, sheet.LastRowUsed().RowNumber());
        Assert.Equal([51.0, 52.0], Column(sheet, "Slice (0 = feet)").Select(cell => cell.GetDouble()));
        Assert.Equal([Sma, 142.0], Column(sheet, "Area (cm²)").Select(cell => cell.GetDouble()));
        Assert.Equal([38.0, 37.5], Column(sheet, "Median (HU)").Select(cell => cell.GetDouble()));
    }

    [Fact]
    public void Write_Slices_CarriesTheIdentifiersInEveryRow() =>
        Assert.Equal(["00042", "00042"], Column(Read().Worksheet("Slices"), "Patient ID").Select(cell => cell.GetString()));

    [Fact]
    public void Write_Segments_ListsAlsoTheEmptyOne() =>
        Assert.Equal(["muscle", "visceral-fat"], Column(Read().Worksheet("Segments"), "Key").Select(cell => cell.GetString()));

    [Theory]
    [InlineData("Segments")]
    [InlineData("Slices")]
    [InlineData("Provenance")]
    public void Write_ATable_HasABoldHeadingThatStaysInView(string name)
    {
        var sheet = Read().Worksheet(name);

        Assert.True(sheet.Row(1).CellsUsed().All(cell => cell.Style.Font.Bold));
        Assert.Equal(1, sheet.SheetView.SplitRow);
    }

    [Fact]
    public void Write_Provenance_SaysWhoAndWhen() => Assert.Equal(
        ("Dr Park", "2025-11-24 14:23:00Z"), (Beside("Measured by", 1, "Provenance").GetString(), Beside("Measured at", 1, "Provenance").GetString()));

    private static XLWorkbook Read() => new(new MemoryStream(QuantWorkbook.Write(Result)));

    /// <summary>The cell so many columns to the right of the one that holds a text.</summary>
    private static IXLCell Beside(string text, int columns = 1, string sheet = "Summary") =>
        Read().Worksheet(sheet).Column(1).CellsUsed().First(cell => cell.GetString() == text).CellRight(columns);

    private static IEnumerable<IXLCell> Column(IXLWorksheet sheet, string heading)
    {
        var column = sheet.Row(1).CellsUsed().Single(cell => cell.GetString() == heading).Address.ColumnNumber;
        return Enumerable.Range(2, sheet.LastRowUsed().RowNumber() - 1).Select(row => sheet.Cell(row, column));
    }
}
