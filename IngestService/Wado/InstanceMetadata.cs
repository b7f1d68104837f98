using FellowOakDicom;
using FellowOakDicom.IO.Buffer;
using Voxmark.IngestService.Corrections;
using Voxmark.IngestService.Dicom;
using Voxmark.IngestService.DicomWeb;
using Voxmark.ServiceDefaults.Objects;

namespace Voxmark.IngestService.Wado;

/// <summary>
/// An instance's attributes for <c>/metadata</c>: all of them, with addresses in place of pixel data and of other large
/// binary values (PS3.18 §10.4.1.1.2). The addresses are paths on this server.
/// </summary>
internal static class InstanceMetadata
{
    /// <summary>Binary values up to this size stand in the metadata themselves, bytes.</summary>
    private const int MaxInlineBytes = 1024;

    private static readonly DicomTag[] PixelData = [DicomTag.PixelData, DicomTag.FloatPixelData, DicomTag.DoubleFloatPixelData];

    /// <summary>Of a file that cannot be read any more, the identifiers alone.</summary>
    /// <param name="local">Is held until what is returned was written: values may still lie in it.</param>
    /// <param name="correction">Of the study's patient; null where there is none.</param>
    public static DicomDataset Of(InstanceFile file, LocalObject local, ActiveCorrection? correction)
    {
        var metadata = Attributes(file, local.Path);
        correction?.ApplyTo(metadata);
        // As the index has it: another patient's images under one study identifier are a study of their own.
        metadata.AddOrUpdate(new DicomUniqueIdentifier(DicomTag.StudyInstanceUID, file.Study));
        metadata.AddOrUpdate(new DicomCodeString(DicomTag.SpecificCharacterSet, "ISO_IR 192")); // JSON is UTF-8
        metadata.AddOrUpdate(new DicomUniqueIdentifier(DicomTag.AvailableTransferSyntaxUID, file.TransferSyntaxUid));
        return metadata;
    }

    private static DicomDataset Attributes(InstanceFile file, string path)
    {
        try
        {
            var dataset = DicomFiles.Open(path).Dataset;
            return WithAddresses(dataset, $"{DicomWebAddress.Instance(file.Study, file.Series, file.SopInstanceUid)}/bulkdata");
        }
        catch (Exception e) when (FileFaults.IsOfTheFile(e))
        {
            return new DicomDataset().NotValidated().AddOrUpdate(
                new DicomUniqueIdentifier(DicomTag.SeriesInstanceUID, file.Series),
                new DicomUniqueIdentifier(DicomTag.SOPInstanceUID, file.SopInstanceUid));
        }
    }

    private static DicomDataset WithAddresses(DicomDataset dataset, string address)
    {
        var result = new DicomDataset().NotValidated();
        foreach (var item in dataset)
            result.AddOrUpdate(item switch
            {
                DicomSequence sequence => new DicomSequence(
                    item.Tag, [.. sequence.Items.Select((nested, i) => WithAddresses(nested, $"{address}/{Key(item)}/{i + 1}"))]),
                DicomElement element when !IsBulk(element) => element,
                _ => new DicomOtherByte(item.Tag, new BulkDataUriByteBuffer($"{address}/{Key(item)}")),
            });
        return result;
    }

    private static bool IsBulk(DicomElement element) =>
        PixelData.Contains(element.Tag) || (IsBinary(element.ValueRepresentation) && element.Buffer.Size > MaxInlineBytes);

    private static bool IsBinary(DicomVR vr) => vr.Code is "OB" or "OW" or "OF" or "OD" or "OL" or "OV" or "UN";

    private static string Key(DicomItem item) => item.Tag.ToString("J", null);
}
