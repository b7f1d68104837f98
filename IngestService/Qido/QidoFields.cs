using System.Text.Json;
using FellowOakDicom;
using Voxmark.IngestService.Dicom;
using Voxmark.IngestService.DicomWeb;
using Voxmark.ServiceDefaults.Storage;

namespace Voxmark.IngestService.Qido;

/// <summary>Attributes that <c>includefield</c> names and the index does not have: read from a file of what is answered.</summary>
/// <param name="tags">In ascending order.</param>
internal sealed class QidoFields(IReadOnlyList<DicomTag> tags, ObjectStore objects)
{
    private static readonly HashSet<string> Binary = ["OB", "OD", "OF", "OL", "OV", "OW", "UN"];

    /// <param name="objectKey">Of an instance: of a series or study, its first.</param>
    public void WriteTo(Utf8JsonWriter writer, string objectKey)
    {
        try
        {
            var dataset = DicomFiles.OpenUntil(objects.PathOf(objectKey), IsBeyond).Dataset;
            var picked = new DicomDataset().NotValidated();
            foreach (var item in dataset.Where(item => tags.Contains(item.Tag) && !Binary.Contains(item.ValueRepresentation.Code)))
                picked.AddOrUpdate(item);
            DicomJsonResult.WriteAttributes(writer, picked);
        }
        catch (Exception e) when (FileFaults.IsOfTheFile(e))
        {
            // This answer goes without them, and the search goes on.
        }
    }

    private bool IsBeyond(ParseState state) => state.SequenceDepth == 0 && state.Tag.CompareTo(tags[^1]) > 0;
}
