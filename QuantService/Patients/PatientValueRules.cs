namespace Voxmark.QuantService.Patients;

/// <summary>Typed values outside these limits are slips of the keyboard: metres for centimetres, pounds, a missing point.</summary>
internal static class PatientValueRules
{
    private const double MinHeightCm = 50;
    private const double MaxHeightCm = 250;
    private const double MinWeightKg = 2;
    private const double MaxWeightKg = 400;

    /// <returns>Messages by the name of the field, as validation problem details carry them; empty when all is well.</returns>
    public static Dictionary<string, string[]> Check(double? heightCm, double? weightKg)
    {
        var errors = new Dictionary<string, string[]>();
        if (heightCm is { } height && !(height is >= MinHeightCm and <= MaxHeightCm))
            errors["heightCm"] = [$"Height is given in centimetres, from {MinHeightCm} to {MaxHeightCm}."];
        if (weightKg is { } weight && !(weight is >= MinWeightKg and <= MaxWeightKg))
            errors["weightKg"] = [$"Weight is given in kilograms, from {MinWeightKg} to {MaxWeightKg}."];
        return errors;
    }
}
