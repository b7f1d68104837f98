namespace Voxmark.Contracts.Access;

/// <summary>Somebody who may sign in.</summary>
/// <param name="UserName">What is typed to sign in; never changes.</param>
/// <param name="DisplayName">The name that others see beside this person's work.</param>
/// <param name="Roles">Any of <c>admin</c>, <c>annotator</c>, <c>reviewer</c>, <c>researcher</c>.</param>
public sealed record UserSummary(
    Guid Id, string UserName, string DisplayName, IReadOnlyList<string> Roles, DateTimeOffset CreatedAt,
    bool IsDisabled);

/// <param name="Password">Null has one made.</param>
public sealed record CreateUser(string UserName, string DisplayName, IReadOnlyList<string> Roles, string? Password);

/// <param name="Password">The first password; this answer is the only place where it can be read.</param>
public sealed record UserCreated(UserSummary User, string Password);

/// <summary>Everything of a user that an administrator may change, as it shall be.</summary>
public sealed record ChangeUser(string DisplayName, IReadOnlyList<string> Roles, bool IsDisabled);

/// <param name="Password">Null has one made.</param>
public sealed record ResetPassword(string? Password);

/// <param name="Password">This answer is the only place where it can be read.</param>
public sealed record PasswordWasReset(string Password);
