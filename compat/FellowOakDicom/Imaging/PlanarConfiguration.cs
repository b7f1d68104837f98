#nullable disable
namespace FellowOakDicom.Imaging;

public enum PlanarConfiguration
{
    /// <summary>R1 G1 B1 R2 G2 B2 ...</summary>
    Interleaved = 0,

    /// <summary>R1 R2 ... G1 G2 ... B1 B2 ...</summary>
    Planar = 1,
}
