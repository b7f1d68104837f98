#nullable disable
namespace FellowOakDicom.Network;

public class DicomServiceOptions
{
    /// <summary>False waits for acknowledgements before small packets: a ninth of the rate.</summary>
    public bool TcpNoDelay { get; set; } = true;

    /// <summary>Longest PDU that is received, bytes after its header; sent ones are as long where the peer takes them.</summary>
    public uint MaxPDULength { get; set; } = 262144;

    /// <summary>How long a client waits for an answer; null: as long as the association lasts.</summary>
    public TimeSpan? RequestTimeout { get; set; }

    public DicomServiceOptions Clone() => (DicomServiceOptions)MemberwiseClone();
}

public class DicomServerOptions
{
    /// <summary>Connections at a time; 0: any number.</summary>
    public int MaxClientsAllowed { get; set; }

    public DicomServerOptions Clone() => (DicomServerOptions)MemberwiseClone();
}
