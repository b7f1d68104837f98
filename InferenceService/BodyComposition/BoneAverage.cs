using OpenCvSharp;
using Voxmark.Imaging.Volumes;

namespace Voxmark.InferenceService.BodyComposition;

/// <summary>The mean of the bone of some slices that follow one another, as a window moves along a series. For one thread.</summary>
internal sealed class BoneAverage : IDisposable
{
    private readonly Queue<Entry> _window = new();
    private Mat? _sum;

    private sealed record Entry(int Slice, Mat Bone, Mat Body, Rect Box);

    public void Add(SeriesVolume volume, int slice, WorkGrid grid)
    {
        using var pixels = WorkSlice.Of(volume, slice, grid);
        var body = BodyMask.Of(pixels.Hu, out var box);
        var bone = VertebraFinder.Bone(pixels.Hu);
        _sum ??= new Mat(bone.Size(), MatType.CV_32FC1, Scalar.All(0));
        Cv2.Add(_sum, bone, _sum);
        _window.Enqueue(new(slice, bone, body, box));
    }

    /// <summary>Drops slices from the window's end until one stays.</summary>
    public void DropUntil(Func<int, bool> stays)
    {
        while (_window.TryPeek(out var first) && !stays(first.Slice))
        {
            Cv2.Subtract(_sum!, first.Bone, _sum!);
            Drop(_window.Dequeue());
        }
    }

    /// <param name="slice">In the window.</param>
    public Vertebra? FindAt(int slice)
    {
        var entry = _window.First(each => each.Slice == slice);
        using var mean = new Mat();
        _sum!.ConvertTo(mean, MatType.CV_32FC1, 1.0 / _window.Count);
        return VertebraFinder.InAverage(mean, entry.Body, entry.Box);
    }

    public void Dispose()
    {
        foreach (var entry in _window)
            Drop(entry);
        _sum?.Dispose();
    }

    private static void Drop(Entry entry)
    {
        entry.Bone.Dispose();
        entry.Body.Dispose();
    }
}
