namespace FellowOakDicom.Imaging.Codec;

/// <summary>What a decoded frame must be, by the data set.</summary>
/// <param name="IsPlanar">Samples plane by plane rather than pixel by pixel.</param>
/// <param name="IsYbr">Samples are luminance and chrominance.</param>
/// <param name="IsSigned">Samples are two's complement.</param>
internal readonly record struct FrameLayout(
    int Rows, int Columns, int SamplesPerPixel, int BitsAllocated, bool IsPlanar, bool IsYbr,
    bool IsSigned)
{
    public long Pixels => (long)Rows * Columns;

    /// <summary>1 for single bits too, which are packed into bytes.</summary>
    public int BytesPerSample => (BitsAllocated + 7) / 8;

    /// <summary>Of one plane; as many as pixels, but for single bits.</summary>
    public long SamplesPerPlane => BitsAllocated == 1 ? (Pixels + 7) / 8 : Pixels;

    public long Bytes => SamplesPerPlane * SamplesPerPixel * BytesPerSample;

    /// <exception cref="DicomCodecException">No codec can make such a frame.</exception>
    public static FrameLayout Of(DicomPixelData source)
    {
        var layout = new FrameLayout(
            source.Height, source.Width, source.SamplesPerPixel, source.BitsAllocated,
            source.PlanarConfiguration == PlanarConfiguration.Planar, source.PhotometricInterpretation is { IsYBR: true },
            source.PixelRepresentation == PixelRepresentation.Signed);
        var isPossible = layout is { SamplesPerPixel: 1 or 3 or 4, BitsAllocated: 8 or 16 or 32 }
            or { SamplesPerPixel: 1, BitsAllocated: 1 };
        return isPossible && layout.Bytes > 0 && layout.Bytes <= Array.MaxLength
            ? layout
            : throw new DicomCodecException(
                $"Frames of {layout.Columns} x {layout.Rows} pixels of {layout.SamplesPerPixel} samples of "
                + $"{layout.BitsAllocated} bits cannot be decoded");
    }

    /// <summary>Position of a sample's first byte in the frame.</summary>
    public int Offset(int pixel, int sample) => IsPlanar
        ? ((sample * (int)Pixels) + pixel) * BytesPerSample
        : ((pixel * SamplesPerPixel) + sample) * BytesPerSample;

    /// <summary>Bytes from one pixel's sample to the next pixel's.</summary>
    public int PixelStride => IsPlanar ? BytesPerSample : SamplesPerPixel * BytesPerSample;
}
