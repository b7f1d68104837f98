using Voxmark.Imaging.Geometry;

namespace Voxmark.Imaging.Conforming;

/// <summary>
/// Orientations in three letters, as neuroimaging writes them: each names the side of the patient towards which an axis
/// grows (L or R, A or P, S or I). <c>LIA</c>: axis 0 to the left, axis 1 to the feet, axis 2 to the front.
/// </summary>
public static class AnatomicalAxes
{
    /// <returns>Unit vectors (LPS) of axes 0, 1, 2; null unless each of the patient's three axes is named once.</returns>
    public static IReadOnlyList<Vector3d>? Of(string letters)
    {
        var axes = letters.Select(DirectionOf).OfType<Vector3d>().ToList();
        return letters.Length == 3 && axes.Count == 3 && Math.Abs(axes[0].Cross(axes[1]).Dot(axes[2])) == 1 ? axes : null;
    }

    private static Vector3d? DirectionOf(char letter) => letter switch
    {
        'L' => new(1, 0, 0),
        'R' => new(-1, 0, 0),
        'P' => new(0, 1, 0),
        'A' => new(0, -1, 0),
        'S' => new(0, 0, 1),
        'I' => new(0, 0, -1),
        _ => null,
    };
}
