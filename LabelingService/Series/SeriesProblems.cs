using Microsoft.AspNetCore.Http.HttpResults;
using Voxmark.Imaging.Volumes;
using Voxmark.ServiceDefaults.Problems;

namespace Voxmark.LabelingService.Series;

internal static class SeriesProblems
{
    public static ProblemHttpResult NotHere() =>
        Problem.NotFound("This series is not stored here, or its images are still being prepared.");

    public static string NoSuchSlice(VolumeHeader series, int slice) =>
        $"The series has {series.Slices} slices, 0 to {series.Slices - 1}; {slice} is not one of them.";
}
