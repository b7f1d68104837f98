#nullable disable
namespace FellowOakDicom.IO.Buffer;

/// <summary>A value that lies elsewhere: its address, as the DICOM JSON model knows it (PS3.18 section F.2.6).</summary>
public interface IBulkDataUriByteBuffer : IByteBuffer
{
    string BulkDataUri { get; }
}
