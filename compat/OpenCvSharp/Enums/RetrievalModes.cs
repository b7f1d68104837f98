namespace OpenCvSharp;

/// <remarks>The stand-in lacks FloodFill: it takes other images than the rest.</remarks>
public enum RetrievalModes
{
    External = 0,
    List = 1,
    CComp = 2,
    Tree = 3,
}
