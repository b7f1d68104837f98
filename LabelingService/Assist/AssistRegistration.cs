using Microsoft.AspNetCore.RateLimiting;
using Voxmark.ServiceDefaults.Problems;

namespace Voxmark.LabelingService.Assist;

/// <summary>Tools keep processors busy and hold whole slices: as many run at once as there are processors, some more wait,
/// and what comes on top of that is told to come back.</summary>
internal static class AssistRegistration
{
    /// <summary>Of tools that answer within a second.</summary>
    public const string Quick = "assist";

    /// <summary>Of tools that take seconds and hundreds of megabytes.</summary>
    public const string Long = "assist-long";

    private const int MayWait = 64;
    private const int LongMayWait = 8;

    public static WebApplicationBuilder AddAssist(this WebApplicationBuilder builder)
    {
        builder.Services.AddRateLimiter(limits =>
        {
            limits.AddConcurrencyLimiter(Quick, limit =>
                (limit.PermitLimit, limit.QueueLimit) = (Math.Max(2, Environment.ProcessorCount), MayWait));
            limits.AddConcurrencyLimiter(Long, limit => (limit.PermitLimit, limit.QueueLimit) = (1, LongMayWait));
            limits.OnRejected = async (rejected, _) => await Problem.Busy(
                "tool-busy", "Too many people use this tool at the moment. Your labels are unchanged. Try again in a few seconds.")
                .ExecuteAsync(rejected.HttpContext);
        });
        return builder;
    }
}
