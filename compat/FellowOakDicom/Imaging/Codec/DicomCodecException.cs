#nullable disable
namespace FellowOakDicom.Imaging.Codec;

/// <summary>Pixel data cannot be decoded or encoded.</summary>
public class DicomCodecException : DicomException
{
    public DicomCodecException(string message)
        : base(message)
    {
    }

    public DicomCodecException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
