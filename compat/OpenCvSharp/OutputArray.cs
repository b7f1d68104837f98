namespace OpenCvSharp;

/// <summary>
/// A matrix that an operation writes. One of the result's size and type is written in place; any other gets new memory,
/// so that a matrix made to view an array no longer does.
/// </summary>
public class OutputArray
{
    internal OutputArray(Mat mat) => Mat = mat;

    internal Mat Mat { get; }

    public static implicit operator OutputArray(Mat mat)
    {
        ArgumentNullException.ThrowIfNull(mat);
        mat.ThrowIfDisposed();
        return new OutputArray(mat);
    }
}
