#nullable disable
namespace FellowOakDicom.Imaging;

/// <summary>What pixel values mean (PS3.3 section C.7.6.3.1.2).</summary>
public class PhotometricInterpretation
{
    public static readonly PhotometricInterpretation Monochrome1 = new("MONOCHROME1", "Monochrome 1", false);
    public static readonly PhotometricInterpretation Monochrome2 = new("MONOCHROME2", "Monochrome 2", false);
    public static readonly PhotometricInterpretation PaletteColor =
        new("PALETTE COLOR", "Palette Color", true) { IsPalette = true };
    public static readonly PhotometricInterpretation Rgb = new("RGB", "RGB", true);
    public static readonly PhotometricInterpretation YbrFull = new("YBR_FULL", "YBR Full", true) { IsYBR = true };
    public static readonly PhotometricInterpretation YbrFull422 =
        new("YBR_FULL_422", "YBR Full 4:2:2", true) { IsYBR = true };
    public static readonly PhotometricInterpretation YbrPartial422 =
        new("YBR_PARTIAL_422", "YBR Partial 4:2:2", true) { IsYBR = true };
    public static readonly PhotometricInterpretation YbrPartial420 =
        new("YBR_PARTIAL_420", "YBR Partial 4:2:0", true) { IsYBR = true };
    public static readonly PhotometricInterpretation YbrIct =
        new("YBR_ICT", "YBR Irreversible Color Transformation (JPEG 2000)", true) { IsYBR = true };
    public static readonly PhotometricInterpretation YbrRct =
        new("YBR_RCT", "YBR Reversible Color Transformation (JPEG 2000)", true) { IsYBR = true };

    private static readonly PhotometricInterpretation[] Known =
    [
        Monochrome1, Monochrome2, PaletteColor, Rgb, YbrFull, YbrFull422, YbrPartial422, YbrPartial420, YbrIct, YbrRct,
    ];

    private PhotometricInterpretation(string value, string description, bool isColor)
    {
        Value = value;
        Description = description;
        IsColor = isColor;
    }

    /// <summary>As in (0028,0004).</summary>
    public string Value { get; }

    public string Description { get; }

    public bool IsColor { get; }

    public bool IsPalette { get; private init; }

    public bool IsYBR { get; private init; }

    public static bool operator ==(PhotometricInterpretation a, PhotometricInterpretation b) =>
        a is null ? b is null : a.Equals(b);

    public static bool operator !=(PhotometricInterpretation a, PhotometricInterpretation b) => !(a == b);

    /// <exception cref="DicomImagingException">There is no such photometric interpretation.</exception>
    public static PhotometricInterpretation Parse(string photometricInterpretation)
    {
        var value = photometricInterpretation.Trim(' ', '\0');
        return value == "MONOCHROME" ? Monochrome2
            : Array.Find(Known, known => known.Value == value)
            ?? throw new DicomImagingException($"Unknown Photometric Interpretation [{photometricInterpretation}]");
    }

    public override bool Equals(object obj) => obj is PhotometricInterpretation other && other.Value == Value;

    public override int GetHashCode() => Value.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Description;
}
