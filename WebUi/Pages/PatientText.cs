using System.Globalization;
using Microsoft.Extensions.Localization;
using Voxmark.Contracts.Ingest;
using Voxmark.WebUi.Localization;

namespace Voxmark.WebUi.Pages;

/// <summary>DICOM's short forms as people read them.</summary>
internal static class PatientText
{
    /// <summary>Sex, age and identifier in one line: <c>F 49 · VX-20418</c>. What is unknown is left out.</summary>
    public static string Line(StudySummary study, IStringLocalizer<Texts> texts)
    {
        var person = string.Join(' ', Present(study.PatientSex, Age(study.PatientAge, texts)));
        return string.Join(" · ", Present(person, study.PatientId));
    }

    /// <param name="age">DICOM AS: three digits and D, W, M or Y (PS3.5 table 6.2-1); anything else is shown as it is.</param>
    public static string? Age(string? age, IStringLocalizer<Texts> texts) =>
        age is { Length: 4 } && "DWMY".Contains(age[3], StringComparison.Ordinal)
            && int.TryParse(age.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? texts[$"Age.{age[3]}", number]
            : age;

    public static string SeriesName(SeriesSummary series, IStringLocalizer<Texts> texts) =>
        string.IsNullOrWhiteSpace(series.SeriesDescription)
            ? texts["Series.Undescribed", series.SeriesNumber?.ToString(CultureInfo.CurrentCulture) ?? ""].Value.TrimEnd()
            : series.SeriesDescription;

    /// <summary>Modalities of what is kept beside images and has none to open: reports, segmentations, plans, references
    /// (PS3.3 C.7.3.1.1.1).</summary>
    private static readonly HashSet<string> s_withoutImages =
        ["SR", "SEG", "RTSTRUCT", "RTPLAN", "RTRECORD", "KO", "PR", "DOC", "REG", "FID", "RWV", "PLAN", "ECG", "AU", "HD", "SMR"];

    /// <summary>Whether nothing is wrong with a series that cannot be opened: there are no images in it.</summary>
    public static bool IsObjects(SeriesSummary series) =>
        series.State == SeriesState.Unreadable && s_withoutImages.Contains(series.Modality);

    /// <summary>How many slices and how far apart: <c>99 slices · 4.25 mm</c>; images where it is no volume.</summary>
    public static string Extent(SeriesSummary series, IStringLocalizer<Texts> texts) => series.SliceSpacingMm is { } spacing
        ? $"{texts["Series.Slices", series.ImageCount]} · {Millimetres(spacing)} mm"
        : IsObjects(series) ? series.ImageCount == 1 ? texts["Series.OneObject"] : texts["Series.Objects", series.ImageCount]
        : series.ImageCount == 1 ? texts["Series.OneImage"] : texts["Series.Images", series.ImageCount];

    /// <summary>The same in words, with the series' name: for the top bar.</summary>
    public static string SeriesFacts(SeriesDetail detail, IStringLocalizer<Texts> texts)
    {
        var (series, name) = (detail.Series, SeriesName(detail.Series, texts));
        return series.SliceSpacingMm is { } spacing
            ? texts["Series.Facts", $"{name} · {texts["Series.Slices", series.ImageCount]}", Millimetres(spacing)]
            : $"{name} · {Extent(series, texts)}";
    }

    private static string Millimetres(double value) => value.ToString("0.##", CultureInfo.CurrentCulture);

    private static IEnumerable<string> Present(params string?[] parts) => parts.Where(part => !string.IsNullOrWhiteSpace(part))!;
}
