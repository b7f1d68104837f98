namespace OpenCvSharp;

/// <summary>What a pixel of a GrabCut mask says.</summary>
public enum GrabCutClasses
{
    /// <summary>Background for certain.</summary>
    BGD = 0,

    /// <summary>Foreground for certain.</summary>
    FGD = 1,

    /// <summary>Background as far as is known.</summary>
    PR_BGD = 2,

    /// <summary>Foreground as far as is known.</summary>
    PR_FGD = 3,
}
