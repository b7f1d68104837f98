using OpenCvSharp;
using Voxmark.Imaging.Geometry;

namespace Voxmark.InferenceService.BodyComposition;

/// <summary>How stored pixels are turned so that columns grow to the patient's left and rows to the back, whichever way the
/// patient lay: transposed first, then mirrored.</summary>
public readonly record struct SupineTurn(bool Transposes, bool FlipsX, bool FlipsY)
{
    /// <param name="grid">Of axial slices; null where the images do not say how they lie: then they are taken as supine.</param>
    public static SupineTurn Of(VoxelGrid? grid)
    {
        if (grid is null)
            return default;
        var (row, column) = (grid.RowDirection, grid.ColumnDirection);
        return Math.Abs(row.X) >= Math.Abs(row.Y)
            ? new(false, row.X < 0, column.Y < 0)
            : new(true, column.X < 0, row.Y < 0);
    }

    /// <summary>A new matrix, as the patient lies on the back.</summary>
    internal Mat ToSupine(Mat stored)
    {
        var turned = new Mat();
        if (Transposes)
            Cv2.Transpose(stored, turned);
        else
            stored.CopyTo(turned);
        Mirror(turned);
        return turned;
    }

    /// <summary>A new matrix, as the pixels are stored.</summary>
    internal Mat ToStored(Mat supine)
    {
        var turned = supine.Clone();
        Mirror(turned);
        if (Transposes)
            Cv2.Transpose(turned, turned);
        return turned;
    }

    private void Mirror(Mat mat)
    {
        if (FlipsX && FlipsY)
            Cv2.Flip(mat, mat, FlipMode.XY);
        else if (FlipsX)
            Cv2.Flip(mat, mat, FlipMode.Y);
        else if (FlipsY)
            Cv2.Flip(mat, mat, FlipMode.X);
    }
}
