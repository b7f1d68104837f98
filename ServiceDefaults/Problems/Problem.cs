using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Voxmark.ServiceDefaults.Problems;

/// <summary>Expected failures as answers. <c>detail</c> is a sentence for the user and never identifies a patient.</summary>
public static class Problem
{
    public static ProblemHttpResult NotFound(string detail) =>
        Of(StatusCodes.Status404NotFound, ProblemTypes.NotFound, "Not found", detail);

    public static ProblemHttpResult Invalid(string detail) =>
        Of(StatusCodes.Status400BadRequest, ProblemTypes.Invalid, "This cannot be done", detail);

    /// <summary>It will be there later: a volume that is still being built, a job that has not finished.</summary>
    public static ProblemHttpResult NotReady(string detail) =>
        Of(StatusCodes.Status409Conflict, ProblemTypes.NotReady, "Not ready yet", detail);

    public static ProblemHttpResult Unreadable(string detail) =>
        Of(StatusCodes.Status422UnprocessableEntity, ProblemTypes.Unreadable, "Cannot be read", detail);

    /// <summary>Too much is asked for at once: the same request will be answered a little later.</summary>
    public static ProblemHttpResult Busy(string detail) =>
        Of(StatusCodes.Status429TooManyRequests, ProblemTypes.Busy, "Busy", detail);

    /// <summary>Something that is needed does not answer; nothing was done.</summary>
    public static ProblemHttpResult Unavailable(string detail) =>
        Of(StatusCodes.Status503ServiceUnavailable, ProblemTypes.Outage, "Not available", detail);

    /// <summary>It contradicts what is there, and waiting will not help.</summary>
    public static ProblemHttpResult Conflict(string detail) =>
        Of(StatusCodes.Status409Conflict, ProblemTypes.Conflict, "This cannot be done", detail);

    public static ProblemHttpResult Of(
        int status, string type, string title, string detail, IDictionary<string, object?>? extensions = null) =>
        TypedResults.Problem(detail, statusCode: status, title: title, type: type, extensions: extensions);
}
