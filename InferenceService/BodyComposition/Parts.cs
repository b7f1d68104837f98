using OpenCvSharp;

namespace Voxmark.InferenceService.BodyComposition;

/// <summary>The connected parts of a mask; part 0 is what is not in it.</summary>
internal sealed class Parts : IDisposable
{
    private readonly Mat _stats, _middles;

    private Parts(int count, Mat numbers, Mat stats, Mat middles) => (Count, Numbers, _stats, _middles) = (count, numbers, stats, middles);

    /// <summary>With part 0.</summary>
    public int Count { get; }

    /// <summary>CV_32SC1: the part of each pixel.</summary>
    public Mat Numbers { get; }

    /// <param name="mask">CV_8UC1.</param>
    public static Parts Of(Mat mask, PixelConnectivity connectivity)
    {
        var (numbers, stats, middles) = (new Mat(), new Mat(), new Mat());
        return new(Cv2.ConnectedComponentsWithStats(mask, numbers, stats, middles, connectivity), numbers, stats, middles);
    }

    public int AreaOf(int part) => _stats.Row<int>(part)[(int)ConnectedComponentsTypes.Area];

    public Rect BoxOf(int part)
    {
        var stats = _stats.Row<int>(part);
        return new(
            stats[(int)ConnectedComponentsTypes.Left], stats[(int)ConnectedComponentsTypes.Top],
            stats[(int)ConnectedComponentsTypes.Width], stats[(int)ConnectedComponentsTypes.Height]);
    }

    public (double X, double Y) MiddleOf(int part)
    {
        var middle = _middles.Row<double>(part);
        return (middle[0], middle[1]);
    }

    /// <summary>How many pixels of another mask of the same size each part has.</summary>
    public int[] SharedWith(Mat mask)
    {
        var shared = new int[Count];
        var numbers = Numbers.All<int>();
        var pixels = mask.All<byte>();
        for (var n = 0; n < pixels.Length; n++)
        {
            if (pixels[n] != 0)
                shared[numbers[n]]++;
        }

        return shared;
    }

    /// <summary>Writes the parts that stay into a mask of the same size.</summary>
    /// <param name="stays">For each part; that of part 0 is left aside.</param>
    public void Write(ReadOnlySpan<bool> stays, Mat mask)
    {
        var numbers = Numbers.All<int>();
        var pixels = mask.All<byte>();
        for (var n = 0; n < pixels.Length; n++)
            pixels[n] = numbers[n] != 0 && stays[numbers[n]] ? byte.MaxValue : (byte)0;
    }

    public void Dispose()
    {
        Numbers.Dispose();
        _stats.Dispose();
        _middles.Dispose();
    }
}
