#nullable disable
using System.Collections.Concurrent;
using FellowOakDicom.IO;

namespace FellowOakDicom;

/// <summary>How a data set and its pixel data are written as bytes (PS3.5 section 10). Immutable.</summary>
public class DicomTransferSyntax
{
    private DicomTransferSyntax(DicomUID uid)
    {
        UID = uid;
        IsRetired = uid.IsRetired;
    }

    public DicomUID UID { get; }

    public bool IsRetired { get; private set; }

    public bool IsExplicitVR { get; private set; }

    /// <summary>Pixel data is a sequence of compressed fragments.</summary>
    public bool IsEncapsulated { get; private set; }

    public bool IsLossy { get; private set; }

    /// <summary>Defined term of Lossy Image Compression Method (0028,2114), or null.</summary>
    public string LossyCompressionMethod { get; private set; }

    public bool IsDeflate { get; private set; }

    public Endian Endian { get; private set; } = Endian.Little;

    /// <summary>16-bit pixels have the other byte order than the rest of the data set.</summary>
    public bool SwapPixelData { get; private set; }

    /// <summary>Not in the standard: what some old files are written in.</summary>
    public static readonly DicomTransferSyntax ImplicitVRBigEndian = new(new DicomUID(
        DicomUID.ExplicitVRBigEndianRETIRED.UID + ".123456", "Implicit VR Big Endian", DicomUidType.TransferSyntax))
    {
        Endian = Endian.Big,
    };

    public static readonly DicomTransferSyntax GEPrivateImplicitVRBigEndian =
        new(DicomUID.GEPrivateImplicitVRBigEndian) { SwapPixelData = true };
    public static readonly DicomTransferSyntax ImplicitVRLittleEndian = new(DicomUID.ImplicitVRLittleEndian);
    public static readonly DicomTransferSyntax ExplicitVRLittleEndian = Native(DicomUID.ExplicitVRLittleEndian);
    public static readonly DicomTransferSyntax ExplicitVRBigEndian =
        new(DicomUID.ExplicitVRBigEndianRETIRED) { IsExplicitVR = true, Endian = Endian.Big };
    public static readonly DicomTransferSyntax DeflatedExplicitVRLittleEndian =
        new(DicomUID.DeflatedExplicitVRLittleEndian) { IsExplicitVR = true, IsDeflate = true };
    public static readonly DicomTransferSyntax JPEGProcess1 = Lossy(DicomUID.JPEGBaseline8Bit, "ISO_10918_1");
    public static readonly DicomTransferSyntax JPEGProcess2_4 = Lossy(DicomUID.JPEGExtended12Bit, "ISO_10918_1");
    public static readonly DicomTransferSyntax JPEGProcess3_5Retired =
        Lossy(DicomUID.JPEGExtended35RETIRED, "ISO_10918_1");
    public static readonly DicomTransferSyntax JPEGProcess6_8Retired =
        Lossy(DicomUID.JPEGSpectralSelectionNonHierarchical68RETIRED, "ISO_10918_1");
    public static readonly DicomTransferSyntax JPEGProcess7_9Retired =
        Lossy(DicomUID.JPEGSpectralSelectionNonHierarchical79RETIRED, "ISO_10918_1");
    public static readonly DicomTransferSyntax JPEGProcess10_12Retired =
        Lossy(DicomUID.JPEGFullProgressionNonHierarchical1012RETIRED, "ISO_10918_1");
    public static readonly DicomTransferSyntax JPEGProcess11_13Retired =
        Lossy(DicomUID.JPEGFullProgressionNonHierarchical1113RETIRED, "ISO_10918_1");
    public static readonly DicomTransferSyntax JPEGProcess14 = Lossless(DicomUID.JPEGLossless);
    public static readonly DicomTransferSyntax JPEGProcess15Retired =
        Lossless(DicomUID.JPEGLosslessNonHierarchical15RETIRED);
    public static readonly DicomTransferSyntax JPEGProcess16_18Retired =
        Lossy(DicomUID.JPEGExtendedHierarchical1618RETIRED, "ISO_10918_1");
    public static readonly DicomTransferSyntax JPEGProcess17_19Retired =
        Lossy(DicomUID.JPEGExtendedHierarchical1719RETIRED, "ISO_10918_1");
    public static readonly DicomTransferSyntax JPEGProcess20_22Retired =
        Lossy(DicomUID.JPEGSpectralSelectionHierarchical2022RETIRED, "ISO_10918_1");
    public static readonly DicomTransferSyntax JPEGProcess21_23Retired =
        Lossy(DicomUID.JPEGSpectralSelectionHierarchical2123RETIRED, "ISO_10918_1");
    public static readonly DicomTransferSyntax JPEGProcess24_26Retired =
        Lossy(DicomUID.JPEGFullProgressionHierarchical2426RETIRED, "ISO_10918_1");
    public static readonly DicomTransferSyntax JPEGProcess25_27Retired =
        Lossy(DicomUID.JPEGFullProgressionHierarchical2527RETIRED, "ISO_10918_1");
    public static readonly DicomTransferSyntax JPEGProcess28Retired =
        Lossless(DicomUID.JPEGLosslessHierarchical28RETIRED);
    public static readonly DicomTransferSyntax JPEGProcess29Retired =
        Lossless(DicomUID.JPEGLosslessHierarchical29RETIRED);
    public static readonly DicomTransferSyntax JPEGProcess14SV1 = Lossless(DicomUID.JPEGLosslessSV1);
    public static readonly DicomTransferSyntax JPEGLSLossless = Lossless(DicomUID.JPEGLSLossless);
    public static readonly DicomTransferSyntax JPEGLSNearLossless = Lossy(DicomUID.JPEGLSNearLossless, "ISO_14495_1");
    public static readonly DicomTransferSyntax JPEG2000Lossless = Lossless(DicomUID.JPEG2000Lossless);
    public static readonly DicomTransferSyntax JPEG2000Lossy = Lossy(DicomUID.JPEG2000, "ISO_15444_1");
    public static readonly DicomTransferSyntax JPEG2000Part2MultiComponentLosslessOnly =
        Lossless(DicomUID.JPEG2000MCLossless);
    public static readonly DicomTransferSyntax JPEG2000Part2MultiComponent = Lossy(DicomUID.JPEG2000MC, "ISO_15444_2");
    public static readonly DicomTransferSyntax JPIPReferenced = Native(DicomUID.JPIPReferenced);
    public static readonly DicomTransferSyntax JPIPReferencedDeflate =
        new(DicomUID.JPIPReferencedDeflate) { IsExplicitVR = true, IsDeflate = true };
    public static readonly DicomTransferSyntax MPEG2 = Lossy(DicomUID.MPEG2MPML, "ISO_13818_2");
    public static readonly DicomTransferSyntax FragmentableMPEG2 = Lossy(DicomUID.MPEG2MPMLF, "ISO_13818_2");
    public static readonly DicomTransferSyntax MPEG2MainProfileHighLevel = Lossy(DicomUID.MPEG2MPHL, "ISO_13818_2");
    public static readonly DicomTransferSyntax FragmentableMPEG2MainProfileHighLevel =
        Lossy(DicomUID.MPEG2MPHLF, "ISO_13818_2");
    public static readonly DicomTransferSyntax MPEG4AVCH264HighProfileLevel41 =
        Lossy(DicomUID.MPEG4HP41, "ISO_14496_10");
    public static readonly DicomTransferSyntax FragmentableMPEG4AVCH264HighProfileLevel41 =
        Lossy(DicomUID.MPEG4HP41F, "ISO_14496_10");
    public static readonly DicomTransferSyntax MPEG4AVCH264BDCompatibleHighProfileLevel41 =
        Lossy(DicomUID.MPEG4HP41BD, "ISO_14496_10");
    public static readonly DicomTransferSyntax FragmentableMPEG4AVCH264BDCompatibleHighProfileLevel41 =
        Lossy(DicomUID.MPEG4HP41BDF, "ISO_14496_10");
    public static readonly DicomTransferSyntax MPEG4AVCH264HighProfileLevel42For2DVideo =
        Lossy(DicomUID.MPEG4HP422D, "ISO_14496_10");
    public static readonly DicomTransferSyntax FragmentableMPEG4AVCH264HighProfileLevel42For2DVideo =
        Lossy(DicomUID.MPEG4HP422DF, "ISO_14496_10");
    public static readonly DicomTransferSyntax MPEG4AVCH264HighProfileLevel42For3DVideo =
        Lossy(DicomUID.MPEG4HP423D, "ISO_14496_10");
    public static readonly DicomTransferSyntax FragmentableMPEG4AVCH264HighProfileLevel42For3DVideo =
        Lossy(DicomUID.MPEG4HP423DF, "ISO_14496_10");
    public static readonly DicomTransferSyntax MPEG4AVCH264StereoHighProfileLevel42 =
        Lossy(DicomUID.MPEG4HP42STEREO, "ISO_14496_10");
    public static readonly DicomTransferSyntax FragmentableMPEG4AVCH264StereoHighProfileLevel42 =
        Lossy(DicomUID.MPEG4HP42STEREOF, "ISO_14496_10");
    public static readonly DicomTransferSyntax HEVCH265MainProfileLevel51 = Lossy(DicomUID.HEVCMP51, "ISO_23008_2");
    public static readonly DicomTransferSyntax HEVCH265Main10ProfileLevel51 = Lossy(DicomUID.HEVCM10P51, "ISO_23008_2");
    public static readonly DicomTransferSyntax HTJ2KLossless = Lossless(DicomUID.HTJ2KLossless);
    public static readonly DicomTransferSyntax HTJ2KLosslessRPCL = Lossless(DicomUID.HTJ2KLosslessRPCL);
    public static readonly DicomTransferSyntax HTJ2K = Lossy(DicomUID.HTJ2K, "ISO_15444_15");
    public static readonly DicomTransferSyntax JPIPHTJ2KReferenced = Native(DicomUID.JPIPHTJ2KReferenced);
    public static readonly DicomTransferSyntax JPIPHTJ2KReferencedDeflate =
        new(DicomUID.JPIPHTJ2KReferencedDeflate) { IsExplicitVR = true, IsDeflate = true };
    public static readonly DicomTransferSyntax RLELossless = Lossless(DicomUID.RLELossless);
    public static readonly DicomTransferSyntax RFC2557MIMEEncapsulation =
        Native(DicomUID.RFC2557MIMEEncapsulationRETIRED);
    public static readonly DicomTransferSyntax XMLEncoding = Native(DicomUID.XMLEncodingRETIRED);
    public static readonly DicomTransferSyntax Papyrus3ImplicitVRLittleEndianRetired =
        new(DicomUID.Papyrus3ImplicitVRLittleEndianRETIRED);

    private static readonly ConcurrentDictionary<DicomUID, DicomTransferSyntax> Entries = new(new[]
    {
        GEPrivateImplicitVRBigEndian, ImplicitVRLittleEndian, ExplicitVRLittleEndian, ExplicitVRBigEndian,
        DeflatedExplicitVRLittleEndian, JPEGProcess1, JPEGProcess2_4, JPEGProcess3_5Retired,
        JPEGProcess6_8Retired, JPEGProcess7_9Retired, JPEGProcess10_12Retired, JPEGProcess11_13Retired,
        JPEGProcess14, JPEGProcess15Retired, JPEGProcess16_18Retired, JPEGProcess17_19Retired,
        JPEGProcess20_22Retired, JPEGProcess21_23Retired, JPEGProcess24_26Retired, JPEGProcess25_27Retired,
        JPEGProcess28Retired, JPEGProcess29Retired, JPEGProcess14SV1, JPEGLSLossless, JPEGLSNearLossless,
        JPEG2000Lossless, JPEG2000Lossy, JPEG2000Part2MultiComponentLosslessOnly, JPEG2000Part2MultiComponent,
        JPIPReferenced, JPIPReferencedDeflate, MPEG2, FragmentableMPEG2, MPEG2MainProfileHighLevel,
        FragmentableMPEG2MainProfileHighLevel, MPEG4AVCH264HighProfileLevel41,
        FragmentableMPEG4AVCH264HighProfileLevel41, MPEG4AVCH264BDCompatibleHighProfileLevel41,
        FragmentableMPEG4AVCH264BDCompatibleHighProfileLevel41, MPEG4AVCH264HighProfileLevel42For2DVideo,
        FragmentableMPEG4AVCH264HighProfileLevel42For2DVideo, MPEG4AVCH264HighProfileLevel42For3DVideo,
        FragmentableMPEG4AVCH264HighProfileLevel42For3DVideo, MPEG4AVCH264StereoHighProfileLevel42,
        FragmentableMPEG4AVCH264StereoHighProfileLevel42, HEVCH265MainProfileLevel51,
        HEVCH265Main10ProfileLevel51, HTJ2KLossless, HTJ2KLosslessRPCL, HTJ2K, JPIPHTJ2KReferenced,
        JPIPHTJ2KReferencedDeflate, RLELossless, RFC2557MIMEEncapsulation, XMLEncoding,
        Papyrus3ImplicitVRLittleEndianRetired,
    }.Select(syntax => KeyValuePair.Create(syntax.UID, syntax)));

    public static IEnumerable<DicomTransferSyntax> KnownEntries => Entries.Values;

    public static bool operator ==(DicomTransferSyntax a, DicomTransferSyntax b) =>
        a is null ? b is null : b is not null && a.UID == b.UID;

    public static bool operator !=(DicomTransferSyntax a, DicomTransferSyntax b) => !(a == b);

    /// <inheritdoc cref="Lookup"/>
    public static DicomTransferSyntax Parse(string uid)
    {
        ArgumentNullException.ThrowIfNull(uid);
        return Lookup(DicomUID.Parse(s: uid, type: DicomUidType.TransferSyntax));
    }

    /// <summary>The known transfer syntax, or one that is taken to be encapsulated explicit VR little endian.</summary>
    /// <exception cref="DicomDataException">The UID is known to be something else than a transfer syntax.</exception>
    public static DicomTransferSyntax Lookup(DicomUID uid)
    {
        ArgumentNullException.ThrowIfNull(uid);
        if (Entries.TryGetValue(uid, out var known))
        {
            return known;
        }

        return uid.Type == DicomUidType.TransferSyntax
            ? Lossless(uid)
            : throw new DicomDataException($"UID: {uid} is not a transfer syntax type.");
    }

    /// <summary>The known transfer syntax, or null.</summary>
    public static DicomTransferSyntax Query(DicomUID uid) => Entries.GetValueOrDefault(uid);

    public override bool Equals(object obj) => obj switch
    {
        DicomTransferSyntax syntax => syntax.UID == UID,
        DicomUID uid => uid == UID,
        string uid => uid == UID.UID,
        _ => false,
    };

    public override int GetHashCode() => UID.GetHashCode();

    public override string ToString() => UID.Name;

    private static DicomTransferSyntax Native(DicomUID uid) => new(uid) { IsExplicitVR = true };

    private static DicomTransferSyntax Lossless(DicomUID uid) => new(uid) { IsExplicitVR = true, IsEncapsulated = true };

    private static DicomTransferSyntax Lossy(DicomUID uid, string method) =>
        new(uid) { IsExplicitVR = true, IsEncapsulated = true, IsLossy = true, LossyCompressionMethod = method };
}
