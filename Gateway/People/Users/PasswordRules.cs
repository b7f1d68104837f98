using Voxmark.Contracts;
using Voxmark.ServiceDefaults.Problems;

namespace Voxmark.Gateway.People.Users;

/// <summary>
/// What a password must be, whoever chooses it. How hard it is to guess is zxcvbn's estimate (Wheeler, Dropbox
/// 2012), which knows the passwords people use, their keyboards and their dates.
/// </summary>
internal static class PasswordRules
{
    public const int MinLength = 8;
    public const int MinAdministratorLength = 12;

    /// <summary>More is no stronger, and estimating takes time with length.</summary>
    private const int MostEstimated = 64;

    /// <summary>Of 0–4. Below 2, a hundred million guesses do.</summary>
    private const int LeastScore = 2;

    /// <param name="names">Of the person: a password that holds one is guessed first.</param>
    public static Sentence? WhatIsWrong(string password, bool isAdministrator, params string[] names)
    {
        var minLength = isAdministrator ? MinAdministratorLength : MinLength;
        if (password.Length < minLength)
            return isAdministrator
                ? Sentences.Of("administrator-password-too-short",
                    $"An administrator's password must have at least {minLength} characters.")
                : Sentences.Of("password-too-short", $"A password must have at least {minLength} characters.");
        if (names.Any(name => name.Length >= 3 && password.Contains(name, StringComparison.OrdinalIgnoreCase)))
            return Sentences.Of("password-holds-name", "A password must not hold the person's name: it would be tried first.");
        var estimated = password.Length > MostEstimated ? password[..MostEstimated] : password;
        return Zxcvbn.Zxcvbn.MatchPassword(estimated, names).Score < LeastScore
            ? Sentences.Of("password-too-common",
                "This password is one that many use, or easily guessed. Choose another, for example three words.")
            : null;
    }
}
