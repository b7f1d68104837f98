namespace FellowOakDicom.Network.Pdu;

/// <summary>How long, and for how much, a peer is waited for.</summary>
internal sealed record UpperLayerLimits
{
    /// <summary>For the association request after connecting, and for the peer to hang up at the end: the ARTIM timer
    /// (PS3.8 section 9.1.5).</summary>
    public TimeSpan Artim { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Between two messages: modalities keep associations open while they scan.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>For the next byte within a PDU or a message, and for the peer to take what is sent.</summary>
    public TimeSpan Stall { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Of an association request or answer, bytes: 128 contexts of 100 transfer syntaxes fit.</summary>
    public const uint LongestAssociatePdu = 1024 * 1024;

    /// <summary>Of a command set, bytes.</summary>
    public const int LongestCommand = 64 * 1024;
}
