using System.ComponentModel.DataAnnotations;

namespace Voxmark.Contracts.Labeling;

/// <summary>Select what looks like the inside of a rectangle: histogram back projection in HU.</summary>
/// <param name="BinHu">Width of a histogram bin, HU.</param>
/// <param name="Threshold">Share of the histogram's maximum above which a value counts as similar.</param>
/// <param name="OpenMm">Radius of the opening that removes thin bridges, mm.</param>
/// <param name="TouchingOnly">Keep only components that touch the rectangle.</param>
/// <param name="Limit">Nothing outside is selected; null for the whole slice.</param>
/// <param name="MinHu">HU gate, inclusive; null for none.</param>
/// <param name="Lasso">Nothing outside this closed polygon is selected; alternating column and row, in pixels.</param>
/// <param name="SmoothMm">Sigma of a Gaussian before all else, mm.</param>
public sealed record BackProjectionRequest(
    string SeriesInstanceUid, int Slice, PixelRectangle Rectangle,
    [property: Range(1.0, 200)] double BinHu = 20,
    [property: Range(0.0, 1)] double Threshold = 0.10,
    [property: Range(0.0, 10)] double OpenMm = 0,
    bool TouchingOnly = true,
    PixelRectangle? Limit = null, int? MinHu = null, int? MaxHu = null, double[]? Lasso = null,
    [property: Range(0.0, 5)] double SmoothMm = 0,
    string? VolumeId = null) : IAssistRequest;
