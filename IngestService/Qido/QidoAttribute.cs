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
/// <param name="Sql">Column of the tables <c>st</c>, <c>se</c> and <c>i</c>, or of what is counted over a study, <c>m</c>, or a
/// series, <c>n</c>.</param>
/// <param name="Matching">How it can be searched by.</param>
internal sealed record QidoAttribute(DicomTag Tag, QidoLevel Level, string Sql, Matching Matching)
{
    public string Key { get; } = Tag.ToString("J", null);

    public string Vr { get; } = Tag.DictionaryEntry.ValueRepresentations[0].Code;

    /// <summary>In the order of their tags.</summary>
    public static IReadOnlyList<QidoAttribute> All { get; } =
    [
        new(DicomTag.SOPClassUID, QidoLevel.Instance, "i.sop_class_uid", Matching.Uid),
        new(DicomTag.SOPInstanceUID, QidoLevel.Instance, "i.sop_instance_uid", Matching.Uid),
        new(DicomTag.StudyDate, QidoLevel.Study, "st.study_date", Matching.Date),
        new(DicomTag.SeriesDate, QidoLevel.Series, "se.series_date", Matching.Date),
        new(DicomTag.StudyTime, QidoLevel.Study, "st.study_time", Matching.Time),
        new(DicomTag.SeriesTime, QidoLevel.Series, "se.series_time", Matching.Time),
        new(DicomTag.AccessionNumber, QidoLevel.Study, "st.accession_number", Matching.Text),
        new(DicomTag.Modality, QidoLevel.Series, "se.modality", Matching.Text),
        new(DicomTag.ModalitiesInStudy, QidoLevel.Study, "m.modalities", Matching.ModalitiesInStudy),
        new(DicomTag.ReferringPhysicianName, QidoLevel.Study, "st.referring_physician_name", Matching.PersonName),
        new(DicomTag.StudyDescription, QidoLevel.Study, "st.study_description", Matching.Text),
        new(DicomTag.SeriesDescription, QidoLevel.Series, "se.series_description", Matching.Text),
        new(DicomTag.PatientName, QidoLevel.Study, "st.patient_name", Matching.PersonName),
        new(DicomTag.PatientID, QidoLevel.Study, "st.patient_id", Matching.Text),
        new(DicomTag.PatientBirthDate, QidoLevel.Study, "st.patient_birth_date", Matching.Date),
        new(DicomTag.PatientSex, QidoLevel.Study, "st.patient_sex", Matching.Text),
        new(DicomTag.PatientAge, QidoLevel.Study, "st.patient_age", Matching.None),
        new(DicomTag.BodyPartExamined, QidoLevel.Series, "se.body_part_examined", Matching.Text),
        new(DicomTag.StudyInstanceUID, QidoLevel.Study, "st.study_instance_uid", Matching.Uid),
        new(DicomTag.SeriesInstanceUID, QidoLevel.Series, "se.series_instance_uid", Matching.Uid),
        new(DicomTag.StudyID, QidoLevel.Study, "st.study_id", Matching.Text),
        new(DicomTag.SeriesNumber, QidoLevel.Series, "se.series_number", Matching.Integer),
        new(DicomTag.InstanceNumber, QidoLevel.Instance, "i.instance_number", Matching.Integer),
        new(DicomTag.NumberOfStudyRelatedSeries, QidoLevel.Study, "m.series", Matching.None),
        new(DicomTag.NumberOfStudyRelatedInstances, QidoLevel.Study, "m.instances", Matching.None),
        new(DicomTag.NumberOfSeriesRelatedInstances, QidoLevel.Series, "n.instances", Matching.None),
        new(DicomTag.NumberOfFrames, QidoLevel.Instance, "i.number_of_frames", Matching.None),
        new(DicomTag.Rows, QidoLevel.Instance, "i.rows", Matching.None),
        new(DicomTag.Columns, QidoLevel.Instance, "i.columns", Matching.None),
        new(DicomTag.BitsAllocated, QidoLevel.Instance, "i.bits_allocated", Matching.None),
    ];

    private static readonly Dictionary<DicomTag, QidoAttribute> ByTag = All.ToDictionary(a => a.Tag);

    public static QidoAttribute? Find(DicomTag tag) => ByTag.GetValueOrDefault(tag);

    /// <summary>Whether a search at a level answers with it. Counts over a whole study or series only at their own.</summary>
    public bool IsAnsweredAt(QidoLevel level) => Sql is ['m' or 'n', '.', ..] ? Level == level : Level <= level;

    /// <summary>A keyword or eight hexadecimal digits.</summary>
    /// <returns>Null when it names no attribute of the dictionary.</returns>
    public static DicomTag? ParseTag(string name)
    {
        if (name.Length == 8 && uint.TryParse(name, System.Globalization.NumberStyles.AllowHexSpecifier, null, out var number))
            return number;
        return DicomDictionary.Default[name];
    }
}
