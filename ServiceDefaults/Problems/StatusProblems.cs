using Microsoft.AspNetCore.Http;

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
        (problem.Type, problem.Title, problem.Detail) = meaning;
    }

    private static (string Type, string Title, string Detail)? Meaning(int status) => status switch
    {
        StatusCodes.Status400BadRequest =>
            (ProblemTypes.Invalid, "The request cannot be read", "The request is not what this address expects. Nothing was changed."),
        StatusCodes.Status401Unauthorized =>
            (ProblemTypes.SignedOut, "Not signed in", "Sign in, or send a valid API token."),
        StatusCodes.Status403Forbidden =>
            (ProblemTypes.Forbidden, "Not allowed", "Your roles do not allow this, or another site sent it. Nothing was changed."),
        StatusCodes.Status404NotFound =>
            (ProblemTypes.NotFound, "Not found", "There is nothing at this address."),
        StatusCodes.Status405MethodNotAllowed =>
            (ProblemTypes.Invalid, "Not possible here", "This address does not take requests of this method; the Allow header names those it takes."),
        StatusCodes.Status406NotAcceptable =>
            (ProblemTypes.Invalid, "Not in this format", "This address does not answer in a format that the request accepts."),
        StatusCodes.Status413PayloadTooLarge =>
            (ProblemTypes.TooLarge, "Too large", "The request is larger than this address takes. Nothing was changed."),
        StatusCodes.Status415UnsupportedMediaType =>
            (ProblemTypes.Invalid, "Not in this format", "The request's content type is not what this address expects. Nothing was changed."),
        StatusCodes.Status429TooManyRequests =>
            (ProblemTypes.Busy, "Too many requests", "Wait as long as the Retry-After header says, then go on."),
        StatusCodes.Status500InternalServerError =>
            (ProblemTypes.Outage, "Something went wrong here", "It was not your doing. Try again."),
        StatusCodes.Status502BadGateway or StatusCodes.Status503ServiceUnavailable or StatusCodes.Status504GatewayTimeout =>
            (ProblemTypes.Outage, "A part of Voxmark does not answer", "What is stored is safe. Try again in a moment."),
        _ => null,
    };
}
