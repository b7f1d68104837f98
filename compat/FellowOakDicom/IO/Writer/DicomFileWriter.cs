using System.IO.Compression;
using FellowOakDicom.IO.Buffer;

namespace FellowOakDicom.IO.Writer;

/// <summary>Writes a Part 10 file.</summary>
internal sealed class DicomFileWriter(DicomFileMetaInformation meta, DicomDataset dataset, DicomWriteOptions options)
{
    private const int PreambleBytes = 128;

    private DicomTransferSyntax Syntax => meta.TransferSyntax;

    public void Write(Stream stream)
    {
        Head().CopyToStream(stream);
        WriteBody(stream);
    }

    /// <summary>The data set alone.</summary>
    public void WriteBody(Stream stream)
    {
        if (!Syntax.IsDeflate)
        {
            Copy(stream);
            return;
        }

        using var deflate = new DeflateStream(stream, CompressionLevel.Optimal, leaveOpen: true);
        Copy(deflate);

        void Copy(Stream target)
        {
            foreach (var buffer in Body())
            {
                buffer.CopyToStream(target);
            }
        }
    }

    public async Task WriteAsync(Stream stream)
    {
        await Head().CopyToStreamAsync(stream, CancellationToken.None);
        if (!Syntax.IsDeflate)
        {
            await CopyAsync(stream);
            return;
        }

        await using var deflate = new DeflateStream(stream, CompressionLevel.Optimal, leaveOpen: true);
        await CopyAsync(deflate);

        async Task CopyAsync(Stream target)
        {
            foreach (var buffer in Body())
            {
                await buffer.CopyToStreamAsync(target, CancellationToken.None);
            }
        }
    }

    private IReadOnlyList<IByteBuffer> Body() => DicomWriter.Write(dataset, Syntax, options, dataset.FallbackEncodings);

    /// <summary>Preamble and group 0002, which gives its own length.</summary>
    private CompositeByteBuffer Head()
    {
        meta.Remove(DicomTag.FileMetaInformationGroupLength);
        var elements = WriteMeta();
        meta.AddOrUpdate(DicomTag.FileMetaInformationGroupLength, (uint)elements.Sum(buffer => buffer.Size));
        var preamble = new byte[PreambleBytes + 4];
        "DICM"u8.CopyTo(preamble.AsSpan(PreambleBytes));
        return new CompositeByteBuffer([new MemoryByteBuffer(preamble), .. WriteMeta()]);
    }

    private IReadOnlyList<IByteBuffer> WriteMeta() => DicomWriter.Write(
        meta, DicomTransferSyntax.ExplicitVRLittleEndian, DicomWriteOptions.Default, DicomEncoding.DefaultArray);
}
