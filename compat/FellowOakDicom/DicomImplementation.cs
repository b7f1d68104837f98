#nullable disable
namespace FellowOakDicom;

/// <summary>How files written by this library say so.</summary>
public static class DicomImplementation
{
    /// <summary>Derived from a UUID made once for this implementation (PS3.5 section B.2).</summary>
    public static DicomUID ClassUID { get; } = new(
        "2.25.236675326304570439184830742591203515793", "Implementation Class UID", DicomUidType.Unknown);

    public static string Version { get; } = "VOXMARK_DICOM_1";
}
