namespace OpenCvSharp;

public enum DistanceTransformMasks
{
    Mask3 = 3,
    Mask5 = 5,
    Precise = 0,
}
