namespace OpenCvSharp.Internal;

/// <summary>Addresses of several matrices, none of which can be freed before this is disposed.</summary>
internal readonly struct MatList : IDisposable
{
    private readonly Mat[] _mats;

    public MatList(Mat[] mats, string parameter)
    {
        ArgumentNullException.ThrowIfNull(mats, parameter);
        _mats = (Mat[])mats.Clone();
        Pointers = new IntPtr[mats.Length];
        for (var i = 0; i < Pointers.Length; i++)
        {
            ArgumentNullException.ThrowIfNull(_mats[i], parameter);
            _mats[i].ThrowIfDisposed();
        }
        var held = false;
        for (var i = 0; i < Pointers.Length; i++)
        {
            _mats[i].Handle.DangerousAddRef(ref held);
            Pointers[i] = _mats[i].Handle.DangerousGetHandle();
        }
    }

    public IntPtr[] Pointers { get; }

    public void Dispose()
    {
        foreach (var mat in _mats)
            mat.Handle.DangerousRelease();
    }
}
