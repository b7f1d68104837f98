using Voxmark.ServiceDefaults.Storage;

namespace Voxmark.IngestService.Volumes;

/// <summary>What is made of a series' images and can be made of them again.</summary>
internal sealed class DerivedObjects(ObjectStore objects, SeriesVolumes volumes)
{
    public void Delete(string seriesInstanceUid)
    {
        volumes.DeleteAll(seriesInstanceUid);
        objects.Delete(VolumeKeys.Thumbnail(seriesInstanceUid));
        objects.DeleteAll(VolumeKeys.MetadataFolder(seriesInstanceUid));
    }
}
