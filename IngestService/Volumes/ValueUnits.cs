namespace Voxmark.IngestService.Volumes;

/// <summary>What values are in, by the terms that DICOM defines for it. A term that it does not define names no unit.</summary>
internal static class ValueUnits
{
    public const string Hounsfield = "HU";

    /// <summary>Rescale Type (PS3.3 C.11.1.1.2). Modified HU (HU_MOD) are none, and have no other name.</summary>
    private static readonly Dictionary<string, string> RescaleTypes = new(StringComparer.Ordinal)
    {
        ["HU"] = Hounsfield, ["OD"] = "mOD", ["MGML"] = "mg/mL", ["PCT"] = "%", ["Z_EFF"] = "Z_eff",
        ["ED"] = "10²³/mL",
    };

    /// <summary>Units of PET (PS3.3 C.8.9.1.1.3).</summary>
    private static readonly Dictionary<string, string> PetUnits = new(StringComparer.Ordinal)
    {
        ["CNTS"] = "counts", ["CM2"] = "cm²", ["PCNT"] = "%", ["CPS"] = "counts/s", ["BQML"] = "Bq/mL", ["MGMINML"] = "mg/min/mL",
        ["UMOLMINML"] = "µmol/min/mL", ["MLMING"] = "mL/min/g", ["MLG"] = "mL/g", ["1CM"] = "1/cm", ["UMOLML"] = "µmol/mL",
        ["PROPCNTS"] = "∝ counts", ["PROPCPS"] = "∝ counts/s", ["MLMINML"] = "mL/min/mL", ["MLML"] = "mL/mL", ["GML"] = "g/mL",
        ["CM2ML"] = "cm²/mL", ["STDDEV"] = "SD",
    };

    /// <summary>Standardized uptake values by what they are relative to: SUV Type (PS3.3 C.8.9.1).</summary>
    private static readonly Dictionary<string, string> UptakeValues = new(StringComparer.Ordinal)
    {
        ["BSA"] = "SUVbsa", ["BW"] = "SUVbw", ["LBM"] = "SUVlbm", ["LBMJAMES128"] = "SUVlbm", ["LBMJANMA"] = "SUVlbm", ["IBW"] = "SUVibw",
    };

    /// <param name="units">Units (0054,1001); null where the image has none.</param>
    /// <param name="suvType">SUV Type (0054,1006); without it, grams per millilitre are uptake by body weight.</param>
    public static string OfPet(string? units, string? suvType) =>
        units is null ? ""
        : units is "GML" or "CM2ML" && UptakeValues.TryGetValue(suvType ?? (units == "GML" ? "BW" : ""), out var uptake) ? uptake
        : PetUnits.GetValueOrDefault(units, "");

    /// <param name="rescaleType">Rescale Type (0028,1054).</param>
    public static string OfRescale(string rescaleType) => RescaleTypes.GetValueOrDefault(rescaleType, "");
}
