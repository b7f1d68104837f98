namespace OpenCvSharp;

/// <summary>A contour's neighbours, as indices into the contours found with it; −1 where there is none.</summary>
public readonly record struct HierarchyIndex(int Next, int Previous, int Child, int Parent);
