using System.Data.Common;
using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging;
using Voxmark.Contracts;

namespace Voxmark.ServiceDefaults.Problems;

/// <summary>
/// Exceptions are bugs or outages: the user learns that it was not their doing and gets the trace id, the log gets the
/// rest. A request that the client gave up on, or a malformed one, is neither.
/// </summary>
internal sealed partial class OutageHandler(IProblemDetailsService problems, ILogger<OutageHandler> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        if (context.RequestAborted.IsCancellationRequested)
        {
            context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return true;
        }

        var details = exception is BadHttpRequestException bad ? Malformed(bad)
            : DiskFailure.IsIn(exception) ? NoRoom()
            : exception is FileNotFoundException or DirectoryNotFoundException ? Missing()
            : exception is DamagedDataException damaged ? Damaged(damaged)
            : IsDatabaseAway(exception) ? Away()
            : IsServiceAway(exception) ? PartAway() : Outage();
        if (details.Status == StatusCodes.Status500InternalServerError)
            Unhandled(exception, context.GetEndpoint()?.DisplayName);
        else if (details.Status == StatusCodes.Status507InsufficientStorage)
            DiskFull(context.GetEndpoint()?.DisplayName, exception.GetBaseException().GetType().Name);
        else if (details.Status == StatusCodes.Status503ServiceUnavailable)
            OtherAway(context.GetEndpoint()?.DisplayName, exception.GetBaseException().Message);

        context.Response.StatusCode = details.Status!.Value;
        return await problems.TryWriteAsync(new ProblemDetailsContext { HttpContext = context, ProblemDetails = details });
    }

    private static ProblemDetails Malformed(BadHttpRequestException exception) => new ProblemDetails
    {
        Status = exception.StatusCode,
        Type = exception.StatusCode == StatusCodes.Status413PayloadTooLarge ? ProblemTypes.TooLarge : ProblemTypes.Invalid,
        Title = "The request cannot be read",
    }.Say(Sentences.Of("request-unreadable", "The request is not what this address expects. Nothing was changed."));

    /// <summary>Down, starting, or gone in the middle; the provider says which errors pass by themselves.</summary>
    private static bool IsDatabaseAway(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is DbException { IsTransient: true })
                return true;
        }

        return false;
    }

    private static ProblemDetails Away() => new ProblemDetails
    {
        Status = StatusCodes.Status503ServiceUnavailable,
        Type = ProblemTypes.Outage,
        Title = "The database is away",
    }.Say(Sentences.Of("database-away", "It is expected back within a minute. Try again then."));

    /// <summary>Another service does not answer, or says that it cannot; one that calls the request wrong is our own fault.</summary>
    private static bool IsServiceAway(Exception exception) =>
        exception is HttpRequestException { StatusCode: null or >= HttpStatusCode.InternalServerError };

    private static ProblemDetails PartAway() => new ProblemDetails
    {
        Status = StatusCodes.Status503ServiceUnavailable,
        Type = ProblemTypes.Outage,
        Title = "A part of Voxmark does not answer",
    }.Say(StatusProblems.PartAwayWhy);

    internal static Sentence NoRoomWhy { get; } = Sentences.Of("disk-full",
        "The disk is full or cannot be written, so nothing of this was stored. What was stored before is safe. "
        + "Send it again when the administrator has made room.");

    private static ProblemDetails NoRoom() => new ProblemDetails
    {
        Status = StatusCodes.Status507InsufficientStorage,
        Type = ProblemTypes.NoRoom,
        Title = "The disk is full",
    }.Say(NoRoomWhy);

    /// <summary>The index names it, and it is not there.</summary>
    private static ProblemDetails Missing() => new ProblemDetails
    {
        Status = StatusCodes.Status500InternalServerError,
        Type = ProblemTypes.Outage,
        Title = "A stored file is missing",
    }.Say(Sentences.Of("stored-file-missing", "A file of this is missing from the store. Send its images again, and it is put back."));

    private static ProblemDetails Damaged(DamagedDataException exception) => new ProblemDetails
    {
        Status = StatusCodes.Status500InternalServerError,
        Type = ProblemTypes.Outage,
        Title = "Stored data is damaged",
    }.Say(exception.Why);

    private static ProblemDetails Outage()
    {
        var report = Activity.Current?.TraceId.ToString() ?? "the time";
        return new ProblemDetails
        {
            Status = StatusCodes.Status500InternalServerError,
            Type = ProblemTypes.Outage,
            Title = "Something went wrong here",
        }.Say(Sentences.Of("outage", $"It was not your doing. Try again; if it happens again, report {report}."));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database, or another service, was away in {Endpoint}: {Reason}")]
    private partial void OtherAway(string? endpoint, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "The disk is full or cannot be written, in {Endpoint} ({Reason})")]
    private partial void DiskFull(string? endpoint, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Unhandled exception in {Endpoint}")]
    private partial void Unhandled(Exception exception, string? endpoint);
}
