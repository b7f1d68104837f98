using System.IO.Compression;
using System.Xml.Linq;
using ClosedXML.Excel;
using Voxmark.Contracts.Labeling;
using Voxmark.Contracts.Quant;
using Voxmark.QuantService.Reports;

namespace Voxmark.QuantService.Tests.Reports;

public sealed class QuantWorkbookTests
{
    private const double Sma = Examples.SmaCm2;

    private static readonly TimeZoneInfo Seoul = TimeZoneInfo.CreateCustomTimeZone("Seoul", TimeSpan.FromHours(9), null, null);

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
        Assert.Equal(
            ("typed by Dr Park, 2025-11-24 23:20 +09:00", "missing"),
            (Beside("Height", 3).GetString(), Beside("Weight", 3).GetString()));

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
        ("Dr Park", "2025-11-24 23:23 +09:00"),
        (Beside("Measured by", 1, "Provenance").GetString(), Beside("Measured at", 1, "Provenance").GetString()));

    [Fact]
    public void Write_AResultWithAModelsWork_SaysWhichAndThatItIsNotForMeasurement()
    {
        var trial = new ModelShare(new ModelReference("l3-tissue", "1.3.0", null, "ab12", ForMeasurement: false), 3000);
        var result = Examples.Result() with { Provenance = Examples.Result().Provenance with { Models = [trial] } };

        Assert.Equal(
            ("l3-tissue 1.3.0, not for measurement", "ab12", 3000),
            (Beside("Model", 1, "Provenance", result).GetString(), Beside("SHA-256 of l3-tissue", 1, "Provenance", result).GetString(),
                Beside("Drawn by l3-tissue", 1, "Provenance", result).GetDouble()));
    }

    [Fact] // 049Y
    public void Write_AnAge_IsANumberOfYears() =>
        Assert.Equal((XLDataType.Number, 49.0, "years"), (Beside("Age").DataType, Beside("Age").GetDouble(), Beside("Age", 2).GetString()));

    [Fact]
    public void Write_AnAgeThatIsNone_KeepsItsText() =>
        Assert.Equal(
            "adult",
            Beside("Age", of: Examples.Result() with { Subject = Examples.Result().Subject with { Age = "adult" } }).GetString());

    [Fact]
    public void Write_AnIndex_NamesTheSegmentItCameFrom() =>
        Assert.Equal("segment 1 Muscle", Beside("SMA, skeletal muscle area", 3).GetString());

    [Fact] // subcutaneous fat has none in this result
    public void Write_AnIndexWithoutSegment_SaysSo() =>
        Assert.Equal("no segment stands for subcutaneous fat", Beside("SFA, subcutaneous fat area", 3).GetString());

    [Theory]
    [InlineData("")]
    [InlineData("Bq/ml")]
    public void Write_ValuesThatAreNoHu_SayTheirUnitAndNowhereHu(string unit)
    {
        using var workbook = Read(Examples.Result(unit));
        var texts = workbook.Worksheets.SelectMany(sheet => sheet.CellsUsed()).Select(cell => cell.GetString()).ToList();

        Assert.Contains(unit.Length == 0 ? "Mean" : $"Mean ({unit})", texts);
        Assert.DoesNotContain(texts, text => text.Contains("HU", StringComparison.Ordinal));
    }

    [Fact]
    public void Write_ACoronalSeries_NamesItsAxis()
    {
        using var workbook = Read(Examples.Result() with { Axis = "y" });

        Assert.Contains("y (mm, LPS)", workbook.Worksheet("Slices").Row(1).CellsUsed().Select(cell => cell.GetString()));
        Assert.Contains("y of that image", workbook.Worksheet("Summary").Column(1).CellsUsed().Select(cell => cell.GetString()));
    }

    [Fact]
    public void Write_ALabelOfSomethingElse_HasNoBodyComposition()
    {
        var result = Examples.Result();
        using var workbook = Read(result with
        {
            BodyComposition = result.BodyComposition with { MuscleSegments = [], VisceralFatSegments = [] },
        });

        var texts = workbook.Worksheet("Summary").CellsUsed().Select(cell => cell.GetString()).ToList();
        Assert.Equal("Measurement", texts[0]);
        Assert.DoesNotContain("SMI, skeletal muscle index", texts);
    }

    [Theory]
    [InlineData("Segments", "Mean (HU)")]
    [InlineData("Slices", "Area (cm²)")]
    public void Write_AHeadingOverNumbers_StandsAtTheirSide(string sheet, string heading) => Assert.Equal(
        XLAlignmentHorizontalValues.Right,
        Read().Worksheet(sheet).Row(1).CellsUsed().Single(cell => cell.GetString() == heading).Style.Alignment.Horizontal);

    [Fact]
    public void Write_TheSummarysValues_HaveTheirHeadingAtTheRight() => Assert.Equal(
        XLAlignmentHorizontalValues.Right, Beside("Patient").Style.Alignment.Horizontal);

    /// <summary>Beyond the first plane, a combining sequence, a rare Hanja; and text that looks like an escape but is none.</summary>
    [Theory]
    [InlineData("근육\U0001F4AA")]
    [InlineData("\U0001F468\u200D\U0001F469")]
    [InlineData("\U00020BB7野家")]
    [InlineData("a_xD83D__xDCAA_b")]
    [InlineData(" <spaced & quoted> \"x\" ")]
    public void Write_AName_IsInThePackageAsItIs(string name)
    {
        var result = Examples.Result();
        var bytes = Write(result with { LabelName = name, Segments = [result.Segments[0] with { Name = name }, result.Segments[1]] });

        using var zip = new ZipArchive(new MemoryStream(bytes));
        var texts = XDocument.Load(zip.GetEntry("xl/sharedStrings.xml")!.Open()).Descendants()
            .Where(element => element.Name.LocalName == "t")
            .Select(element => element.Value.Replace("_x005F_", "_", StringComparison.Ordinal));
        Assert.Contains(name, texts);
    }

    [Theory]
    [InlineData("L3", "voxmark-L3-2025-11-24-000000aa.xlsx")]
    [InlineData(" t12 ", "voxmark-T12-2025-11-24-000000aa.xlsx")]
    [InlineData("Kim, Minsu", "voxmark-2025-11-24-000000aa.xlsx")]
    [InlineData(null, "voxmark-2025-11-24-000000aa.xlsx")]
    public void FileNameOf_AResult_HasItsLevelAndNothingOfThePatient(string? level, string expected) =>
        Assert.Equal(expected, QuantWorkbook.FileNameOf(Examples.Result() with { Level = level }, Seoul));

    [Fact] // 23:30 in Greenwich on the 24th is 8:30 in Seoul on the 25th
    public void FileNameOf_AResultOfTheMorning_HasTheHospitalsDay()
    {
        var result = Examples.Result();
        var late = result.Provenance with { MeasuredAt = new DateTimeOffset(2025, 11, 24, 23, 30, 0, TimeSpan.Zero) };

        Assert.Equal("voxmark-L3-2025-11-25-000000aa.xlsx", QuantWorkbook.FileNameOf(result with { Provenance = late }, Seoul));
    }

    private static byte[] Write(QuantResult result) => QuantWorkbook.Write(result, new Patient("00042", "=1+1"), Seoul);

    private static XLWorkbook Read(QuantResult? result = null) => new(new MemoryStream(Write(result ?? Examples.Result())));

    /// <summary>The cell so many columns to the right of the one that holds a text.</summary>
    private static IXLCell Beside(string text, int columns = 1, string sheet = "Summary", QuantResult? of = null) =>
        Read(of).Worksheet(sheet).Column(1).CellsUsed().First(cell => cell.GetString() == text).CellRight(columns);

    private static IEnumerable<IXLCell> Column(IXLWorksheet sheet, string heading)
    {
        var column = sheet.Row(1).CellsUsed().Single(cell => cell.GetString() == heading).Address.ColumnNumber;
        return Enumerable.Range(2, sheet.LastRowUsed().RowNumber() - 1).Select(row => sheet.Cell(row, column));
    }
}
