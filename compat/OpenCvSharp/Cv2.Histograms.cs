using OpenCvSharp.Internal;

namespace OpenCvSharp;

public static partial class Cv2
{
    /// <summary>Counts pixels by their values in some channels.</summary>
    /// <param name="images">Of one size and depth: 8 or 16 bits unsigned, or float.</param>
    /// <param name="channels">One a dimension, numbered through all images.</param>
    /// <param name="mask">Counts only where this is not 0.</param>
    /// <param name="hist">Counts as float: [bins, 1] for one dimension, [bins, bins] for two.</param>
    /// <param name="histSize">Bins, one number a dimension.</param>
    /// <param name="ranges">Values counted, one range a dimension; others are left out.</param>
    public static unsafe void CalcHist(Mat[] images, int[] channels, InputArray? mask, OutputArray hist, int dims,
        int[] histSize, Rangef[] ranges, bool uniform = true, bool accumulate = false)
    {
        ArgumentNullException.ThrowIfNull(channels);
        ArgumentNullException.ThrowIfNull(histSize);
        ArgumentNullException.ThrowIfNull(ranges);
        if (dims <= 0 || channels.Length < dims || histSize.Length < dims || ranges.Length < dims)
            throw new ArgumentException("Each dimension needs a channel, a number of bins and a range.", nameof(dims));
        using var list = new MatList(images, nameof(images));
        fixed (IntPtr* pointers = list.Pointers)
        fixed (int* channel = channels, size = histSize)
        fixed (Rangef* range = ranges)
        {
            NativeMethods.HandleException(NativeMethods.cvs_calc_hist(pointers, list.Pointers.Length, channel,
                Mat.HandleOf(mask), Handle(hist), dims, size, range, uniform ? 1 : 0, accumulate ? 1 : 0));
        }
    }

    /// <summary>Writes for each pixel what the histogram says of its value, rounded and saturated to
    /// <paramref name="images"/>'s depth: scale the histogram to 0..255 first.</summary>
    /// <inheritdoc cref="CalcHist" path="/param" />
    public static unsafe void CalcBackProject(Mat[] images, int[] channels, InputArray hist, OutputArray backProject,
        Rangef[] ranges, bool uniform = true)
    {
        ArgumentNullException.ThrowIfNull(channels);
        ArgumentNullException.ThrowIfNull(ranges);
        if (channels.Length < ranges.Length)
            throw new ArgumentException("Each range needs a channel.", nameof(channels));
        using var list = new MatList(images, nameof(images));
        fixed (IntPtr* pointers = list.Pointers)
        fixed (int* channel = channels)
        fixed (Rangef* range = ranges)
        {
            NativeMethods.HandleException(NativeMethods.cvs_calc_back_project(pointers, list.Pointers.Length, channel,
                ranges.Length, Handle(hist), Handle(backProject), range, uniform ? 1 : 0));
        }
    }
}
