namespace Voxmark.Contracts.Access;

/// <summary>
/// Event: another system sent or fetched images past the gateway, over DIMSE. The gateway writes it into the audit trail;
/// publish one per series and association through the outbox, in the transaction that stores the images.
/// </summary>
/// <param name="Id">Makes a second delivery of the same event count once.</param>
/// <param name="Action"><c>image.receive</c>, <c>image.send</c> or <c>study.query</c>.</param>
/// <param name="CallingAeTitle">As the peer named itself.</param>
/// <param name="Address">The peer's IP address.</param>
/// <param name="ImageCount">Images of this series with this outcome.</param>
/// <param name="Status">As in <see cref="AuditRow"/>: 200 done, 403 refused (unknown AE title), 422 cannot be kept.</param>
public sealed record ImagesExchanged(
    Guid Id, DateTimeOffset At, string Action, string CallingAeTitle, string Address,
    string? StudyInstanceUid, string? SeriesInstanceUid, int ImageCount, int Status);
