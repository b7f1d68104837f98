using Microsoft.Extensions.Options;
using Voxmark.IngestService.Storage;
using Voxmark.IngestService.Uploads;
using Voxmark.ServiceDefaults.Objects;

namespace Voxmark.IngestService.Stow;

/// <summary>
/// Stores the parts of a request as uploads are stored. Parts come off the wire one by one; several at once are then
/// inspected and made durable, which takes the most time.
/// </summary>
internal sealed class StowReceiver(
    InstanceStore store, IObjects objects, SeriesCompletion completion, IOptions<UploadOptions> options)
{
    private const int AtOnce = 8;

    /// <summary>Senders pause between requests for less.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);

    private readonly long _maxBytes = options.Value.MaxFileBytes;

    /// <param name="study">Study that the instances must belong to; null for any.</param>
    /// <returns>Outcomes in the order of the parts, and what was wrong with the body, if anything was.</returns>
    public async Task<(IReadOnlyList<StowOutcome> Outcomes, string? Malformed)> ReceiveAsync(
        IAsyncEnumerable<StowParts.Part> parts, string? study, CancellationToken ct)
    {
        using var places = new SemaphoreSlim(AtOnce);
        var storing = new List<Task<StowOutcome>>();
        string? malformed = null;
        try
        {
            await foreach (var part in parts.WithCancellation(ct))
            {
                if (!part.IsDicom)
                {
                    storing.Add(Failed(StowFailure.CannotUnderstand, $"A part of type {part.PartType} is no DICOM file."));
                    continue;
                }

                var file = await ReceivedFile.ReceiveAsync(part.Content, objects.Stage(), _maxBytes, ct);
                if (file is null)
                {
                    storing.Add(Failed(StowFailure.OutOfResources, $"It is larger than {_maxBytes >> 20} MB."));
                    continue;
                }

                try
                {
                    await places.WaitAsync(ct);
                }
                catch
                {
                    file.Dispose();
                    throw;
                }

                storing.Add(Task.Run(() => StoreAsync(file, study, places), CancellationToken.None));
            }
        }
        catch (MalformedBodyException e)
        {
            malformed = e.Message;
        }
        finally
        {
            await Task.WhenAll(storing); // none outlives the request
        }

        return ([.. storing.Select(outcome => outcome.Result)], malformed);
    }

    private async Task<StowOutcome> StoreAsync(ReceivedFile received, string? study, SemaphoreSlim places)
    {
        try
        {
            using var file = received;
            var inspection = DicomInspection.Of(file.Path);
            if (inspection.Header is not { } header)
                return new(null, StowFailure.CannotUnderstand, inspection.Refusal);
            if (study is not null && header.StudyInstanceUid != study)
                return new(header, StowFailure.WrongStudy, "It belongs to another study than the request's address names.");

            var (disposition, reason, stored) = await store.StoreAsync(file, header, null, CancellationToken.None);
            IngestTelemetry.Received("stow-rs", disposition);
            completion.Touch(stored.SeriesInstanceUid, Quiet);
            return StowOutcome.Of(stored, disposition, reason);
        }
        finally
        {
            places.Release();
        }
    }

    private static Task<StowOutcome> Failed(ushort failure, string reason) =>
        Task.FromResult(new StowOutcome(null, failure, reason));
}
