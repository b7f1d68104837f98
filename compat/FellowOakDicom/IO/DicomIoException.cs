#nullable disable
namespace FellowOakDicom.IO;

/// <summary>Bytes could not be read from, or written to, where they belong.</summary>
public class DicomIoException : DicomException
{
    public DicomIoException(string message)
        : base(message)
    {
    }

    public DicomIoException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
