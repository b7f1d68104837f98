#nullable disable
namespace FellowOakDicom.Imaging;

public enum PixelRepresentation
{
    Unsigned = 0,

    /// <summary>Two's complement.</summary>
    Signed = 1,
}
