using Microsoft.AspNetCore.Authorization;
using Voxmark.Gateway.Routing;
using Voxmark.ServiceDefaults.Auditing;
using Voxmark.ServiceDefaults.Problems;
using Yarp.ReverseProxy.Model;

namespace Voxmark.Gateway.Audit;

/// <summary>
/// Records what passes through the gateway. A change is answered only after its row is in the database (or after a few
/// seconds of trying: it has happened then, and its row waits in the queue); a read is recorded within a second. What a
/// request to a service is called its answer says; where none came, or none of an endpoint, it is <c>SERVICE.read</c> or
/// <c>SERVICE.change</c>.
/// </summary>
internal sealed partial class AuditMiddleware(RequestDelegate next, AuditTrail trail, TimeProvider clock, ILogger<AuditMiddleware> log)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint() is not { } endpoint || !MayBeRecorded(endpoint))
        {
            await next(context);
            return;
        }

        if (!await trail.ReserveAsync(Patience, context.RequestAborted))
        {
            await Problem.Unavailable("audit-away",
                "What is done here must be recorded, and the record cannot be written now. Nothing was done. Try again in a minute.")
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
            return RecordAsync(context, ActionOf(endpoint, context), status);
        }
    }

    private async Task RecordAsync(HttpContext context, AuditAttribute audit, int status)
    {
        if (audit.Action is not { } action)
        {
            trail.GiveBack();
            return;
        }

        var (happened, slice) = RequestFacts.Of(context, action, status, clock.GetUtcNow());
        if (!audit.IsChange)
        {
            trail.Record(happened, slice);
            return;
        }

        var written = trail.RecordDurablyAsync(happened);
        await Task.WhenAny(written, Task.Delay(Patience));
        if (!written.IsCompleted)
            Late(action);
    }

    /// <summary>Of a service's endpoint only the answer says it; what is there before anybody signs in shows no patient.</summary>
    private static bool MayBeRecorded(Endpoint endpoint) => RouteOf(endpoint) is null
        ? endpoint.Metadata.GetMetadata<AuditAttribute>() is { Action: not null }
        : endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null;

    private static AuditAttribute ActionOf(Endpoint endpoint, HttpContext context) =>
        endpoint.Metadata.GetMetadata<AuditAttribute>()
        ?? context.Features.Get<AuditedAnswer>()?.Action
        ?? Unnamed(Routes.ServiceOf(RouteOf(endpoint)!.Config), context.Request);

    /// <summary>A page that was not answered has shown nothing.</summary>
    private static AuditAttribute Unnamed(string service, HttpRequest request) =>
        !request.Path.StartsWithSegments("/api") && !request.Path.StartsWithSegments("/dicom-web") ? new AuditNothingAttribute()
        : HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method)
            ? new AuditReadAttribute($"{service}.read")
            : new AuditChangeAttribute($"{service}.change");

    private static RouteModel? RouteOf(Endpoint endpoint) => endpoint.Metadata.GetMetadata<RouteModel>();

    [LoggerMessage(Level = LogLevel.Error,
        Message = "{Action} was answered before it was recorded: the database does not take the audit trail")]
    private partial void Late(string action);
}
