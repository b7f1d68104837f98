using Voxmark.Contracts;
using Voxmark.ServiceDefaults.Problems;

namespace Voxmark.QuantService.Patients;

/// <summary>Typed values outside these limits are slips of the keyboard: metres for centimetres, pounds, a missing point.</summary>
internal static class PatientValueRules
{
    private const double MinHeightCm = 50;
    private const double MaxHeightCm = 250;
    private const double MinWeightKg = 2;
    private const double MaxWeightKg = 400;

    /// <returns>Null when nothing is, else which field it is and why.</returns>
    public static (string Field, Sentence Why)? WhatIsWrong(double? heightCm, double? weightKg) =>
        heightCm is not (null or (>= MinHeightCm and <= MaxHeightCm))
            ? ("heightCm", Sentences.Of("height-range", $"Height is given in centimetres, from {MinHeightCm} to {MaxHeightCm}."))
        : weightKg is not (null or (>= MinWeightKg and <= MaxWeightKg))
            ? ("weightKg", Sentences.Of("weight-range", $"Weight is given in kilograms, from {MinWeightKg} to {MaxWeightKg}."))
        : null;
}
