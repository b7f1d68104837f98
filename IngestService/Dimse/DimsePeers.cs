using FellowOakDicom.Network;
using Microsoft.Extensions.Options;
using Voxmark.IngestService.Storage;
using Voxmark.ServiceDefaults.Objects;

namespace Voxmark.IngestService.Dimse;

/// <summary>Who may come in, how many at a time, and what all associations share. Thread-safe.</summary>
internal sealed class DimsePeers(
    IOptions<DimseOptions> options, IServiceScopeFactory scopes, IObjects objects, SeriesCompletion completion,
    SenderList senders, TimeProvider clock)
{
    /// <summary>Of one address, for each association that it may have: enough to be told that there are too many.</summary>
    private const int ConnectionsPerAssociation = 2;

    private readonly Dictionary<string, int> _connections = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _associations = new(StringComparer.Ordinal);
    private readonly Lock _counting = new();

    public TimeProvider Clock => clock;

    public DimseOptions Options => options.Value;

    public IServiceScopeFactory Scopes => scopes;

    public IObjects Objects => objects;

    /// <summary>An image of the series was received just now.</summary>
    public void Touch(string seriesInstanceUid) => completion.Touch(seriesInstanceUid, TimeSpan.FromSeconds(Options.QuietSeconds));

    /// <summary>Counts a connection; when it may be, <see cref="Disconnect"/> must follow.</summary>
    /// <returns>False when the address has too many.</returns>
    public bool TryConnect(string address)
    {
        lock (_counting)
            return TryCount(_connections, address, ConnectionsPerAssociation * Options.MaxAssociationsPerAddress);
    }

    public void Disconnect(string address)
    {
        lock (_counting)
            Discount(_connections, address);
    }

    /// <summary>Whether an association may be made; when it may, <see cref="Leave"/> must follow.</summary>
    /// <returns>Null, or why not.</returns>
    public async Task<(DicomRejectResult Result, DicomRejectSource Source, DicomRejectReason Reason)?> EnterAsync(
        DimseSender sender, string calledAe)
    {
        if (calledAe != Options.AeTitle)
            return (DicomRejectResult.Permanent, DicomRejectSource.ServiceUser, DicomRejectReason.CalledAENotRecognized);
        switch (await senders.MaySendAsync(sender))
        {
            case null:
                return (DicomRejectResult.Transient, DicomRejectSource.ServiceProviderPresentation, DicomRejectReason.TemporaryCongestion);
            case false:
                senders.NoteTurnedAway(sender);
                return (DicomRejectResult.Permanent, DicomRejectSource.ServiceUser, DicomRejectReason.CallingAENotRecognized);
        }

        lock (_counting)
        {
            if (_associations.Values.Sum() < Options.MaxAssociations
                && TryCount(_associations, sender.Address, Options.MaxAssociationsPerAddress))
                return null;
        }

        return (DicomRejectResult.Transient, DicomRejectSource.ServiceProviderPresentation, DicomRejectReason.LocalLimitExceeded);
    }

    public async Task RecordRefusalAsync(DimseSender sender)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DimseReceiver>().RecordRefusalAsync(sender);
    }

    public void Leave(DimseSender sender)
    {
        lock (_counting)
            Discount(_associations, sender.Address);
    }

    private static bool TryCount(Dictionary<string, int> counts, string address, int most)
    {
        var count = counts.GetValueOrDefault(address);
        if (count >= most)
            return false;
        counts[address] = count + 1;
        return true;
    }

    private static void Discount(Dictionary<string, int> counts, string address)
    {
        if (--counts[address] == 0)
            counts.Remove(address);
    }
}
