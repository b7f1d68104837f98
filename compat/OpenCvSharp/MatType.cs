using System.Globalization;

namespace OpenCvSharp;

/// <summary>What an element of a matrix is: the depth in the lowest three bits, the number of channels − 1 above.</summary>
public readonly record struct MatType(int Value)
{
    public const int CV_8U = 0;
    public const int CV_8S = 1;
    public const int CV_16U = 2;
    public const int CV_16S = 3;
    public const int CV_32S = 4;
    public const int CV_32F = 5;
    public const int CV_64F = 6;

    public static readonly MatType CV_8UC1 = CV_8UC(1);
    public static readonly MatType CV_8UC2 = CV_8UC(2);
    public static readonly MatType CV_8UC3 = CV_8UC(3);
    public static readonly MatType CV_8UC4 = CV_8UC(4);
    public static readonly MatType CV_8SC1 = MakeType(CV_8S, 1);
    public static readonly MatType CV_16UC1 = MakeType(CV_16U, 1);
    public static readonly MatType CV_16SC1 = MakeType(CV_16S, 1);
    public static readonly MatType CV_32SC1 = MakeType(CV_32S, 1);
    public static readonly MatType CV_32SC2 = MakeType(CV_32S, 2);
    public static readonly MatType CV_32FC1 = MakeType(CV_32F, 1);
    public static readonly MatType CV_32FC3 = MakeType(CV_32F, 3);
    public static readonly MatType CV_64FC1 = MakeType(CV_64F, 1);

    public int Depth => Value & 7;

    public int Channels => (Value >> 3) + 1;

    public static MatType CV_8UC(int ch) => MakeType(CV_8U, ch);

    public static MatType MakeType(int depth, int channels)
    {
        if (channels is <= 0 or >= 512)
            throw new OpenCvSharpException("Channels count should be 1..511");
        if (depth is < 0 or >= 8)
            throw new OpenCvSharpException("Data type depth should be 0..7");
        return new MatType((depth & 7) + ((channels - 1) << 3));
    }

    public static implicit operator int(MatType self) => self.Value;

    public static implicit operator MatType(int value) => new(value);

    public override string ToString()
    {
        string[] depths = ["8U", "8S", "16U", "16S", "32S", "32F", "64F", "16F"];
        return string.Create(CultureInfo.InvariantCulture, $"CV_{depths[Depth]}C{Channels}");
    }
}
