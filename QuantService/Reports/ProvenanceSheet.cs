using ClosedXML.Excel;
using Voxmark.Contracts.Labeling;
using Voxmark.Contracts.Quant;

namespace Voxmark.QuantService.Reports;

/// <summary>Who measured what, when, with which software, on images made how.</summary>
internal static class ProvenanceSheet
{
    public static void Add(IXLWorkbook workbook, QuantResult result, TimeZoneInfo zone)
    {
        var made = result.Provenance;
        TidyTable.Add<Fact>(
            workbook, "Provenance",
            [
                new("Item", 30, (cell, fact) => cell.Put(fact.Name)),
                new("Value", 68, (cell, fact) => fact.Fill(cell)),
                new("Unit", 10, (cell, fact) => cell.Put(fact.Unit)),
            ],
            [
                Text("Result", result.Id.ToString()),
                Text("Label", result.LabelId.ToString()),
                Number("Revision", result.Revision, "", "0"),
                Text("Series Instance UID", result.SeriesInstanceUid),
                Number("Reference slice", result.ReferenceSlice, "", "0"),
                Text("Reference slice chosen by", result.ReferenceChosen is { } chosen
                    ? $"{chosen.By.Name}, {QuantWorkbook.TimeOf(chosen.At, zone)}"
                    : "the middle of what is labelled"),
                Text("Measured by", made.MeasuredBy.Name),
                Text("Measured at", QuantWorkbook.TimeOf(made.MeasuredAt, zone)),
                Text("Voxmark", made.SoftwareVersion),
                Number("Tube voltage", made.TubeVoltageKv, "kV", "0.#"),
                Text("Contrast agent", made.ContrastAgent),
                Number("Slice thickness", made.SliceThicknessMm, "mm", "0.00"),
                Number("Slice spacing", made.SliceSpacingMm, "mm", "0.00"),
                Number("Pixel area", made.PixelAreaMm2, "mm²", "0.000000"),
                Text("Convolution kernel", made.ConvolutionKernel),
                .. (made.Models ?? []).SelectMany(Model),
                .. result.Caveats.Select(caveat => Text($"Caveat: {caveat.Code}", caveat.Text)),
            ]);
    }

    private static IEnumerable<Fact> Model(ModelShare share)
    {
        var (id, version, _, sha256, forMeasurement) = share.Model;
        yield return Text("Model", $"{id} {version}{(forMeasurement is false ? ", not for measurement" : "")}");
        if (sha256 is not null)
            yield return Text($"SHA-256 of {id}", sha256);
        yield return Number($"Drawn by {id}", share.PixelCount, "pixels", "0");
    }

    private static Fact Text(string name, string? value) => new(name, cell => cell.Put(value), "");

    private static Fact Number(string name, double? value, string unit, string format) =>
        new(name, cell =>
        {
            cell.Put(value, format);
            cell.Style.Alignment.Horizontal = XLAlignmentHorizontalValues.Left;
        }, unit);

    private sealed record Fact(string Name, Action<IXLCell> Fill, string Unit);
}
