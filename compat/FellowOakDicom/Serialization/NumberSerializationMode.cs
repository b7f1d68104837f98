namespace FellowOakDicom.Serialization;

/// <summary>How numbers that are text in DICOM, or have 64 bits, are written (IS, DS, SV and UV).</summary>
public enum NumberSerializationMode
{
    /// <summary>As JSON numbers; what is none throws a <see cref="FormatException"/>.</summary>
    AsNumber,

    /// <summary>As JSON strings.</summary>
    AsString,

    /// <summary>As JSON numbers; all values of an element as strings where one of them is no number.</summary>
    PreferablyAsNumber,
}
