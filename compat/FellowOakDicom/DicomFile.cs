#nullable disable
namespace FellowOakDicom;
public class DicomFile { }
