using System.ComponentModel.DataAnnotations;

namespace Voxmark.Contracts.Labeling;

/// <summary>Grow a region from a pixel over its neighbours (edge to edge, and from slice to slice).</summary>
/// <param name="FirstSlice">Slices it may grow over, both ends included; equal to <paramref name="Slice"/> for one slice.</param>
/// <param name="ToleranceHu">How far values may lie from the mean around the pixel; null for the gate alone.</param>
/// <param name="OpenMm">Radius of the opening that keeps it from leaking through thin bridges, mm.</param>
public sealed record RegionGrowingRequest(
    string SeriesInstanceUid, int Slice, int Column, int Row, int FirstSlice, int LastSlice,
    [property: Range(0.0, 10_000)] double? ToleranceHu = 40,
    [property: Range(0.0, 10)] double OpenMm = 0,
    int? MinHu = null, int? MaxHu = null, double[]? Lasso = null, string? VolumeId = null) : IAssistRequest;
