namespace Voxmark.Contracts.Ingest;

/// <summary>Who may send images by C-STORE.</summary>
/// <param name="AeTitle">Ours.</param>
/// <param name="Port">Null when nothing is received this way.</param>
/// <param name="IsOpen">Nobody is listed, and anybody may send.</param>
/// <param name="Configured">AE titles that the configuration allows, from any address.</param>
/// <param name="TurnedAway">Newest first, since the service started.</param>
public sealed record SenderOverview(
    string AeTitle, int? Port, bool IsOpen, IReadOnlyList<SenderEntry> Listed, IReadOnlyList<string> Configured,
    IReadOnlyList<SenderTurnedAway> TurnedAway);

/// <param name="Address">IP address that it must come from; null: any.</param>
public sealed record SenderEntry(string AeTitle, string? Address, string? Note, DateTimeOffset ListedAt);

public sealed record SenderTurnedAway(string AeTitle, string Address, DateTimeOffset At);

/// <inheritdoc cref="SenderEntry"/>
public sealed record ListSender(string? Address, string? Note);
