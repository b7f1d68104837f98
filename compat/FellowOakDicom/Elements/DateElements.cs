#nullable disable
using FellowOakDicom.IO.Buffer;

namespace FellowOakDicom;

/// <summary>Date (DA).</summary>
public class DicomDate : DicomDateElement
{
    /// <summary>The standard's notation first, then those of ACR-NEMA and of careless writers.</summary>
    private static readonly string[] Formats =
    [
        "yyyyMMdd", "yyyy.MM.dd", "yyyy/MM/dd", "yyyyMM", "yyyy.MM", "yyyy",
    ];

    public DicomDate(DicomTag tag, params DateTime[] values)
        : base(tag, Formats, values)
    {
    }

    public DicomDate(DicomTag tag, DicomDateRange range)
        : base(tag, Formats, range)
    {
    }

    public DicomDate(DicomTag tag, params string[] values)
        : base(tag, Formats, values)
    {
    }

    public DicomDate(DicomTag tag, IByteBuffer data)
        : base(tag, Formats, data)
    {
    }

    public override DicomVR ValueRepresentation => DicomVR.DA;
}

/// <summary>Date Time (DT).</summary>
public class DicomDateTime : DicomDateElement
{
    /// <summary>The standard's notation first, then those of ACR-NEMA and of careless writers.</summary>
    private static readonly string[] Formats =
    [
        "yyyyMMddHHmmss", "yyyyMMddHHmmss.FFFFFF", "yyyyMMddHHmmsszzz", "yyyyMMddHHmmss.FFFFFFzzz", "yyyyMMddHHmm",
        "yyyyMMddHHmmzzz", "yyyyMMddHH", "yyyyMMddHHzzz", "yyyyMMdd", "yyyyMM", "yyyy", "yyyy.MM.dd", "yyyy/MM/dd",
    ];

    public DicomDateTime(DicomTag tag, params DateTime[] values)
        : base(tag, Formats, values)
    {
    }

    public DicomDateTime(DicomTag tag, DicomDateRange range)
        : base(tag, Formats, range)
    {
    }

    public DicomDateTime(DicomTag tag, params string[] values)
        : base(tag, Formats, values)
    {
    }

    public DicomDateTime(DicomTag tag, IByteBuffer data)
        : base(tag, Formats, data)
    {
    }

    public override DicomVR ValueRepresentation => DicomVR.DT;
}

/// <summary>Time (TM).</summary>
public class DicomTime : DicomDateElement
{
    /// <summary>The standard's notation first, then those of ACR-NEMA and of careless writers.</summary>
    private static readonly string[] Formats =
    [
        "HHmmss", "HHmmss.FFFFFF", "HHmmssFFFFFF", "HHmm", "HH", "HH:mm:ss", "HH:mm:ss.FFFFFF", "HH:mm:ss:FFFFFF",
        "HH:mm", "HH.mm.ss", "HH.mm.ss.FFFFFF", "HH.mm",
    ];

    public DicomTime(DicomTag tag, params DateTime[] values)
        : base(tag, Formats, values)
    {
    }

    public DicomTime(DicomTag tag, DicomDateRange range)
        : base(tag, Formats, range)
    {
    }

    public DicomTime(DicomTag tag, params string[] values)
        : base(tag, Formats, values)
    {
    }

    public DicomTime(DicomTag tag, IByteBuffer data)
        : base(tag, Formats, data)
    {
    }

    public override DicomVR ValueRepresentation => DicomVR.TM;
}
