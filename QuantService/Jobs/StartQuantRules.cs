using Voxmark.Contracts.Quant;
using Voxmark.QuantService.Patients;

namespace Voxmark.QuantService.Jobs;

internal static class StartQuantRules
{
    /// <returns>Messages by the name of the field, as validation problem details carry them; empty when all is well.</returns>
    public static Dictionary<string, string[]> Check(StartQuant request)
    {
        var errors = PatientValueRules.Check(request.HeightCm, request.WeightKg);
        if (request.ReferenceSlice < 0)
            errors["referenceSlice"] = ["Slices are counted from 0, at the feet."];
        if (request.Revision < 0)
            errors["revision"] = ["Revisions are counted from 0, the empty label."];
        return errors;
    }
}
