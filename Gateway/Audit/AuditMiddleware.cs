using Voxmark.ServiceDefaults.Problems;

namespace Voxmark.Gateway.Audit;

/// <summary>
/// Records what passes through the gateway. A change is answered only after its row is in the database (or after a few
/// seconds of trying: it has happened then, and its row waits in the queue); a read is recorded within a second.
/// </summary>
internal sealed partial class AuditMiddleware(RequestDelegate next, AuditTrail trail, TimeProvider clock, ILogger<AuditMiddleware> log)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task InvokeAsync(HttpContext context)
    {
        if (ActionOf(context) is not { } action)
        {
            await next(context);
            return;
        }

        if (!await trail.ReserveAsync(Patience, context.RequestAborted))
        {
            await Problem.Unavailable("audit-away", "What is done here must be recorded, and the record cannot be written now. Nothing was done. Try again in a minute.")
                .ExecuteAsync(context);
            return;
        }

        var isRecorded = false;
        context.Response.OnStarting(() => RecordOnceAsync(context.Response.StatusCode));
        try
        {
            await next(context);
        }
        catch (Exception) when (!isRecorded)
        {
            await RecordOnceAsync(context.RequestAborted.IsCancellationRequested
                ? StatusCodes.Status499ClientClosedRequest
                : StatusCodes.Status500InternalServerError);
            throw;
        }

        await RecordOnceAsync(context.Response.StatusCode);

        Task RecordOnceAsync(int status)
        {
            if (isRecorded)
                return Task.CompletedTask;
            isRecorded = true;
            return RecordAsync(context, action, status);
        }
    }

    private async Task RecordAsync(HttpContext context, AuditedAction action, int status)
    {
        var (happened, slice) = RequestFacts.Of(context, action, status, clock.GetUtcNow());
        if (!action.IsChange)
        {
            trail.Record(happened, slice);
            return;
        }

        var written = trail.RecordDurablyAsync(happened);
        await Task.WhenAny(written, Task.Delay(Patience));
        if (!written.IsCompleted)
            Late(action.Name);
    }

    private static AuditedAction? ActionOf(HttpContext context)
    {
        var endpoint = context.GetEndpoint();
        return endpoint?.Metadata.GetMetadata<Yarp.ReverseProxy.Model.RouteModel>() is { } route
            ? AuditedRoutes.ActionOf(route.Config, context.Request)
            : endpoint?.Metadata.GetMetadata<AuditedAction>();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Action} was answered before it was recorded: the database does not take the audit trail")]
    private partial void Late(string action);
}
