namespace Voxmark.ServiceDefaults.Objects;

/// <summary>
/// Every object's key. UIDs in them were looked at before (<see cref="Imaging.Uid"/>); a key that leads out of the store is
/// refused all the same. What ends in a slash is the beginning of keys.
/// <code>
/// dicom/{study}/{series}/{instance}.dcm           what came
/// dicom/{study}/{series}/{instance}.{hash}.dcm    what took the place of a damaged one
/// quarantine/{instance}/{sha256}.dcm              what was set aside
/// deleted/{deletion}/{instance}.dcm               what is being deleted
/// volumes/{series}/{id}.vxv, .keep, current       volumes, the mark that one is kept, the name of the present one
/// volumes/{series}.vxv                            the one volume of a series, of before volumes had names
/// volumes/{series}.png                            the series' picture
/// metadata/{series}/{version}.json, .json.gz      what DICOMweb says of its images
/// model-masks/{job}.vxm                           what a model found
/// access/keys/{name}.xml                          what sign-in cookies are sealed with
/// incoming/                                       files that are no objects yet
/// </code>
/// </summary>
public static class ObjectKeys
{
    public const string Instances = "dicom/";
    public const string Volumes = "volumes/";
    public const string Metadata = "metadata/";
    public const string Quarantine = "quarantine/";
    public const string DataProtectionKeys = "access/keys/";
    internal const string Incoming = "incoming/";

    private const string Secrets = "access/";
    private const string VolumeExtension = ".vxv";

    public static string InstancesOf(string studyInstanceUid) => $"{Instances}{studyInstanceUid}/";

    public static string Instance(string studyInstanceUid, string seriesInstanceUid, string sopInstanceUid) =>
        $"{InstancesOf(studyInstanceUid)}{seriesInstanceUid}/{sopInstanceUid}.dcm";

    /// <summary>Beside one of other content: two that are stored at once never share a key.</summary>
    public static string Instance(string studyInstanceUid, string seriesInstanceUid, string sopInstanceUid, byte[] sha256) =>
        $"{InstancesOf(studyInstanceUid)}{seriesInstanceUid}/{sopInstanceUid}.{Convert.ToHexStringLower(sha256)[..16]}.dcm";

    public static string Quarantined(string sopInstanceUid, byte[] sha256) =>
        $"{Quarantine}{sopInstanceUid}/{Convert.ToHexStringLower(sha256)}.dcm";

    /// <summary>The SOP Instance UID of what was set aside.</summary>
    public static string QuarantinedInstanceOf(string key) => key.Split('/')[1];

    public static string Deleted(Guid deletion, string sopInstanceUid) => $"deleted/{deletion:N}/{sopInstanceUid}.dcm";

    public static string VolumesOf(string seriesInstanceUid) => $"{Volumes}{seriesInstanceUid}/";

    public static string Volume(string seriesInstanceUid, string volumeId) => $"{Volumes}{seriesInstanceUid}/{volumeId}{VolumeExtension}";

    /// <returns>Null for what is no volume.</returns>
    public static string? VolumeIdOf(string key) =>
        key.EndsWith(VolumeExtension, StringComparison.Ordinal) ? Path.GetFileNameWithoutExtension(key) : null;

    public static string KeptVolume(string seriesInstanceUid, string volumeId) => $"{Volumes}{seriesInstanceUid}/{volumeId}.keep";

    public static string CurrentVolume(string seriesInstanceUid) => $"{Volumes}{seriesInstanceUid}/current";

    /// <summary>Found until the series changes.</summary>
    public static string UnnamedVolume(string seriesInstanceUid) => $"{Volumes}{seriesInstanceUid}{VolumeExtension}";

    public static string Thumbnail(string seriesInstanceUid) => $"{Volumes}{seriesInstanceUid}.png";

    public static string MetadataOf(string seriesInstanceUid) => $"{Metadata}{seriesInstanceUid}/";

    public static string PlainMetadata(string seriesInstanceUid, string version) => $"{MetadataOf(seriesInstanceUid)}{version}.json";

    public static string GzippedMetadata(string seriesInstanceUid, string version) => $"{PlainMetadata(seriesInstanceUid, version)}.gz";

    /// <summary>The Series Instance UID that something is kept of below <see cref="Volumes"/> or <see cref="Metadata"/>.</summary>
    public static string SeriesOf(string key) =>
        key.Split('/') is [_, var series, _, ..] ? series : Path.GetFileNameWithoutExtension(key);

    public static string ModelMasks(Guid job) => $"model-masks/{job:N}.vxm";

    public static string DataProtectionKey(string name) => $"{DataProtectionKeys}{name}.xml";

    /// <summary>Whether only the account that the system runs as may read it.</summary>
    internal static bool IsSecret(string key) => key.StartsWith(Secrets, StringComparison.Ordinal);
}
