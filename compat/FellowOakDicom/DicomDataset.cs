#nullable disable
namespace FellowOakDicom;
public partial class DicomDataset { }
