using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Voxmark.Contracts;

namespace Voxmark.ServiceDefaults.Problems;

/// <summary>
/// Expected failures as answers. What is said has a code and parameters, by which pages say it in the reader's language
/// (<see cref="Sentences"/>); <c>detail</c> is the English, and never identifies a patient.
/// </summary>
public static class Problem
{
    public static ProblemHttpResult NotFound(string code, SentenceText text) => NotFound(Sentences.Of(code, text));

    public static ProblemHttpResult NotFound(Sentence why) =>
        Of(StatusCodes.Status404NotFound, ProblemTypes.NotFound, "Not found", why);

    public static ProblemHttpResult Invalid(string code, SentenceText text) => Invalid(Sentences.Of(code, text));

    public static ProblemHttpResult Invalid(Sentence why) =>
        Of(StatusCodes.Status400BadRequest, ProblemTypes.Invalid, "This cannot be done", why);

    /// <param name="field">Of the body; <c>errors</c> names it, as validation problem details do.</param>
    public static ProblemHttpResult InvalidField(string field, Sentence why) => Of(
        StatusCodes.Status400BadRequest, ProblemTypes.Invalid, "These values cannot be used", why,
        new Dictionary<string, object?> { ["errors"] = new Dictionary<string, string[]> { [field] = [why.Text] } });

    public static ProblemHttpResult NotReady(string code, SentenceText text) => NotReady(Sentences.Of(code, text));

    /// <summary>It will be there later: a volume that is still being built, a job that has not finished.</summary>
    public static ProblemHttpResult NotReady(Sentence why) =>
        Of(StatusCodes.Status409Conflict, ProblemTypes.NotReady, "Not ready yet", why);

    public static ProblemHttpResult Unreadable(string code, SentenceText text) => Unreadable(Sentences.Of(code, text));

    public static ProblemHttpResult Unreadable(Sentence why) =>
        Of(StatusCodes.Status422UnprocessableEntity, ProblemTypes.Unreadable, "Cannot be read", why);

    public static ProblemHttpResult Busy(string code, SentenceText text) => Busy(Sentences.Of(code, text));

    /// <summary>Too much is asked for at once: the same request will be answered a little later.</summary>
    public static ProblemHttpResult Busy(Sentence why) =>
        Of(StatusCodes.Status429TooManyRequests, ProblemTypes.Busy, "Busy", why);

    public static ProblemHttpResult Unavailable(string code, SentenceText text) => Unavailable(Sentences.Of(code, text));

    /// <summary>Something that is needed does not answer; nothing was done.</summary>
    public static ProblemHttpResult Unavailable(Sentence why) =>
        Of(StatusCodes.Status503ServiceUnavailable, ProblemTypes.Outage, "Not available", why);

    public static ProblemHttpResult Conflict(string code, SentenceText text) => Conflict(Sentences.Of(code, text));

    /// <summary>It contradicts what is there, and waiting will not help.</summary>
    public static ProblemHttpResult Conflict(Sentence why) =>
        Of(StatusCodes.Status409Conflict, ProblemTypes.Conflict, "This cannot be done", why);

    /// <param name="members">What a program needs besides.</param>
    public static ProblemHttpResult Of(
        int status, string type, string title, Sentence why, IReadOnlyDictionary<string, object?>? members = null)
    {
        var details = new ProblemDetails { Status = status, Type = type, Title = title }.Say(why);
        foreach (var (name, value) in members ?? new Dictionary<string, object?>())
            details.Extensions[name] = value;
        return TypedResults.Problem(details);
    }

    internal static ProblemDetails Say(this ProblemDetails details, Sentence why)
    {
        details.Detail = why.Text;
        details.Extensions["code"] = why.Code;
        if (why.Parameters is not null)
            details.Extensions["parameters"] = why.Parameters;
        return details;
    }

    // Rooms whose sentences have no code yet.

    public static ProblemHttpResult NotFound(string detail) =>
        Of(StatusCodes.Status404NotFound, ProblemTypes.NotFound, "Not found", detail);

    public static ProblemHttpResult Invalid(string detail) =>
        Of(StatusCodes.Status400BadRequest, ProblemTypes.Invalid, "This cannot be done", detail);

    public static ProblemHttpResult NotReady(string detail) =>
        Of(StatusCodes.Status409Conflict, ProblemTypes.NotReady, "Not ready yet", detail);

    public static ProblemHttpResult Unreadable(string detail) =>
        Of(StatusCodes.Status422UnprocessableEntity, ProblemTypes.Unreadable, "Cannot be read", detail);

    public static ProblemHttpResult Busy(string detail) =>
        Of(StatusCodes.Status429TooManyRequests, ProblemTypes.Busy, "Busy", detail);

    public static ProblemHttpResult Unavailable(string detail) =>
        Of(StatusCodes.Status503ServiceUnavailable, ProblemTypes.Outage, "Not available", detail);

    public static ProblemHttpResult Conflict(string detail) =>
        Of(StatusCodes.Status409Conflict, ProblemTypes.Conflict, "This cannot be done", detail);

    public static ProblemHttpResult Of(
        int status, string type, string title, string detail, IDictionary<string, object?>? extensions = null) =>
        TypedResults.Problem(detail, statusCode: status, title: title, type: type, extensions: extensions);
}
