#nullable disable
namespace FellowOakDicom;

/// <summary>Base of every exception that this library throws on purpose.</summary>
public abstract class DicomException : Exception
{
    protected DicomException(string message)
        : base(message)
    {
    }

    protected DicomException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>A data set, or a value in it, is not what was asked for.</summary>
public class DicomDataException : DicomException
{
    public DicomDataException(string message)
        : base(message)
    {
    }

    public DicomDataException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>A value breaks the rules of its value representation (PS3.5 section 6.2).</summary>
public class DicomValidationException : DicomDataException
{
    public DicomValidationException(string content, DicomVR vr, string message)
        : base(message)
    {
        Content = content;
        VR = vr;
    }

    public string Content { get; private set; }

    public DicomVR VR { get; private set; }

    /// <remarks>Contains the value, as fo-dicom's does: never log it where patients must not be identified.</remarks>
    public override string Message => $"Content \"{Content}\" does not validate VR {VR.Code}: {base.Message}";
}

/// <summary>A file could not be read or written; <see cref="File"/> holds what was read so far.</summary>
public class DicomFileException : DicomDataException
{
    public DicomFileException(DicomFile file, string message)
        : base(message)
    {
        File = file;
    }

    public DicomFileException(DicomFile file, string message, Exception innerException)
        : base(message, innerException)
    {
        File = file;
    }

    public DicomFile File { get; private set; }
}
