#nullable disable
namespace FellowOakDicom.Imaging;

/// <summary>Pixel data is absent, or not what the data set says of it.</summary>
public class DicomImagingException : DicomException
{
    public DicomImagingException(string message)
        : base(message)
    {
    }

    public DicomImagingException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
