using System.Runtime.InteropServices;

namespace OpenCvSharp.Internal;

/// <summary>
/// Keeps a managed array in its place while matrices view it: OpenCV counts no references to memory that is not its
/// own, so the view, and every part made of it, hold one here. Thread-safe.
/// </summary>
internal sealed class PinnedArray(Array array)
{
    private GCHandle _pin = GCHandle.Alloc(array, GCHandleType.Pinned);
    private int _holders = 1;

    public IntPtr Address => _pin.AddrOfPinnedObject();

    public PinnedArray Hold()
    {
        Interlocked.Increment(ref _holders);
        return this;
    }

    public void Release()
    {
        if (Interlocked.Decrement(ref _holders) == 0)
            _pin.Free();
    }
}
