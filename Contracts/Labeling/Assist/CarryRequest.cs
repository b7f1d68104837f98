using System.ComponentModel.DataAnnotations;

namespace Voxmark.Contracts.Labeling;

/// <summary>Carry an object to another slice: GrabCut in a band around its outline.</summary>
/// <param name="FromSlice">The slice that <paramref name="Mask"/> belongs to.</param>
/// <param name="Mask">The object; whatever is not 0.</param>
/// <param name="ToSlice">Usually the next one.</param>
/// <param name="BandMm">How far the outline may move, mm.</param>
public sealed record CarryRequest(
    string SeriesInstanceUid, int FromSlice, byte[] Mask, int ToSlice,
    [property: Range(1.0, 20)] double BandMm = 4,
    [property: Range(1, 10)] int Iterations = 2,
    int? MinHu = null, int? MaxHu = null, string? VolumeId = null) : IAssistRequest;
