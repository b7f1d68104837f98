namespace Voxmark.Contracts.Labeling;

/// <summary>How much of a label is a model's work that still stands.</summary>
/// <param name="Model">Without the job: one entry a model and version.</param>
/// <param name="PixelCount">Pixels over all slices that it set and that nobody has changed since.</param>
public sealed record ModelShare(ModelReference Model, long PixelCount);
