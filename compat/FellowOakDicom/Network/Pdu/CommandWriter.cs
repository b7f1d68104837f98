using System.Text;
using FellowOakDicom.IO.Writer;

namespace FellowOakDicom.Network.Pdu;

internal static class CommandWriter
{
    /// <summary>A command as it is sent: implicit VR little endian, its length first (PS3.7 section 6.3.1).</summary>
    public static MemoryStream Write(DicomDataset command)
    {
        command.Remove(DicomTag.CommandGroupLength);
        command.AddOrUpdate(DicomTag.CommandGroupLength, (uint)Bytes(command).Length);
        return Bytes(command);
    }

    private static MemoryStream Bytes(DicomDataset command)
    {
        var bytes = new MemoryStream();
        foreach (var buffer in DicomWriter.Write(
            command, DicomTransferSyntax.ImplicitVRLittleEndian, DicomWriteOptions.Default, [Encoding.ASCII]))
        {
            buffer.CopyToStream(bytes);
        }

        bytes.Position = 0;
        return bytes;
    }
}
