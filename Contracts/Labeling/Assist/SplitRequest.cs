using System.ComponentModel.DataAnnotations;

namespace Voxmark.Contracts.Labeling;

/// <summary>Split parts that touch at a neck, and propose the part under a pixel.</summary>
/// <param name="Mask">The parts together; whatever is not 0.</param>
/// <param name="DepthMm">How much narrower (in half widths) a neck must be than the thinner part, mm.</param>
public sealed record SplitRequest(
    string SeriesInstanceUid, int Slice, byte[] Mask, int Column, int Row,
    [property: Range(0.0, 20)] double DepthMm = 1.5,
    string? VolumeId = null) : IAssistRequest;
