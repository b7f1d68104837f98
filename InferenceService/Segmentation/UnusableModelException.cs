namespace Voxmark.InferenceService.Segmentation;

/// <summary>A model that is not what its bundle says: no repetition will cure it.</summary>
/// <param name="message">For the user: what is wrong with it.</param>
public sealed class UnusableModelException(string message) : Exception(message);
