using System.Runtime.InteropServices;
using FellowOakDicom;
using FellowOakDicom.Imaging;
using FellowOakDicom.Imaging.Codec;
using Voxmark.IngestService.Dicom;

namespace Voxmark.IngestService.Volumes;

/// <summary>Decoded frames of one instance, one 16-bit word per pixel: the stored word, or the luminance of a colour.</summary>
internal sealed class FrameReader
{
    private readonly DicomDataset _dataset;
    private readonly DicomTranscoder? _decoder;
    private readonly ColourFrames? _colour;

    private FrameReader(DicomDataset dataset, DicomTranscoder? decoder, ColourFrames? colour, PixelLayout layout) =>
        (_dataset, _decoder, _colour, Layout) = (dataset, decoder, colour, layout);

    public PixelLayout Layout { get; }

    /// <summary>Opens the pixels of a file.</summary>
    /// <exception cref="UnreadablePixelsException">They cannot be shown; the message is for the user.</exception>
    public static FrameReader Open(DicomDataset dataset)
    {
        if (PixelLayout.Of(dataset) is not { } layout)
            throw new UnreadablePixelsException("The pixels are of a kind that cannot be shown (none of 8, 16 and 32 bits).");

        var syntax = dataset.InternalTransferSyntax;
        var decoder = syntax.IsEncapsulated ? new DicomTranscoder(syntax, DicomTransferSyntax.ExplicitVRLittleEndian) : null;
        var photometric = dataset.Text(DicomTag.PhotometricInterpretation);
        if (IsMonochrome(photometric))
            return new(dataset, decoder, null, layout);

        // Decoding may change what the samples are (luminance and chrominance become red, green and blue): one frame tells.
        return ColourFrames.Of(decoder is null ? dataset : DecodeColours(dataset, 0, decoder)) is { } colour
            ? new(dataset, decoder, colour, PixelLayout.Luminance)
            : throw new UnreadablePixelsException(
                $"Colours of the kind {photometric} with {dataset.Unsigned(DicomTag.BitsAllocated)} bits cannot be shown.");
    }

    public static bool IsMonochrome(string? photometricInterpretation) =>
        photometricInterpretation is null or "MONOCHROME1" or "MONOCHROME2";

    /// <param name="words">Receives rows × columns words, row-major.</param>
    /// <returns>What the words stand for: as they are stored, or, of 32 bits, what the frame's range leaves of them.</returns>
    /// <exception cref="UnreadablePixelsException">The frame cannot be decoded.</exception>
    public FrameWords Read(int frame, Span<ushort> words)
    {
        var bytes = Decode(frame);
        if (_colour is not null)
        {
            _colour.ToLuminance(bytes, words);
            return new(Layout, 0, 1);
        }

        var bytesPerPixel = Layout.BitsAllocated / 8;
        if (bytes.Length < words.Length * bytesPerPixel)
            throw new UnreadablePixelsException("The pixel data ends early.");
        if (bytesPerPixel == 4)
            return FrameWords.Fit(Layout, MemoryMarshal.Cast<byte, uint>(bytes)[..words.Length], words);
        if (bytesPerPixel == 2)
            MemoryMarshal.Cast<byte, ushort>(bytes)[..words.Length].CopyTo(words);
        else
            for (var i = 0; i < words.Length; i++)
                words[i] = bytes[i];
        return new(Layout, 0, 1);
    }

    /// <summary>Whether frames have colours; <see cref="Read"/> gives their luminance, <see cref="ReadRgb"/> themselves.</summary>
    public bool IsColour => _colour is not null;

    /// <param name="rgb">Receives red, green and blue of each of rows × columns pixels.</param>
    /// <exception cref="UnreadablePixelsException">The frame cannot be decoded, or has no colours.</exception>
    public void ReadRgb(int frame, Span<byte> rgb) =>
        (_colour ?? throw new UnreadablePixelsException("The pixels have no colours.")).ToRgb(Decode(frame), rgb);

    private byte[] Decode(int frame)
    {
        try
        {
            return (_decoder is null ? DicomPixelData.Create(_dataset).GetFrame(frame)
                : _colour is null ? _decoder.DecodeFrame(_dataset, frame)
                : DicomPixelData.Create(DecodeColours(_dataset, frame, _decoder)).GetFrame(0)).Data;
        }
        catch (Exception e) when (FileFaults.IsOfThePixels(e))
        {
            throw Unreadable(_dataset, e);
        }
    }

    /// <summary>The image with this frame only, decoded, and with the attributes that its samples have then.</summary>
    private static DicomDataset DecodeColours(DicomDataset dataset, int frame, DicomTranscoder decoder)
    {
        try
        {
            var single = new DicomDataset(dataset.InternalTransferSyntax).NotValidated();
            foreach (var item in dataset.Where(item => item.Tag != DicomTag.PixelData))
                single.AddOrUpdate(item);
            DicomPixelData.Create(single, newPixelData: true).AddFrame(DicomPixelData.Create(dataset).GetFrame(frame));
            return decoder.Transcode(single);
        }
        catch (Exception e) when (FileFaults.IsOfThePixels(e))
        {
            throw Unreadable(dataset, e);
        }
    }

    private static UnreadablePixelsException Unreadable(DicomDataset dataset, Exception e) =>
        new($"The pixels cannot be decoded ({dataset.InternalTransferSyntax.UID.Name}).", e);
}

/// <summary>What the words of a frame stand for: stored value = value in <paramref name="Layout"/> · Step + Offset.</summary>
internal readonly record struct FrameWords(PixelLayout Layout, long Offset, long Step)
{
    private static readonly PixelLayout Sixteen = new(16, 16, 15, IsSigned: false);

    /// <summary>
    /// 32-bit values as 16-bit words, exactly where the frame spans no more than that; else in the finest steps that fit.
    /// </summary>
    public static FrameWords Fit(PixelLayout layout, ReadOnlySpan<uint> stored, Span<ushort> words)
    {
        var (least, most) = (long.MaxValue, long.MinValue);
        foreach (var word in stored)
        {
            var value = layout.StoredValue(word);
            (least, most) = (Math.Min(least, value), Math.Max(most, value));
        }

        var step = Math.Max(1, (most - least + ushort.MaxValue - 1) / ushort.MaxValue);
        for (var i = 0; i < words.Length; i++)
            words[i] = (ushort)((layout.StoredValue(stored[i]) - least) / step);
        return new(Sixteen, least, step);
    }

    public long StoredValue(ushort word) => Layout.StoredValue(word) * Step + Offset;

    /// <summary>The transform of stored values as one of the words.</summary>
    public ModalityTransform Of(ModalityTransform transform) => (Offset, Step) == (0, 1)
        ? transform
        : transform with { Slope = transform.Slope * Step, Intercept = transform.Intercept + transform.Slope * Offset };
}

/// <summary>Pixels that cannot be shown. The message is for the user and names no patient.</summary>
internal sealed class UnreadablePixelsException : Exception
{
    public UnreadablePixelsException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
