namespace Voxmark.Contracts.Access;

/// <summary>Who asks.</summary>
public sealed record OwnAccount(Guid Id, string UserName, string DisplayName, IReadOnlyList<string> Roles);

/// <summary>A browser in which somebody is signed in.</summary>
/// <param name="LastSeenAt">To the minute.</param>
/// <param name="Browser">As it names itself.</param>
/// <param name="IsThisOne">The one that asks.</param>
public sealed record OwnSession(
    Guid Id, DateTimeOffset StartedAt, DateTimeOffset LastSeenAt, string? Address, string? Browser, bool IsThisOne);

public sealed record ChangePassword(string CurrentPassword, string NewPassword);

/// <summary>A secret for scripts; it acts with its owner's roles.</summary>
/// <param name="ExpiresAt">Null: it never does.</param>
/// <param name="LastUsedAt">To the minute; null when it never was.</param>
public sealed record ApiTokenSummary(
    Guid Id, string Name, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt, DateTimeOffset? LastUsedAt);

/// <param name="ExpiresAt">In the future; null: never.</param>
public sealed record CreateApiToken(string Name, DateTimeOffset? ExpiresAt);

/// <param name="Secret">What goes after <c>Authorization: Bearer</c>; this answer is the only place where it can be read.</param>
public sealed record ApiTokenCreated(ApiTokenSummary Token, string Secret);
