#nullable disable
namespace FellowOakDicom.IO.Reader;

/// <summary>The bytes are no DICOM data set, or break its rules beyond what can be read.</summary>
public class DicomReaderException : DicomException
{
    public DicomReaderException(string message)
        : base(message)
    {
    }

    public DicomReaderException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
