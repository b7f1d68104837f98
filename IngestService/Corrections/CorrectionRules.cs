using Voxmark.Contracts;
using Voxmark.Contracts.Ingest;
using Voxmark.ServiceDefaults.Problems;

namespace Voxmark.IngestService.Corrections;

/// <summary>What a patient's attributes may be, by their value representations (PS3.5 §6.2).</summary>
internal static class CorrectionRules
{
    public const int MaxReasonLength = 400;
    private const int MaxGroupLength = 64;

    /// <summary>Blank values are none.</summary>
    public static PatientIdentity Tidied(PatientIdentity patient) =>
        new(OrNull(patient.Name), OrNull(patient.Id), OrNull(patient.Sex)?.ToUpperInvariant(), patient.BirthDate);

    /// <returns>A sentence for the user; null when all is well.</returns>
    public static Sentence? WhatIsWrong(PatientIdentity patient, string? reason, DateOnly today) => patient switch
    {
        { Name: { } name } when !IsPersonName(name) =>
            Sentences.Of("patient-name-form",
                "A name has at most three groups of 64 characters, separated by =, with at most five parts each, separated by ^."),
        { Id: { } id } when id.Length > MaxGroupLength || HasForbidden(id) =>
            Sentences.Of("patient-id-form", "A patient's ID has at most 64 characters and no backslash."),
        { Sex: not (null or "M" or "F" or "O") } => Sentences.Of("patient-sex-form", "Sex is M, F, O or left empty."),
        { BirthDate: { } born } when born > today || born.Year < 1850 =>
            Sentences.Of("birth-date-form", "The birth date lies in the past, after 1850."),
        _ when reason?.Length > MaxReasonLength || (reason is not null && reason.Any(char.IsControl)) =>
            Sentences.Of("reason-form", $"A reason has at most {MaxReasonLength} characters in one line."),
        _ => null,
    };

    private static bool IsPersonName(string name) =>
        name.Split('=') is { Length: <= 3 } groups
        && groups.All(group => group.Length <= MaxGroupLength && group.Split('^').Length <= 5 && !HasForbidden(group));

    private static bool HasForbidden(string text) => text.Any(character => char.IsControl(character) || character == '\\');

    private static string? OrNull(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
