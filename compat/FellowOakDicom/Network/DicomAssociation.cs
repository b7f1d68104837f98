#nullable disable
namespace FellowOakDicom.Network;

/// <summary>What two application entities agree upon.</summary>
public sealed class DicomAssociation
{
    public DicomAssociation()
    {
    }

    public DicomAssociation(string callingAe, string calledAe)
    {
        CallingAE = callingAe;
        CalledAE = calledAe;
    }

    public string CallingAE { get; internal set; }

    public string CalledAE { get; internal set; }

    /// <summary>Always 1: one operation at a time.</summary>
    public int MaxAsyncOpsInvoked { get; set; } = 1;

    /// <inheritdoc cref="MaxAsyncOpsInvoked"/>
    public int MaxAsyncOpsPerformed { get; set; } = 1;

    public string RemoteHost { get; internal set; }

    public int RemotePort { get; internal set; }

    public DicomUID RemoteImplementationClassUID { get; internal set; }

    public string RemoteImplementationVersion { get; internal set; }

    /// <summary>What the peer takes; 0 for any length.</summary>
    public uint MaximumPDULength { get; internal set; }

    public DicomPresentationContextCollection PresentationContexts { get; private set; } = [];

    public DicomServiceOptions Options { get; internal set; }
}
