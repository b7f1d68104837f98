using FellowOakDicom;

namespace Voxmark.IngestService.Qido;

internal enum QidoLevel
{
    Study,
    Series,
    Instance,
}

/// <summary>How a value in a query is compared (PS3.4 §C.2.2.2).</summary>
internal enum Matching
{
    /// <summary>Answered, never asked for.</summary>
    None,
    Text,
    PersonName,
    Date,
    Time,
    Uid,
    Integer,

    /// <summary>Any series of the study has one of these modalities.</summary>
    ModalitiesInStudy,
}

/// <summary>An attribute that QIDO-RS answers with, and where the index has it.</summary>
/// <param name="Sql">Column, or expression, over the tables <c>st</c>, <c>se</c> and <c>i</c>.</param>
/// <param name="Matching">How it can be searched by.</param>
internal sealed record QidoAttribute(DicomTag Tag, QidoLevel Level, string Sql, Matching Matching)
{
    public string Key { get; } = Tag.ToString("J", null);

    public string Vr { get; } = Tag.DictionaryEntry.ValueRepresentations[0].Code;

    /// <summary>In the order of their tags.</summary>
    public static IReadOnlyList<QidoAttribute> All { get; } =
    [
        new(DicomTag.SOPClassUID, QidoLevel.Instance, """i."SopClassUid" """, Matching.Uid),
        new(DicomTag.SOPInstanceUID, QidoLevel.Instance, """i."SopInstanceUid" """, Matching.Uid),
        new(DicomTag.StudyDate, QidoLevel.Study, """st."StudyDate" """, Matching.Date),
        new(DicomTag.SeriesDate, QidoLevel.Series, """se."SeriesDate" """, Matching.Date),
        new(DicomTag.StudyTime, QidoLevel.Study, """st."StudyTime" """, Matching.Time),
        new(DicomTag.SeriesTime, QidoLevel.Series, """se."SeriesTime" """, Matching.Time),
        new(DicomTag.AccessionNumber, QidoLevel.Study, """st."AccessionNumber" """, Matching.Text),
        new(DicomTag.Modality, QidoLevel.Series, """se."Modality" """, Matching.Text),
        new(DicomTag.ModalitiesInStudy, QidoLevel.Study, "m.modalities", Matching.ModalitiesInStudy),
        new(DicomTag.ReferringPhysicianName, QidoLevel.Study, """st."ReferringPhysicianName" """, Matching.PersonName),
        new(DicomTag.StudyDescription, QidoLevel.Study, """st."StudyDescription" """, Matching.Text),
        new(DicomTag.SeriesDescription, QidoLevel.Series, """se."SeriesDescription" """, Matching.Text),
        new(DicomTag.PatientName, QidoLevel.Study, """st."PatientName" """, Matching.PersonName),
        new(DicomTag.PatientID, QidoLevel.Study, """st."PatientId" """, Matching.Text),
        new(DicomTag.PatientBirthDate, QidoLevel.Study, """st."PatientBirthDate" """, Matching.Date),
        new(DicomTag.PatientSex, QidoLevel.Study, """st."PatientSex" """, Matching.Text),
        new(DicomTag.PatientAge, QidoLevel.Study, """st."PatientAge" """, Matching.None),
        new(DicomTag.BodyPartExamined, QidoLevel.Series, """se."BodyPartExamined" """, Matching.Text),
        new(DicomTag.StudyInstanceUID, QidoLevel.Study, """st."StudyInstanceUid" """, Matching.Uid),
        new(DicomTag.SeriesInstanceUID, QidoLevel.Series, """se."SeriesInstanceUid" """, Matching.Uid),
        new(DicomTag.StudyID, QidoLevel.Study, """st."StudyId" """, Matching.Text),
        new(DicomTag.SeriesNumber, QidoLevel.Series, """se."SeriesNumber" """, Matching.Integer),
        new(DicomTag.InstanceNumber, QidoLevel.Instance, """i."InstanceNumber" """, Matching.Integer),
        new(DicomTag.NumberOfStudyRelatedSeries, QidoLevel.Study, "m.series", Matching.None),
        new(DicomTag.NumberOfStudyRelatedInstances, QidoLevel.Study, "m.instances", Matching.None),
        new(DicomTag.NumberOfSeriesRelatedInstances, QidoLevel.Series, "n.instances", Matching.None),
        new(DicomTag.NumberOfFrames, QidoLevel.Instance, """i."NumberOfFrames" """, Matching.None),
        new(DicomTag.Rows, QidoLevel.Instance, """i."Rows" """, Matching.None),
        new(DicomTag.Columns, QidoLevel.Instance, """i."Columns" """, Matching.None),
        new(DicomTag.BitsAllocated, QidoLevel.Instance, """i."BitsAllocated" """, Matching.None),
    ];

    private static readonly Dictionary<DicomTag, QidoAttribute> ByTag = All.ToDictionary(a => a.Tag);

    public static QidoAttribute? Find(DicomTag tag) => ByTag.GetValueOrDefault(tag);

    /// <summary>Whether a search at a level answers with it. Counts over a whole study or series only at their own.</summary>
    public bool IsAnsweredAt(QidoLevel level) => Sql.Contains('"', StringComparison.Ordinal) ? Level <= level : Level == level;

    /// <summary>A keyword or eight hexadecimal digits.</summary>
    /// <returns>Null when it names no attribute of the dictionary.</returns>
    public static DicomTag? ParseTag(string name)
    {
        if (name.Length == 8 && uint.TryParse(name, System.Globalization.NumberStyles.AllowHexSpecifier, null, out var number))
            return number;
        return DicomDictionary.Default[name];
    }
}
