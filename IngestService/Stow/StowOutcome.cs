using Voxmark.Contracts.Ingest;
using Voxmark.IngestService.Storage;

namespace Voxmark.IngestService.Stow;

/// <summary>Failure reasons of a store (PS3.18 §I.2.2, PS3.4 §B.2.3).</summary>
internal static class StowFailure
{
    public const ushort DuplicateInstance = 0x0111;
    public const ushort OutOfResources = 0xA700;
    public const ushort WrongStudy = 0xA900;
    public const ushort CannotUnderstand = 0xC000;
}

/// <summary>What became of one part of a STOW-RS request.</summary>
/// <param name="Header">Null when the part is no instance that we could read.</param>
/// <param name="Failure">Null when the instance is stored, now or before.</param>
/// <param name="Reason">A sentence for the user that goes with a failure.</param>
internal sealed record StowOutcome(InstanceHeader? Header, ushort? Failure, string? Reason)
{
    public static StowOutcome Of(InstanceHeader header, FileDisposition disposition, string? reason) =>
        disposition is FileDisposition.Stored or FileDisposition.AlreadyThere
            ? new(header, null, null)
            : new(header, StowFailure.DuplicateInstance, reason);
}
