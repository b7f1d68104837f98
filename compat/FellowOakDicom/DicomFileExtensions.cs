#nullable disable
namespace FellowOakDicom;

public static class DicomFileExtensions
{
    /// <summary>A copy that can be changed on its own.</summary>
    public static DicomFile Clone(this DicomFile original)
    {
        var meta = new DicomFileMetaInformation();
        meta.Add(original.FileMetaInfo);
        return new DicomFile(meta, original.Dataset.Clone());
    }
}
