using System.Collections.Frozen;
using FellowOakDicom.Network;
using Microsoft.Extensions.Options;
using Voxmark.IngestService.Storage;
using Voxmark.ServiceDefaults.Storage;

namespace Voxmark.IngestService.Dimse;

/// <summary>Who may come in, how many at a time, and what all associations share. Thread-safe.</summary>
internal sealed class DimsePeers(
    IOptions<DimseOptions> options, IServiceScopeFactory scopes, ObjectStore objects, SeriesCompletion completion)
{
    private readonly FrozenSet<string> _allowed = options.Value.AllowedCallingAeTitles.ToFrozenSet(StringComparer.Ordinal);
    private int _associations;

    public DimseOptions Options => options.Value;

    public IServiceScopeFactory Scopes => scopes;

    public ObjectStore Objects => objects;

    /// <summary>An image of the series was stored just now.</summary>
    public void Touch(string seriesInstanceUid) => completion.Touch(seriesInstanceUid, TimeSpan.FromSeconds(Options.QuietSeconds));

    /// <summary>Whether an association may be made; when it may, <see cref="Leave"/> must follow.</summary>
    /// <returns>Null, or why not.</returns>
    public (DicomRejectResult Result, DicomRejectSource Source, DicomRejectReason Reason)? Enter(string callingAe, string calledAe)
    {
        if (calledAe != Options.AeTitle)
            return (DicomRejectResult.Permanent, DicomRejectSource.ServiceUser, DicomRejectReason.CalledAENotRecognized);
        if (_allowed.Count > 0 && !_allowed.Contains(callingAe))
            return (DicomRejectResult.Permanent, DicomRejectSource.ServiceUser, DicomRejectReason.CallingAENotRecognized);
        if (Interlocked.Increment(ref _associations) <= Options.MaxAssociations)
            return null;
        Leave();
        return (DicomRejectResult.Transient, DicomRejectSource.ServiceProviderPresentation, DicomRejectReason.LocalLimitExceeded);
    }

    public async Task RecordRefusalAsync(DimseSender sender)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DimseReceiver>().RecordRefusalAsync(sender);
    }

    public void Leave() => Interlocked.Decrement(ref _associations);
}
