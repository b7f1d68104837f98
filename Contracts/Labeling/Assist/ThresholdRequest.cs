using System.ComponentModel.DataAnnotations;

namespace Voxmark.Contracts.Labeling;

/// <summary>Select a range of values on one or more slices, and clean it up.</summary>
/// <param name="Min">Inclusive, in the images' values; null for no lower end.</param>
/// <param name="OpenMm">Radius of the opening that removes thin bridges, mm.</param>
/// <param name="MinIslandMm2">Parts (edge to edge) of less are left out; 0 for none.</param>
/// <param name="MaxHoleMm2">Holes of at most this size are filled; 0 for none.</param>
public sealed record ThresholdRequest(
    string SeriesInstanceUid, int FirstSlice, int LastSlice, double? Min, double? Max,
    [property: Range(0.0, 10)] double OpenMm = 0,
    [property: Range(0.0, 1_000_000)] double MinIslandMm2 = 0,
    [property: Range(0.0, 1_000_000)] double MaxHoleMm2 = 0,
    double[]? Lasso = null, string? VolumeId = null) : IAssistRequest;
