using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Voxmark.Contracts;
using Voxmark.ServiceDefaults.Authentication;
using Voxmark.ServiceDefaults.Problems;

namespace Voxmark.Gateway.People.Users;

/// <summary>What a user may be called and given; whatever is wrong is a sentence for the administrator.</summary>
internal static partial class UserRules
{
    public static Sentence? WhatIsWrong(string? displayName, IReadOnlyList<string>? roles)
    {
        if (displayName?.Trim() is not { Length: >= 1 and <= VoxmarkUser.MaxNameLength } name || name.Any(char.IsControl))
            return Sentences.Of("display-name", "The name that others see must have 1 to 100 characters.");
        if (roles is null or [])
            return Sentences.Of("no-role", "Choose at least one role: without one, a person sees nothing.");
        var known = string.Join(", ", Roles.ForPeople);
        return roles.Except(Roles.ForPeople).Any() ? Sentences.Of("unknown-role", $"A role must be one of {known}.") : null;
    }

    public static Sentence? WhatIsWrongWithUserName(string? userName) =>
        userName is not null && UserName().IsMatch(userName.Trim())
            ? null
            : Sentences.Of("user-name", "The user name must have 2 to 64 characters: letters, digits, and . _ - @ between them.");

    public static ProblemHttpResult Unknown() => Problem.NotFound("no-such-user", "There is no such user.");

    public static ProblemHttpResult Refusal(IdentityResult result)
    {
        var error = result.Errors.First();
        return error.Code switch
        {
            nameof(IdentityErrorDescriber.DuplicateUserName) =>
                Problem.Conflict("user-name-taken", "Somebody has this user name already."),
            nameof(IdentityErrorDescriber.ConcurrencyFailure) =>
                Problem.Conflict("user-changed-meanwhile", "Somebody else changed this user just now. Read it again."),
            _ => Problem.Invalid("user-refused", $"This cannot be stored: {error.Description}"),
        };
    }

    /// <summary>What Identity allows, and no name that looks like another one with a space or a control character in it.</summary>
    [GeneratedRegex(@"\A[a-zA-Z0-9][a-zA-Z0-9._@-]{0,62}[a-zA-Z0-9]\z")]
    private static partial Regex UserName();
}
