using Voxmark.ServiceDefaults.Objects;
using Voxmark.ServiceDefaults.Volumes;

namespace Voxmark.IngestService.Volumes;

/// <summary>What is made of a series' images and can be made of them again.</summary>
internal sealed class DerivedObjects(IObjects objects, SeriesVolumes volumes)
{
    public async Task DeleteAsync(string seriesInstanceUid)
    {
        await volumes.DeleteAllAsync(seriesInstanceUid);
        await objects.DeleteAsync(ObjectKeys.Thumbnail(seriesInstanceUid));
        await objects.DeleteAllAsync(ObjectKeys.MetadataOf(seriesInstanceUid));
    }
}
