using System.Buffers.Binary;
using FellowOakDicom;
using Voxmark.IngestService.Dicom;

namespace Voxmark.IngestService.Storage;

/// <summary>Whether the pixel data is all there and of a size that an image can have.</summary>
internal static class PixelDataCheck
{
    /// <summary>Pixels of one frame; the largest detectors have about 30 million.</summary>
    private const long MaxFramePixels = 1L << 27;

    private const string CutShort = "The file is cut short. Send it again.";

    /// <summary>Bytes of all frames decoded.</summary>
    private const long MaxDecodedBytes = 64L << 30;

    /// <summary>An image may unpack to this many times the size of its file. Lossy ones of the clinic stay below a hundredth
    /// of that; what does not is made to fill disks.</summary>
    private const long MaxRatio = 1000;

    /// <summary>Blank images shrink to nothing: up to this size the ratio does not matter, bytes.</summary>
    private const long RatioAllowanceBytes = 64L << 20;

    /// <returns>The reason why the file is refused; null when there is nothing wrong, no pixels at all included.</returns>
    public static string? Refusal(string path, DicomFile file)
    {
        var dataset = file.Dataset;
        if (dataset.Unsigned(DicomTag.Rows) is not { } rows || dataset.Unsigned(DicomTag.Columns) is not { } columns)
            return file.IsPartial ? CutShort : null;
        var frames = Math.Max(1, dataset.Integer(DicomTag.NumberOfFrames) ?? 1);
        var samples = dataset.Unsigned(DicomTag.SamplesPerPixel) ?? 1;
        var bits = dataset.Unsigned(DicomTag.BitsAllocated) ?? 16;
        var rowBits = (long)columns * samples * bits;
        if (dataset.Text(DicomTag.PhotometricInterpretation) == "YBR_FULL_422" && !dataset.InternalTransferSyntax.IsEncapsulated)
            rowBits = rowBits * 2 / 3;

        if ((long)rows * columns > MaxFramePixels || (decimal)rowBits * rows * frames / 8 > MaxDecodedBytes)
            return $"It claims {frames} × {columns} × {rows} pixels, more than an image can have.";
        var size = new FileInfo(path).Length;
        if (rowBits * rows / 8 * frames > Math.Max(RatioAllowanceBytes, MaxRatio * size))
            return $"It would unpack from {Math.Max(1, size >> 10)} KB to {rowBits * rows / 8 * frames >> 20} MB, more than an image does.";
        if (file.IsPartial is false && RefusalOfKind(dataset, frames) is { } refusal)
            return refusal;
        var expected = (rowBits * rows * frames + 7) / 8;
        if (dataset.InternalTransferSyntax.IsEncapsulated || expected == 0)
            return file.IsPartial ? CutShort : null;
        var present = PresentBytes(path, file, expected);
        if (present is null || present >= expected)
            return file.IsPartial ? CutShort : null;

        return frames > 1
            ? $"Pixel data ends after {present * 8 / (rowBits * rows)} of {frames} frames. Send it again."
            : $"Pixel data ends after {present * 8 / rowBits} of {rows} rows. Send it again.";
    }

    /// <summary>Whether the pixel data is of the kind that the transfer syntax says, and compressed frames are all there: each is
    /// a fragment or more, but for videos.</summary>
    private static string? RefusalOfKind(DicomDataset dataset, int frames)
    {
        var pixels = dataset.Contains(DicomTag.PixelData) ? dataset.GetDicomItem<DicomItem>(DicomTag.PixelData) : null;
        var syntax = dataset.InternalTransferSyntax;
        if (pixels is not null && !syntax.IsEncapsulated && pixels is not DicomElement)
            return "Its pixel data is compressed, but its header names an uncompressed transfer syntax.";
        var isVideo = syntax.UID.UID.StartsWith("1.2.840.10008.1.2.4.10", StringComparison.Ordinal);
        return pixels is DicomFragmentSequence fragments && !isVideo && fragments.Fragments.Count < frames
            ? $"Pixel data ends after {fragments.Fragments.Count} of {frames} frames. Send it again."
            : null;
    }

    /// <summary>Bytes of pixel data that the file holds; null when it has none.</summary>
    private static long? PresentBytes(string path, DicomFile file, long expected)
    {
        if (file.Dataset.Contains(DicomTag.PixelData))
            return (file.Dataset.GetDicomItem<DicomItem>(DicomTag.PixelData) as DicomElement)?.Buffer.Size;
        return file.IsPartial ? BytesAfterPixelDataHeader(path, file.Dataset.InternalTransferSyntax, expected) : null;
    }

    /// <summary>
    /// A data set that ends early has no pixel data element, though most of it may be there. So looks for the element's
    /// own header: tag, VR and the length that the image must have.
    /// </summary>
    private static long? BytesAfterPixelDataHeader(string path, DicomTransferSyntax syntax, long expected)
    {
        const int longestHeader = 12;
        using var file = File.OpenHandle(path);
        var buffer = new byte[64 * 1024];
        for (long start = 0; ; start += buffer.Length - longestHeader)
        {
            var read = RandomAccess.Read(file, buffer, start);
            for (var at = 0; at + longestHeader <= read; at++)
                if (HeaderLength(buffer.AsSpan(at), syntax, expected) is { } header)
                    return RandomAccess.GetLength(file) - (start + at + header);
            if (read < buffer.Length)
                return null;
        }
    }

    private static int? HeaderLength(ReadOnlySpan<byte> bytes, DicomTransferSyntax syntax, long expected)
    {
        var isBig = syntax.Endian == FellowOakDicom.IO.Endian.Big;
        if (!bytes.StartsWith(isBig ? [0x7f, 0xe0, 0x00, 0x10] : (ReadOnlySpan<byte>)[0xe0, 0x7f, 0x10, 0x00]))
            return null;
        var header = syntax.IsExplicitVR ? 12 : 8;
        var length = bytes.Slice(header - 4, 4);
        var declared = isBig ? BinaryPrimitives.ReadUInt32BigEndian(length) : BinaryPrimitives.ReadUInt32LittleEndian(length);
        return declared == expected || declared == expected + 1 ? header : null;
    }
}
