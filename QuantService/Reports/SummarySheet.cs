using System.Globalization;
using ClosedXML.Excel;
using Voxmark.Contracts.Quant;

namespace Voxmark.QuantService.Reports;

/// <summary>One page for people: whose, where, how much, from what, and what to read with it.</summary>
internal static class SummarySheet
{
    private const int LastColumn = 4;

    public static void Add(IXLWorkbook workbook, QuantResult result)
    {
        var sheet = workbook.AddWorksheet("Summary");
        double[] widths = [30, 24, 12, 52];
        for (var c = 0; c < widths.Length; c++)
            sheet.Column(c + 1).Width = widths[c];
        sheet.Cell(1, 1).SetValue("Body composition");
        sheet.Cell(1, 1).Style.Font.SetBold().Font.SetFontSize(16);

        var page = new Page(sheet, titleRow: 1);
        AddPatient(page, result.Subject);
        AddLabel(page, result);
        AddIndices(page, result);
        AddSegments(page, result);
        AddCaveats(page, result.Caveats);

        sheet.SheetView.FreezeRows(1);
        sheet.PageSetup.PageOrientation = XLPageOrientation.Portrait;
        sheet.PageSetup.FitToPages(1, 0);
    }

    private static void AddPatient(Page page, SubjectValues subject)
    {
        page.Heading("Patient", "Value", "Unit", "Source");
        page.Text("Patient ID", subject.PatientId);
        page.Text("Name", subject.PatientName);
        page.Text("Sex", subject.Sex);
        page.Text("Age", subject.Age);
        page.Text("Study date", subject.StudyDate?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        page.Number("Height", subject.HeightCm, "0.0", "cm", Source(subject.HeightSource, "DICOM (0010,1020)"));
        page.Number("Weight", subject.WeightKg, "0.0", "kg", Source(subject.WeightSource, "DICOM (0010,1030)"));
    }

    private static void AddLabel(Page page, QuantResult result)
    {
        page.Heading("Label", "Value", "Unit", "");
        page.Text("Label", result.LabelName);
        page.Number("Revision", result.Revision, "0");
        page.Text("Level", result.Level);
        page.Number("Image measured", result.SliceCount - result.ReferenceSlice, "0", "", $"Im, 1 = head; slice {result.ReferenceSlice} from the feet, counted from 0");
        page.Number("z of that image", result.ReferenceSliceLocationMm, "0.00", "mm", "Patient coordinates, LPS");
    }

    private static void AddIndices(Page page, QuantResult result)
    {
        var indices = result.BodyComposition;
        page.Heading("Body composition", "Value", "Unit", "From");
        page.Number("SMI, skeletal muscle index", indices.SmiCm2PerM2, "0.0", "cm²/m²", "SMA / height²");
        page.Number("SMA, skeletal muscle area", indices.SmaCm2, "0.0", "cm²", "Pixels × row spacing × column spacing");
        page.Number("SMD, skeletal muscle density", indices.SmdHu, "0.0", "HU", "Mean over SMA");
        page.Number("VFA, visceral fat area", indices.VfaCm2, "0.0", "cm²");
        page.Number("SFA, subcutaneous fat area", indices.SfaCm2, "0.0", "cm²");
        page.Number("VAT/SAT", indices.VatSatRatio, "0.00", "", "VFA / SFA");
        page.Number("BMI", indices.BmiKgPerM2, "0.0", "kg/m²", "Weight / height²");
    }

    private static void AddSegments(Page page, QuantResult result)
    {
        page.Heading("Volume of what is labelled", "Value", "Unit", "From");
        foreach (var segment in result.Segments.Where(s => s.VoxelCount > 0))
            page.Number(segment.Name, segment.VolumeCm3, "0.0", "cm³", segment.SliceCount == 1 ? "1 slice" : $"{segment.SliceCount} slices");
    }

    private static void AddCaveats(Page page, IReadOnlyList<Caveat> caveats)
    {
        page.Heading("Read with the numbers", "", "", "");
        foreach (var caveat in caveats)
            page.Sentence(caveat.Text);
    }

    private static string Source(string? source, string dicomTag) => source switch
    {
        null => "missing",
        "dicom" => dicomTag,
        _ => source,
    };

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
            sheet.Cell(_row, 1).SetValue(name);
            sheet.Cell(_row, 2).Put(value, format);
            sheet.Cell(_row, 3).SetValue(unit);
            sheet.Cell(_row, 4).SetValue(from);
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
