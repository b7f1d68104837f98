using Microsoft.AspNetCore.Http.HttpResults;
using Voxmark.ServiceDefaults.Problems;

namespace Voxmark.IngestService.Wado;

internal static class WadoProblems
{
    public static ProblemHttpResult NotStored() => Problem.NotFound("Nothing is stored here under these identifiers.");

    public static ProblemHttpResult NoSuchFrame(int count) =>
        Problem.NotFound(count == 0 ? "This instance has no pixel data." : $"Frames are numbered 1 to {count} here.");

    public static ProblemHttpResult NotAcceptable(string detail) =>
        Problem.Of(StatusCodes.Status406NotAcceptable, ProblemTypes.NotAcceptable, "Not in that format", detail);
}
