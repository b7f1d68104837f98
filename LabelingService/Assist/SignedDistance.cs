using OpenCvSharp;
using Voxmark.Imaging.Volumes;

namespace Voxmark.LabelingService.Assist;

/// <summary>A shape on a slice as the distance of each pixel from its outline, in pixels: negative inside. The outline runs
/// along pixel edges, half a pixel from the centres on either side.</summary>
internal sealed class SignedDistance
{
    private readonly float[] _distance;
    private readonly int _rows;
    private readonly int _columns;
    private readonly double _centreX;
    private readonly double _centreY;

    private SignedDistance(float[] distance, int rows, int columns, double centreX, double centreY) =>
        (_distance, _rows, _columns, _centreX, _centreY) = (distance, rows, columns, centreX, centreY);

    /// <param name="labels">[Rows, Columns]; whatever is not 0 is the shape, at least one pixel.</param>
    public static SignedDistance Of(byte[] labels, VolumeHeader series)
    {
        using var shape = Regions.Of(labels, series.Rows, series.Columns);
        using var around = new Mat();
        Cv2.BitwiseNot(shape, around);
        var (inside, outside) = (Distances(shape), Distances(around));
        double sumX = 0, sumY = 0, count = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            if (labels[i] != 0)
                (sumX, sumY, count) = (sumX + i % series.Columns, sumY + i / series.Columns, count + 1);
            outside[i] = labels[i] != 0 ? 0.5f - inside[i] : outside[i] - 0.5f;
        }

        return new(outside, series.Rows, series.Columns, sumX / count, sumY / count);
    }

    /// <summary>The shape on the way from this one (0) to another (1).</summary>
    /// <returns>[Rows, Columns], 1 inside.</returns>
    public byte[] Blend(SignedDistance other, double way)
    {
        var (towardsX, towardsY) = (other._centreX - _centreX, other._centreY - _centreY);
        var labels = new byte[_distance.Length];
        for (var row = 0; row < _rows; row++)
        {
            for (var column = 0; column < _columns; column++)
            {
                var distance = (1 - way) * At(column - way * towardsX, row - way * towardsY)
                    + way * other.At(column + (1 - way) * towardsX, row + (1 - way) * towardsY);
                labels[row * _columns + column] = distance < 0 ? (byte)1 : (byte)0;
            }
        }

        return labels;
    }

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
