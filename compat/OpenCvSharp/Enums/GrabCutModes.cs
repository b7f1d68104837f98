namespace OpenCvSharp;

[Flags]
public enum GrabCutModes
{
    InitWithRect = 0,
    InitWithMask = 1,
    Eval = 2,
}
