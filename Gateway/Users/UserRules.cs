using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Voxmark.ServiceDefaults.Authentication;

namespace Voxmark.Gateway.Users;

/// <summary>What a user may be called and given; every problem is a sentence for the administrator.</summary>
internal static partial class UserRules
{
    public static string? Problem(string? displayName, IReadOnlyList<string>? roles)
    {
        if (displayName?.Trim() is not { Length: >= 1 and <= 100 } name || name.Any(char.IsControl))
            return "The name that others see must have 1 to 100 characters.";
        if (roles is null or [])
            return "Choose at least one role: without one, a person sees nothing.";
        return roles.Except(Roles.ForPeople).Any() ? $"A role must be one of {string.Join(", ", Roles.ForPeople)}." : null;
    }

    public static string? UserNameProblem(string? userName) =>
        userName is not null && UserName().IsMatch(userName.Trim())
            ? null
            : "The user name must have 2 to 64 characters: letters, digits, and . _ - @ between them.";

    public static ProblemHttpResult Unknown() => ServiceDefaults.Problems.Problem.NotFound("There is no such user.");

    /// <summary>Identity's own reasons are sentences already.</summary>
    public static ProblemHttpResult Refusal(IdentityResult result) =>
        result.Errors.Any(error => error.Code == nameof(IdentityErrorDescriber.DuplicateUserName))
            ? ServiceDefaults.Problems.Problem.Conflict("Somebody has this user name already.")
            : ServiceDefaults.Problems.Problem.Invalid(string.Join(' ', result.Errors.Select(error => error.Description)));

    /// <summary>What Identity allows, and no name that looks like another one with a space or a control character in it.</summary>
    [GeneratedRegex(@"\A[a-zA-Z0-9][a-zA-Z0-9._@-]{0,62}[a-zA-Z0-9]\z")]
    private static partial Regex UserName();
}
