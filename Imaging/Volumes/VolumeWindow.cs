using System.Text.Json.Serialization;

namespace Voxmark.Imaging.Volumes;

/// <summary>A window the images ask for, in modality values.</summary>
/// <param name="Shape">The VOI LUT function (PS3.3 C.11.2.1.2 and C.11.2.1.3); linear where it is absent.</param>
/// <param name="Greys">A VOI LUT in place of a function: 0–255, spread evenly over the window.</param>
public sealed record VolumeWindow(
    string Name, double Center, double Width, string? Shape = VolumeWindow.Linear,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] byte[]? Greys = null) // else written as ""
{
    public const string Linear = "linear", LinearExact = "linearExact", Sigmoid = "sigmoid";

    /// <summary>Black at the least of these values and white at the most.</summary>
    public static VolumeWindow Over(double least, double most) =>
        new("", (least + most) / 2, most > least ? most - least : double.Max(Math.Abs(most), 1) * 1e-9, LinearExact);

    /// <returns>0 for black to 1 for white, before any inversion.</returns>
    public double Brightness(double value)
    {
        var low = Center - Width / 2;
        if (Greys is { Length: > 0 } greys)
            return greys[(int)Math.Clamp(Math.Floor((value - low) / Width * greys.Length), 0, greys.Length - 1)] / 255.0;

        return Shape switch
        {
            Sigmoid => 1 / (1 + Math.Exp(-4 * (value - Center) / Width)),
            LinearExact => Math.Clamp((value - low) / Width, 0, 1),
            // The linear function is one of whole numbers: narrower than that, it is the exact one that is meant.
            _ when Width < 1 => Math.Clamp((value - low) / Width, 0, 1),
            _ => Math.Clamp((value - (Center - 0.5)) / Math.Max(Width - 1, 1e-9) + 0.5, 0, 1),
        };
    }
}
