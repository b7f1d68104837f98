#nullable disable
namespace FellowOakDicom.Imaging.Codec;

/// <summary>Parameters of a codec. The decoders here have none.</summary>
public abstract class DicomCodecParams
{
}
