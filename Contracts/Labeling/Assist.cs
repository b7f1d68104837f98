namespace Voxmark.Contracts.Labeling;

/// <summary>Pixels Left ≤ column &lt; Left + Width, Top ≤ row &lt; Top + Height.</summary>
public sealed record PixelRectangle(int Left, int Top, int Width, int Height);

/// <summary>A stroke along (column, row) points.</summary>
/// <param name="Points">Alternating column and row, in pixels.</param>
public sealed record Stroke(double[] Points, double RadiusPx);

/// <summary>Select what looks like the inside of a rectangle: histogram back projection in HU.</summary>
/// <param name="BinHu">Width of a histogram bin, HU, 1–200.</param>
/// <param name="Threshold">Share of the histogram's maximum above which a value counts as similar, 0–1.</param>
/// <param name="OpenMm">Radius of the opening that removes thin bridges, mm, 0–10.</param>
/// <param name="TouchingOnly">Keep only components that touch the rectangle.</param>
/// <param name="Limit">Nothing outside is selected; null for the whole slice.</param>
/// <param name="MinHu">HU gate, inclusive; null for none.</param>
public sealed record BackProjectionRequest(
    string SeriesInstanceUid, int Slice, PixelRectangle Rectangle,
    double BinHu = 20, double Threshold = 0.10, double OpenMm = 0, bool TouchingOnly = true,
    PixelRectangle? Limit = null, int? MinHu = null, int? MaxHu = null);

/// <summary>GrabCut inside a rectangle, refined by strokes.</summary>
/// <param name="Keep">Strokes that surely belong to the object; without any, the rectangle's middle primes the model.</param>
/// <param name="Iterations">1–10.</param>
/// <param name="MarginMm">How far around the rectangle the background is learnt, mm, 1–50.</param>
public sealed record GrabCutRequest(
    string SeriesInstanceUid, int Slice, PixelRectangle Rectangle,
    IReadOnlyList<Stroke>? Keep = null, IReadOnlyList<Stroke>? Remove = null,
    int Iterations = 2, double MarginMm = 5, int? MinHu = null, int? MaxHu = null);

/// <summary>A tool's answer: nothing is stored until a person accepts it.</summary>
/// <param name="Mask">The whole slice, 1 where proposed, encoded as docs/mask-encoding.md says.</param>
public sealed record Proposal(byte[] Mask, int PixelCount, double? AreaCm2, double ElapsedMs);
