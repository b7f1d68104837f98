using System.ComponentModel.DataAnnotations;

namespace Voxmark.Contracts.Labeling;

/// <summary>GrabCut inside a rectangle, refined by strokes.</summary>
/// <param name="Keep">Strokes that surely belong to the object; without any, the rectangle's middle primes the model.</param>
/// <param name="MarginMm">How far around the rectangle the background is learnt, mm.</param>
/// <param name="Lasso">What lies outside this closed polygon is background; alternating column and row, in pixels.</param>
public sealed record GrabCutRequest(
    string SeriesInstanceUid, int Slice, PixelRectangle Rectangle,
    IReadOnlyList<Stroke>? Keep = null, IReadOnlyList<Stroke>? Remove = null,
    [property: Range(1, 10)] int Iterations = 2,
    [property: Range(1.0, 50)] double MarginMm = 5,
    int? MinHu = null, int? MaxHu = null, double[]? Lasso = null, string? VolumeId = null) : IAssistRequest;
