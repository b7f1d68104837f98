using FellowOakDicom;
using FellowOakDicom.Imaging;
using FellowOakDicom.Imaging.Codec;
using Voxmark.IngestService.Corrections;
using Voxmark.IngestService.Dicom;

namespace Voxmark.IngestService.Wado;

/// <summary>Frames and whole instances, uncompressed: explicit VR little endian.</summary>
internal static class DecodedFrames
{
    /// <param name="frames">0-based, all of them existing.</param>
    /// <exception cref="UndecodableException">They cannot be decoded.</exception>
    public static Task<List<byte[]>> DecodeAsync(
        InstanceFile instance, IEnumerable<int> frames, CancellationToken ct) => DecodingAsync(instance, dataset =>
    {
        var syntax = dataset.InternalTransferSyntax;
        if (!syntax.IsEncapsulated)
        {
            var pixels = DicomPixelData.Create(dataset);
            return frames.Select(frame => pixels.GetFrame(frame).Data).ToList();
        }

        var transcoder = new DicomTranscoder(syntax, DicomTransferSyntax.ExplicitVRLittleEndian);
        return frames.Select(frame => transcoder.DecodeFrame(dataset, frame).Data).ToList();
    }, ct);

    /// <param name="correction">Is written into it; null leaves it as it came.</param>
    /// <param name="isDecoded">False keeps its transfer syntax.</param>
    /// <exception cref="UndecodableException">It cannot be decoded.</exception>
    public static Task<byte[]> RewriteFileAsync(
        InstanceFile instance, ActiveCorrection? correction, bool isDecoded, CancellationToken ct) => DecodingAsync(instance, dataset =>
    {
        if (isDecoded)
            dataset = new DicomTranscoder(dataset.InternalTransferSyntax, DicomTransferSyntax.ExplicitVRLittleEndian).Transcode(dataset);
        correction?.ApplyTo(dataset);
        using var file = new MemoryStream();
        new DicomFile(dataset).Save(file);
        return file.ToArray();
    }, ct);

    private static async Task<T> DecodingAsync<T>(InstanceFile instance, Func<DicomDataset, T> decode, CancellationToken ct)
    {
        using var local = await instance.LocalAsync(ct);
        try
        {
            return decode(DicomFile.Open(local.Path, FileReadOption.ReadLargeOnDemand).Dataset);
        }
        catch (Exception e) when (FileFaults.IsOfThePixels(e))
        {
            throw new UndecodableException(e);
        }
    }
}

internal sealed class UndecodableException(Exception inner) : Exception("The pixel data cannot be decoded.", inner);
