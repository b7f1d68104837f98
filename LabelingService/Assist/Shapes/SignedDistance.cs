using OpenCvSharp;

namespace Voxmark.LabelingService.Assist.Shapes;

/// <summary>A shape on a slice as the distance of each pixel from its outline, in pixels: negative inside. The outline runs
/// along pixel edges, half a pixel from the centres on either side.</summary>
internal sealed class SignedDistance
{
    private readonly float[] _distance;
    private readonly int _rows;
    private readonly int _columns;
    private readonly double _centreX;
    private readonly double _centreY;
    private readonly Rect _bounds;

    private SignedDistance(float[] distance, int rows, int columns, double centreX, double centreY, Rect bounds) =>
        (_distance, _rows, _columns, _centreX, _centreY, _bounds) = (distance, rows, columns, centreX, centreY, bounds);

    /// <param name="shape">CV_8UC1, 255 where the shape is: at least one pixel.</param>
    public static SignedDistance Of(Mat shape)
    {
        var (rows, columns) = (shape.Rows, shape.Cols);
        var labels = Regions.ToLabels(shape);
        using var around = new Mat();
        Cv2.BitwiseNot(shape, around);
        var (inside, outside) = (Distances(shape), Distances(around));
        double sumX = 0, sumY = 0, count = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            if (labels[i] != 0)
                (sumX, sumY, count) = (sumX + i % columns, sumY + i / columns, count + 1);
            outside[i] = labels[i] != 0 ? 0.5f - inside[i] : outside[i] - 0.5f;
        }

        return new(outside, rows, columns, sumX / count, sumY / count, Regions.BoundsOf(labels, columns));
    }

    /// <summary>The shape on the way from this one (0) to another (1). Where both lie outside so does what is between them:
    /// only the boxes of the two, moved, are looked at.</summary>
    /// <returns>[Rows, Columns], 1 inside.</returns>
    public byte[] Blend(SignedDistance other, double way)
    {
        var (towardsX, towardsY) = (other._centreX - _centreX, other._centreY - _centreY);
        var labels = new byte[_distance.Length];
        var (a, b) = (Moved(way * towardsX, way * towardsY), other.Moved((way - 1) * towardsX, (way - 1) * towardsY));
        var right = Math.Min(_columns - 1, Math.Max(a.Right, b.Right));
        var bottom = Math.Min(_rows - 1, Math.Max(a.Bottom, b.Bottom));
        for (var row = Math.Max(0, Math.Min(a.Top, b.Top)); row <= bottom; row++)
        {
            for (var column = Math.Max(0, Math.Min(a.Left, b.Left)); column <= right; column++)
            {
                var distance = (1 - way) * At(column - way * towardsX, row - way * towardsY)
                    + way * other.At(column + (1 - way) * towardsX, row + (1 - way) * towardsY);
                labels[row * _columns + column] = distance < 0 ? (byte)1 : (byte)0;
            }
        }

        return labels;
    }

    /// <summary>The first and last columns and rows of the shape when it is moved, with a pixel for the values between. A
    /// shape that reaches the image's border goes on beyond it.</summary>
    private (int Left, int Right, int Top, int Bottom) Moved(double x, double y) =>
        (_bounds.Left == 0 ? 0 : (int)Math.Floor(_bounds.Left + x) - 1,
            _bounds.Right == _columns ? _columns : (int)Math.Ceiling(_bounds.Right + x) + 1,
            _bounds.Top == 0 ? 0 : (int)Math.Floor(_bounds.Top + y) - 1,
            _bounds.Bottom == _rows ? _rows : (int)Math.Ceiling(_bounds.Bottom + y) + 1);

    /// <summary>Between four pixels; beyond the image as at its border.</summary>
    private double At(double x, double y)
    {
        x = Math.Clamp(x, 0, _columns - 1);
        y = Math.Clamp(y, 0, _rows - 1);
        var (left, top) = ((int)x, (int)y);
        var (right, bottom) = (Math.Min(left + 1, _columns - 1), Math.Min(top + 1, _rows - 1));
        var (partX, partY) = (x - left, y - top);
        var above = _distance[top * _columns + left] * (1 - partX) + _distance[top * _columns + right] * partX;
        var below = _distance[bottom * _columns + left] * (1 - partX) + _distance[bottom * _columns + right] * partX;
        return above * (1 - partY) + below * partY;
    }

    private static float[] Distances(Mat shape)
    {
        using var distance = new Mat();
        Cv2.DistanceTransform(shape, distance, DistanceTypes.L2, DistanceTransformMasks.Precise);
        distance.GetArray(out float[] distances);
        return distances;
    }
}
