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
            throw new UnreadablePixelsException("The pixels are of a kind that cannot be shown (neither 8 nor 16 bits).");

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
    /// <exception cref="UnreadablePixelsException">The frame cannot be decoded.</exception>
    public void Read(int frame, Span<ushort> words)
    {
        var bytes = Decode(frame);
        if (_colour is not null)
        {
            _colour.ToLuminance(bytes, words);
            return;
        }

        var bytesPerPixel = Layout.BitsAllocated / 8;
        if (bytes.Length < words.Length * bytesPerPixel)
            throw new UnreadablePixelsException("The pixel data ends early.");
        if (bytesPerPixel == 2)
            MemoryMarshal.Cast<byte, ushort>(bytes)[..words.Length].CopyTo(words);
        else
            for (var i = 0; i < words.Length; i++)
                words[i] = bytes[i];
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

/// <summary>Pixels that cannot be shown. The message is for the user and names no patient.</summary>
internal sealed class UnreadablePixelsException : Exception
{
    public UnreadablePixelsException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
