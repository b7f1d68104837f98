using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Voxmark.Contracts;
using Voxmark.Imaging.Volumes;
using Voxmark.ServiceDefaults.Problems;

namespace Voxmark.ServiceDefaults.Volumes;

/// <summary>What every service says of a series that it cannot use as it is asked to.</summary>
public static class SeriesProblems
{
    public static ProblemHttpResult NotHere() =>
        Problem.NotFound("series-not-here", $"This series is not stored here, or its images are still being prepared.");

    /// <summary>A body, or an address, counts slices on a volume that is no longer the series'.</summary>
    /// <param name="volumeId">The series' volume now; sent along as <c>volumeId</c>.</param>
    public static ProblemHttpResult Changed(string volumeId) => Problem.Of(
        StatusCodes.Status409Conflict, ProblemTypes.SeriesChanged, "The series has changed",
        Sentences.Of("series-changed",
            "Images of this series came, went or were replaced since it was opened, so its slices count otherwise now. "
            + "Nothing was changed; open it again to go on."),
        new Dictionary<string, object?> { ["volumeId"] = volumeId });

    public static Sentence NoSuchSlice(VolumeHeader series, int slice)
    {
        var last = series.Slices - 1;
        return Sentences.Of(
            "no-such-slice", $"The series has {series.Slices} slices, 0 to {last}; {slice} is not one of them.");
    }
}
