#nullable disable
namespace FellowOakDicom.Network;

/// <summary>PS3.8 table 9-18.</summary>
public enum DicomPresentationContextResult : byte
{
    Proposed = 255,
    Accept = 0,
    RejectUser = 1,
    RejectNoReason = 2,
    RejectAbstractSyntaxNotSupported = 3,
    RejectTransferSyntaxesNotSupported = 4,
}

/// <summary>A SOP class, and the transfer syntaxes in which its data sets may travel.</summary>
public class DicomPresentationContext
{
    private readonly List<DicomTransferSyntax> _transferSyntaxes = [];

    public DicomPresentationContext(byte pcid, DicomUID abstractSyntax)
        : this(pcid, abstractSyntax, null, null)
    {
    }

    public DicomPresentationContext(byte pcid, DicomUID abstractSyntax, bool? userRole, bool? providerRole)
    {
        ID = pcid;
        AbstractSyntax = abstractSyntax;
        UserRole = userRole;
        ProviderRole = providerRole;
    }

    public byte ID { get; }

    public DicomPresentationContextResult Result { get; private set; } = DicomPresentationContextResult.Proposed;

    public DicomUID AbstractSyntax { get; }

    /// <summary>Null unless the context is accepted.</summary>
    public DicomTransferSyntax AcceptedTransferSyntax { get; private set; }

    public bool? UserRole { get; internal set; }

    public bool? ProviderRole { get; internal set; }

    /// <exception cref="DicomNetworkException">Accepted without a transfer syntax.</exception>
    public void SetResult(DicomPresentationContextResult result) => SetResult(result, _transferSyntaxes.FirstOrDefault());

    /// <inheritdoc cref="SetResult(DicomPresentationContextResult)"/>
    public void SetResult(DicomPresentationContextResult result, DicomTransferSyntax acceptedTransferSyntax)
    {
        var isAccepted = result == DicomPresentationContextResult.Accept;
        if (isAccepted && acceptedTransferSyntax is null)
        {
            throw new DicomNetworkException("A presentation context is accepted with a transfer syntax");
        }

        _transferSyntaxes.Clear();
        _transferSyntaxes.Add(acceptedTransferSyntax);
        Result = result;
        AcceptedTransferSyntax = isAccepted ? acceptedTransferSyntax : null;
    }

    /// <summary>Accepts the first of the proposed transfer syntaxes that is among these.</summary>
    /// <returns>False, and the context is rejected, when none is.</returns>
    public bool AcceptTransferSyntaxes(params DicomTransferSyntax[] acceptedTransferSyntaxes) =>
        AcceptTransferSyntaxes(acceptedTransferSyntaxes, false);

    /// <param name="acceptedTransferSyntaxes">What the provider takes.</param>
    /// <param name="scpPriority">The provider's order counts rather than the proposer's.</param>
    /// <inheritdoc cref="AcceptTransferSyntaxes(DicomTransferSyntax[])"/>
    public bool AcceptTransferSyntaxes(DicomTransferSyntax[] acceptedTransferSyntaxes, bool scpPriority)
    {
        if (Result == DicomPresentationContextResult.Accept)
        {
            return true;
        }

        var (first, second) = scpPriority
            ? (acceptedTransferSyntaxes, _transferSyntaxes)
            : ((IList<DicomTransferSyntax>)_transferSyntaxes, (IList<DicomTransferSyntax>)acceptedTransferSyntaxes);
        var chosen = first.FirstOrDefault(second.Contains);
        SetResult(
            chosen is null
                ? DicomPresentationContextResult.RejectTransferSyntaxesNotSupported
                : DicomPresentationContextResult.Accept,
            chosen ?? _transferSyntaxes.FirstOrDefault());
        return chosen is not null;
    }

    public void AddTransferSyntax(DicomTransferSyntax ts)
    {
        if (ts is not null && !_transferSyntaxes.Contains(ts))
        {
            _transferSyntaxes.Add(ts);
        }
    }

    public void RemoveTransferSyntax(DicomTransferSyntax ts) => _transferSyntaxes.Remove(ts);

    public void ClearTransferSyntaxes() => _transferSyntaxes.Clear();

    public IList<DicomTransferSyntax> GetTransferSyntaxes() => _transferSyntaxes.AsReadOnly();

    public bool HasTransferSyntax(DicomTransferSyntax ts) => _transferSyntaxes.Contains(ts);
}
