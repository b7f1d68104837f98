namespace FellowOakDicom.Imaging.Codec;

/// <summary>What has been learnt of errors in one context (ITU-T T.87 A.2.1 and A.6).</summary>
internal struct JpegLsContext
{
    /// <summary>A: sum of the errors' sizes.</summary>
    public int Magnitude;

    /// <summary>B: sum of the errors.</summary>
    public int Bias;

    /// <summary>C: what the prediction has to be corrected by.</summary>
    public int Correction;

    /// <summary>N: number of errors.</summary>
    public int Count;

    /// <summary>Nn: number of errors below zero, for the contexts that end runs.</summary>
    public int Negatives;

    private const int MostCorrection = 127;
    private const int LargestParameter = 24;

    public static JpegLsContext[] Array(int length, int range)
    {
        var contexts = new JpegLsContext[length];
        contexts.AsSpan().Fill(new JpegLsContext { Magnitude = Math.Max(2, (range + 32) / 64), Count = 1 });
        return contexts;
    }

    /// <summary>k: bits that an error of that mean size needs.</summary>
    public readonly int GolombParameter(int magnitude)
    {
        var k = 0;
        while (k < LargestParameter && Count << k < magnitude)
        {
            k++;
        }

        return k;
    }

    public void Update(int error, int step, int reset)
    {
        Magnitude += Math.Abs(error);
        Bias += error * step;
        if (Count == reset)
        {
            Magnitude >>= 1;
            Bias >>= 1;
            Count >>= 1;
        }

        Count++;
        if (Bias <= -Count)
        {
            Bias = Math.Max(Bias + Count, 1 - Count);
            Correction = Math.Max(-MostCorrection - 1, Correction - 1);
        }
        else if (Bias > 0)
        {
            Bias = Math.Min(Bias - Count, 0);
            Correction = Math.Min(MostCorrection, Correction + 1);
        }
    }

    /// <param name="magnitude">What the error adds to the sum of sizes.</param>
    public void UpdateRun(int error, int magnitude, int reset)
    {
        Negatives += error < 0 ? 1 : 0;
        Magnitude += magnitude;
        if (Count == reset)
        {
            Magnitude >>= 1;
            Count >>= 1;
            Negatives >>= 1;
        }

        Count++;
    }
}
