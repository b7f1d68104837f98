using Voxmark.Contracts;
using Voxmark.Contracts.Quant;
using Voxmark.QuantService.Patients;
using Voxmark.ServiceDefaults.Problems;

namespace Voxmark.QuantService.Jobs;

internal static class StartQuantRules
{
    /// <inheritdoc cref="PatientValueRules.WhatIsWrong"/>
    public static (string Field, Sentence Why)? WhatIsWrong(StartQuant request)
    {
        if (PatientValueRules.WhatIsWrong(request.HeightCm, request.WeightKg) is { } wrong)
            return wrong;
        if (request.ReferenceSlice < 0)
            return ("referenceSlice", Sentences.Of("slices-from-zero", "Slices are counted from 0, at the feet."));
        if (request.Revision < 0)
            return ("revision", Sentences.Of("revisions-from-zero", "Revisions are counted from 0, the empty label."));
        return null;
    }
}
