using System.Globalization;
using ClosedXML.Excel;
using Voxmark.Contracts.Quant;

namespace Voxmark.QuantService.Reports;

/// <summary>One page for people: whose, where, how much, from what, and what to read with it.</summary>
internal static class SummarySheet
{
    private const int LastColumn = 4;

    public static void Add(IXLWorkbook workbook, QuantResult result, Patient patient, TimeZoneInfo zone)
    {
        var sheet = workbook.AddWorksheet("Summary");
        double[] widths = [30, 24, 12, 52];
        for (var c = 0; c < widths.Length; c++)
            sheet.Column(c + 1).Width = widths[c];
        sheet.Cell(1, 1).SetValue(IsBodyComposition(result) ? "Body composition" : "Measurement");
        sheet.Cell(1, 1).Style.Font.SetBold().Font.SetFontSize(16);

        var page = new Page(sheet, titleRow: 1);
        AddPatient(page, patient, result.Subject, zone);
        AddLabel(page, result, zone);
        if (IsBodyComposition(result))
            AddIndices(page, result);
        AddReference(page, result);
        AddVolumes(page, result);
        AddCaveats(page, result.Caveats);

        sheet.SheetView.FreezeRows(1);
        sheet.PageSetup.PageOrientation = XLPageOrientation.Portrait;
        sheet.PageSetup.FitToPages(1, 0);
    }

    private static void AddPatient(Page page, Patient patient, SubjectValues subject, TimeZoneInfo zone)
    {
        page.Heading("Patient", "Value", "Unit", "Source");
        page.Text("Patient ID", patient.Id);
        page.Text("Name", patient.Name);
        page.Text("Sex", subject.Sex);
        if (PatientAge.Read(subject.Age) is var (age, unit))
            page.Number("Age", age, "0", unit, "DICOM (0010,1010)");
        else
            page.Text("Age", subject.Age);
        page.Text("Study date", subject.StudyDate?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        page.Number("Height", subject.HeightCm, "0.0", "cm", Source(subject.HeightSource, subject.HeightTyped, "DICOM (0010,1020)", zone));
        page.Number("Weight", subject.WeightKg, "0.0", "kg", Source(subject.WeightSource, subject.WeightTyped, "DICOM (0010,1030)", zone));
    }

    private static void AddLabel(Page page, QuantResult result, TimeZoneInfo zone)
    {
        page.Heading("Label", "Value", "Unit", "");
        page.Text("Label", result.LabelName);
        page.Number("Revision", result.Revision, "0");
        page.Text("Level", result.Level);
        var chosen = result.ReferenceChosen is { } by
            ? $", chosen by {by.By.Name}, {QuantWorkbook.TimeOf(by.At, zone)}"
            : ", the middle of what is labelled";
        page.Number(
            "Image measured", result.SliceCount - result.ReferenceSlice, "0", "",
            $"Im, 1 = head; slice {result.ReferenceSlice} from the feet, counted from 0{chosen}");
        page.Number($"{result.Axis} of that image", result.ReferenceSliceLocationMm, "0.00", "mm", "Patient coordinates, LPS");
    }

    /// <summary>Each figure with the segments that it came from.</summary>
    private static void AddIndices(Page page, QuantResult result)
    {
        var indices = result.BodyComposition;
        var (muscle, visceral, subcutaneous) = (
            From(indices.MuscleSegments, "skeletal muscle"), From(indices.VisceralFatSegments, "visceral fat"),
            From(indices.SubcutaneousFatSegments, "subcutaneous fat"));
        page.Heading("Body composition", "Value", "Unit", "From");
        page.Number("SMI, skeletal muscle index", indices.SmiCm2PerM2, "0.0", "cm²/m²", $"SMA / height²; {muscle}");
        page.Number("SMA, skeletal muscle area", indices.SmaCm2, "0.0", "cm²", muscle);
        if (result.Unit == "HU")
            page.Number("SMD, skeletal muscle density", indices.SmdHu, "0.0", "HU", $"Mean over SMA; {muscle}");
        page.Number("VFA, visceral fat area", indices.VfaCm2, "0.0", "cm²", visceral);
        page.Number("SFA, subcutaneous fat area", indices.SfaCm2, "0.0", "cm²", subcutaneous);
        page.Number("VAT/SAT", indices.VatSatRatio, "0.00", "", "VFA / SFA");
        page.Number("BMI", indices.BmiKgPerM2, "0.0", "kg/m²", "Weight / height²");

        string From(IReadOnlyList<int> numbers, string tissue) => numbers.Count == 0
            ? $"no segment stands for {tissue}"
            : string.Join(", ", numbers.Select(number => $"segment {number} {result.Segments.Single(s => s.Number == number).Name}"));
    }

    private static void AddReference(Page page, QuantResult result)
    {
        page.Heading("Area on the image measured", "Value", "Unit", "From");
        foreach (var segment in result.Segments.Where(s => s.ReferencePixelCount > 0))
            page.Number(
                segment.Name, segment.ReferenceAreaCm2, "0.0", "cm²",
                segment.ReferencePixelCount == 1 ? "1 pixel" : $"{segment.ReferencePixelCount} pixels");
    }

    private static void AddVolumes(Page page, QuantResult result)
    {
        page.Heading("Volume of what is labelled", "Value", "Unit", "From");
        foreach (var segment in result.Segments.Where(s => s.VoxelCount > 0))
            page.Number(
                segment.Name, segment.VolumeCm3, "0.0", "cm³",
                segment.SliceCount == 1 ? "1 slice" : $"{segment.SliceCount} slices");
    }

    private static bool IsBodyComposition(QuantResult result) =>
        result.BodyComposition is var of && of.MuscleSegments.Count + of.VisceralFatSegments.Count + of.SubcutaneousFatSegments.Count > 0;

    private static void AddCaveats(Page page, IReadOnlyList<Caveat> caveats)
    {
        page.Heading("Read with the numbers", "", "", "");
        foreach (var caveat in caveats)
            page.Sentence(caveat.Text);
    }

    private static string Source(string? source, ByHand? typed, string dicomTag, TimeZoneInfo zone) =>
        source is null ? "missing" : typed is null ? dicomTag : $"typed by {typed.By.Name}, {QuantWorkbook.TimeOf(typed.At, zone)}";

    /// <summary>Writes downwards.</summary>
    private sealed class Page(IXLWorksheet sheet, int titleRow)
    {
        private const double SentenceCharacters = 105;
        private const double LineHeightPoints = 15;

        private int _row = titleRow + 1;

        public void Heading(params string[] texts)
        {
            _row++;
            for (var c = 0; c < texts.Length; c++)
                sheet.Cell(_row, c + 1).SetValue(texts[c]);
            Headings.Style(sheet.Range(_row, 1, _row, LastColumn));
            sheet.Cell(_row, 2).Style.Alignment.Horizontal = XLAlignmentHorizontalValues.Right; // over the values
            _row++;
        }

        public void Text(string name, string? value)
        {
            sheet.Cell(_row, 1).SetValue(name);
            sheet.Cell(_row, 2).Put(value);
            sheet.Cell(_row, 2).Style.Alignment.Horizontal = XLAlignmentHorizontalValues.Right;
            _row++;
        }

        public void Number(string name, double? value, string format, string unit = "", string from = "")
        {
            sheet.Cell(_row, 1).Put(name);
            sheet.Cell(_row, 2).Put(value, format);
            sheet.Cell(_row, 3).SetValue(unit);
            sheet.Cell(_row, 4).Put(from);
            sheet.Cell(_row, 4).Style.Alignment.WrapText = true;
            _row++;
        }

        public void Sentence(string text)
        {
            var cells = sheet.Range(_row, 1, _row, LastColumn).Merge();
            cells.FirstCell().Put(text);
            cells.Style.Alignment.WrapText = true;
            cells.Style.Alignment.Vertical = XLAlignmentVerticalValues.Top;
            sheet.Row(_row).Height = LineHeightPoints * Math.Ceiling(text.Length / SentenceCharacters);
            _row++;
        }
    }
}
