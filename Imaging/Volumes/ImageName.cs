namespace Voxmark.Imaging.Volumes;

/// <summary>An image by its own name, which stays when the series around it changes.</summary>
/// <param name="Frame">0-based frame of the instance.</param>
public readonly record struct ImageName(string SopInstanceUid, int Frame);
