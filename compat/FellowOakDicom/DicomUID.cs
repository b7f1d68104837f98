#nullable disable
using System.Collections.Concurrent;
using System.Globalization;

namespace FellowOakDicom;

public enum DicomUidType
{
    TransferSyntax,
    SOPClass,
    MetaSOPClass,
    ServiceClass,
    SOPInstance,
    ApplicationContextName,
    ApplicationHostingModel,
    CodingScheme,
    FrameOfReference,
    LDAP,
    MappingResource,
    ContextGroupName,
    Unknown,
}

public enum DicomStorageCategory
{
    None,
    Image,
    PresentationState,
    StructuredReport,
    Waveform,
    Document,
    Raw,
    Other,
    Private,
    Volume,
}

/// <summary>A unique identifier; equality is that of the identifier, whatever name it was given.</summary>
public sealed partial class DicomUID
{
    // Lazy: the standard's fields are initialised in another file, and the order of files is not ours to choose.
    private static readonly Lazy<ConcurrentDictionary<string, DicomUID>> LazyKnown = new(() => new(
        Standard().Append(GEPrivateImplicitVRBigEndian).Select(uid => KeyValuePair.Create(uid.UID, uid)),
        StringComparer.Ordinal));

    public DicomUID(string uid, string name, DicomUidType type, bool retired = false)
    {
        UID = uid;
        Name = name;
        Type = type;
        IsRetired = retired;
    }

    /// <summary>Private GE Implicit VR Big Endian: implicit VR little endian but for its pixel data.</summary>
    public static readonly DicomUID GEPrivateImplicitVRBigEndian =
        new("1.2.840.113619.5.2", "Private GE Implicit VR Big Endian", DicomUidType.TransferSyntax);

    public static string RootUID { get; set; } = "1.2.826.0.1.3680043.2.1343.1";

    private static ConcurrentDictionary<string, DicomUID> Known => LazyKnown.Value;

    public string UID { get; private set; }

    public string Name { get; private set; }

    public DicomUidType Type { get; private set; }

    public bool IsRetired { get; private set; }

    public bool IsImageStorage => StorageCategory == DicomStorageCategory.Image;

    public bool IsVolumeStorage => StorageCategory == DicomStorageCategory.Volume;

    /// <summary>What kind of object a storage SOP class stores, told from its name.</summary>
    public DicomStorageCategory StorageCategory
    {
        get
        {
            if (Type != DicomUidType.SOPClass)
            {
                return DicomStorageCategory.None;
            }

            if (!UID.StartsWith("1.2.840.10008", StringComparison.Ordinal))
            {
                return DicomStorageCategory.Private;
            }

            return !Has("Storage") || Name.StartsWith("Storage Commitment", StringComparison.Ordinal)
                ? DicomStorageCategory.None
                : Has("Image Storage") ? DicomStorageCategory.Image
                : Has("Volume Storage") ? DicomStorageCategory.Volume
                : Has("Presentation State") ? DicomStorageCategory.PresentationState
                : Has(" SR ") ? DicomStorageCategory.StructuredReport
                : Has("Waveform") ? DicomStorageCategory.Waveform
                : Has("Encapsulated") ? DicomStorageCategory.Document
                : Has("Raw Data") ? DicomStorageCategory.Raw
                : DicomStorageCategory.Other;
        }
    }

    public static bool operator ==(DicomUID a, DicomUID b) => a is null ? b is null : a.Equals(b);

    public static bool operator !=(DicomUID a, DicomUID b) => !(a == b);

    public static void Register(DicomUID uid)
    {
        if (!Known.TryAdd(uid.UID, uid))
        {
            throw new ArgumentException($"The UID {uid.UID} is registered already", nameof(uid));
        }
    }

    /// <summary>A new identifier below 2.25, made from a random UUID (PS3.5 section B.2).</summary>
    public static DicomUID Generate() => DicomUIDGenerator.GenerateDerivedFromUUID();

    public static DicomUID Append(DicomUID baseUid, long nextSeq) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{baseUid.UID}.{nextSeq}"), "SOP Instance UID",
            DicomUidType.SOPInstance);

    public static bool IsValidUid(string uid) => DicomValidation.IsUid(uid);

    public static DicomUID Parse(string s) => Parse(s, "Unknown", DicomUidType.Unknown);

    public static DicomUID Parse(string s, string name = "Unknown", DicomUidType type = DicomUidType.Unknown)
    {
        var uid = s.TrimEnd(' ', '\0');
        return Known.TryGetValue(uid, out var known) ? known : new DicomUID(uid, name, type);
    }

    public static IEnumerable<DicomUID> Enumerate() => Known.Values;

    public override bool Equals(object obj) => obj is DicomUID other && other.UID == UID;

    public override int GetHashCode() => UID.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => $"{Name} [{UID}]";

    private bool Has(string words) => Name.Contains(words, StringComparison.Ordinal);
}
