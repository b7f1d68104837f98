using System.Text.Json;
using FellowOakDicom;
using Voxmark.IngestService.Dicom;
using Voxmark.IngestService.DicomWeb;
using Voxmark.ServiceDefaults.Objects;

namespace Voxmark.IngestService.Qido;

/// <summary>Attributes that <c>includefield</c> names and the index does not have: read from a file of what is answered.</summary>
/// <param name="tags">In ascending order.</param>
internal sealed class QidoFields(IReadOnlyList<DicomTag> tags, IObjects objects)
{
    private static readonly HashSet<string> Binary = ["OB", "OD", "OF", "OL", "OV", "OW", "UN"];

    /// <param name="objectKey">Of an instance: of a series or study, its first.</param>
    public async ValueTask WriteToAsync(Utf8JsonWriter writer, string objectKey)
    {
        using var file = await objects.LocalAsync(objectKey);
        try
        {
            var dataset = DicomFiles.OpenUntil(file.Path, IsBeyond).Dataset;
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
