using Microsoft.AspNetCore.Http.HttpResults;
using Voxmark.Contracts.Labeling;
using Voxmark.ServiceDefaults.Problems;

namespace Voxmark.LabelingService.Labels;

internal static class LabelProblems
{
    public static ProblemHttpResult NotHere() => Problem.NotFound("no-such-label", "There is no such label.");

    /// <returns>Null when the label has that revision, or none was asked for.</returns>
    public static ProblemHttpResult? NoSuchRevision(LabelSet label, int? wanted) =>
        wanted is not { } revision || (revision >= 0 && revision <= label.HeadRevision)
            ? null
            : Problem.NotFound("no-such-revision", $"The label has revisions 0 to {label.HeadRevision}; {revision} is not one of them.");

    /// <param name="outcome">Of a save that stored nothing.</param>
    public static ProblemHttpResult NotSaved(SaveOutcome outcome) => outcome switch
    {
        SaveOutcome.DoesNotFit(var why) => Problem.Invalid(why),
        SaveOutcome.SeriesChanged(var why) => why,
        SaveOutcome.Stale(var slices) => Stale(slices),
        SaveOutcome.Locked(var slices) => Locked(slices),
        _ => NotHere(),
    };

    private static ProblemHttpResult Locked(IReadOnlyList<LockedSlice> slices) => Problem.Of(
        StatusCodes.Status409Conflict, ProblemTypes.Locked, "Locked",
        Sentences.Of("segment-locked",
            $"On {slices.Count} of these slices pixels of a locked segment would change. Unlock it first. Nothing was saved."),
        new Dictionary<string, object?> { ["locked"] = slices });

    private static ProblemHttpResult Stale(IReadOnlyList<StaleSlice> slices)
    {
        var names = string.Join(", ", slices.Select(s => s.ChangedBy.Name).Distinct());
        return Problem.Of(
            StatusCodes.Status409Conflict, ProblemTypes.StaleRevision, "Changed meanwhile",
            Sentences.Of("slices-changed-meanwhile",
                $"{slices.Count} of these slices changed since you loaded them (by {names}). Nothing was saved."),
            new Dictionary<string, object?> { ["stale"] = slices });
    }
}
