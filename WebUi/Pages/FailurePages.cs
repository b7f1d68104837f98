namespace Voxmark.WebUi.Pages;

/// <summary>
/// Turns exceptions of pages into bare status codes, which the error page then explains: 502 when another service does
/// not answer, 500 for a fault of our own.
/// </summary>
internal sealed partial class FailurePages(RequestDelegate next, ILogger<FailurePages> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (Exception exception) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            Failed(exception, context.GetEndpoint()?.DisplayName);
            context.Response.Clear();
            context.Response.StatusCode = exception is HttpRequestException
                ? StatusCodes.Status502BadGateway
                : StatusCodes.Status500InternalServerError;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Page} failed")]
    private partial void Failed(Exception exception, string? page);
}
