namespace Voxmark.Contracts;

/// <summary>A message that a service could not send.</summary>
/// <param name="Type">What it is called: <c>series-segmented</c>.</param>
/// <param name="Body">JSON: identifiers, no patient's name.</param>
/// <param name="Failure">Why the last attempt failed, for a technician.</param>
public sealed record ShelvedMessage(
    Guid Id, string Type, string Body, DateTimeOffset CreatedAt, DateTimeOffset ShelvedAt, int Attempts, string Failure);
