using Microsoft.AspNetCore.Http;
using Voxmark.Contracts;

namespace Voxmark.ServiceDefaults.Problems;

/// <summary>What a bare status code means, for answers that say nothing else: the framework's own, and those of a proxy.</summary>
public static class StatusProblems
{
    /// <summary>Fills in what a problem does not say of itself.</summary>
    public static void Explain(ProblemDetailsContext context)
    {
        var problem = context.ProblemDetails;
        if (problem.Detail is not null || Meaning(context.HttpContext.Response.StatusCode) is not { } meaning)
            return;
        (problem.Type, problem.Title) = (meaning.Type, meaning.Title);
        problem.Say(meaning.Why);
    }

    internal static Sentence PartAwayWhy { get; } = Sentences.Of("part-away", "What is stored is safe. Try again in a moment.");

    private static (string Type, string Title, Sentence Why)? Meaning(int status) => status switch
    {
        StatusCodes.Status400BadRequest => (ProblemTypes.Invalid, "The request cannot be read",
            Sentences.Of("request-unreadable", "The request is not what this address expects. Nothing was changed.")),
        StatusCodes.Status401Unauthorized => (ProblemTypes.SignedOut, "Not signed in",
            Sentences.Of("signed-out", "Sign in, or send a valid API token.")),
        StatusCodes.Status403Forbidden => (ProblemTypes.Forbidden, "Not allowed",
            Sentences.Of("forbidden", "Your roles do not allow this, or another site sent it. Nothing was changed.")),
        StatusCodes.Status404NotFound => (ProblemTypes.NotFound, "Not found",
            Sentences.Of("nothing-here", "There is nothing at this address.")),
        StatusCodes.Status405MethodNotAllowed => (ProblemTypes.Invalid, "Not possible here",
            Sentences.Of("method-not-allowed",
                "This address does not take requests of this method; the Allow header names those it takes.")),
        StatusCodes.Status406NotAcceptable => (ProblemTypes.NotAcceptable, "Not in this format",
            Sentences.Of("not-acceptable", "This address does not answer in a format that the request accepts.")),
        StatusCodes.Status413PayloadTooLarge => (ProblemTypes.TooLarge, "Too large",
            Sentences.Of("request-too-large", "The request is larger than this address takes. Nothing was changed.")),
        StatusCodes.Status415UnsupportedMediaType => (ProblemTypes.Invalid, "Not in this format",
            Sentences.Of("content-type-unknown",
                "The request's content type is not what this address expects. Nothing was changed.")),
        StatusCodes.Status429TooManyRequests => (ProblemTypes.Busy, "Too many requests",
            Sentences.Of("too-many-requests", "Wait as long as the Retry-After header says, then go on.")),
        StatusCodes.Status500InternalServerError => (ProblemTypes.Outage, "Something went wrong here",
            Sentences.Of("failed", "It was not your doing. Try again.")),
        StatusCodes.Status502BadGateway or StatusCodes.Status503ServiceUnavailable or StatusCodes.Status504GatewayTimeout =>
            (ProblemTypes.Outage, "A part of Voxmark does not answer", PartAwayWhy),
        StatusCodes.Status507InsufficientStorage => (ProblemTypes.NoRoom, "The disk is full", OutageHandler.NoRoomWhy),
        _ => null,
    };
}
