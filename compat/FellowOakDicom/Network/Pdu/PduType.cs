namespace FellowOakDicom.Network.Pdu;

/// <summary>PS3.8 section 9.3.</summary>
internal enum PduType : byte
{
    AssociateRequest = 1,
    AssociateAccept = 2,
    AssociateReject = 3,
    Data = 4,
    ReleaseRequest = 5,
    ReleaseResponse = 6,
    Abort = 7,
}

/// <param name="Length">Of what follows the header.</param>
internal readonly record struct PduHeader(PduType Type, uint Length);

/// <summary>A piece of a command or of a data set (PS3.8 section 9.3.5.1 and annex E).</summary>
internal readonly record struct FragmentHeader(byte ContextId, bool IsCommand, bool IsLast, uint Length)
{
    /// <summary>Of the header itself: length, context and flags.</summary>
    public const uint Bytes = 6;
}

/// <summary>The peer broke the protocol: abort with this reason.</summary>
internal sealed class ProtocolException(DicomAbortReason reason, string message) : DicomNetworkException(message)
{
    public DicomAbortReason Reason { get; } = reason;
}
