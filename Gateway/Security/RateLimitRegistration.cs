using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Security.Claims;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Voxmark.Gateway.Security;

/// <summary>Requests that one person, or one address where nobody is signed in, may make.</summary>
public sealed class RateLimitOptions
{
    /// <summary>Lasting rate of one signed-in person, requests per second: viewers fetch slices by the hundred.</summary>
    [Range(1, 1_000_000)]
    public int PersonPerSecond { get; init; } = 5000;

    /// <summary>What one person may ask for at once beyond the lasting rate.</summary>
    [Range(1, 1_000_000)]
    public int PersonBurst { get; init; } = 20_000;

    /// <summary>Lasting rate of one address without a sign-in, requests per second.</summary>
    [Range(1, 1_000_000)]
    public int AddressPerSecond { get; init; } = 50;

    [Range(1, 1_000_000)]
    public int AddressBurst { get; init; } = 500;

    /// <summary>Sign-ins that one address may try in a minute: a whole ward sits behind one.</summary>
    [Range(1, 1_000_000)]
    public int SignInsPerMinute { get; init; } = 30;
}

internal static class RateLimitRegistration
{
    public const string SignIn = "sign-in";

    public static WebApplicationBuilder AddRateLimits(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<RateLimitOptions>().BindConfiguration("RateLimits").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests; // what it says is in StatusProblems
            limiter.OnRejected = (rejected, _) =>
            {
                var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1);
                rejected.HttpContext.Response.Headers[HeaderNames.RetryAfter] =
                    Math.Ceiling(Math.Max(1, wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
                return ValueTask.CompletedTask;
            };
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(PersonOrAddress);
            limiter.AddPolicy(SignIn, context => RateLimitPartition.GetTokenBucketLimiter(
                Address(context), _ => Bucket(Of(context).SignInsPerMinute, Of(context).SignInsPerMinute, TimeSpan.FromMinutes(1))));
        });
        return builder;
    }

    private static RateLimitPartition<string> PersonOrAddress(HttpContext context)
    {
        var limits = Of(context);
        return context.User.FindFirstValue(ClaimTypes.NameIdentifier) is { } person
            ? RateLimitPartition.GetTokenBucketLimiter(
                $"person {person}", _ => Bucket(limits.PersonBurst, limits.PersonPerSecond, TimeSpan.FromSeconds(1)))
            : RateLimitPartition.GetTokenBucketLimiter(
                $"address {Address(context)}", _ => Bucket(limits.AddressBurst, limits.AddressPerSecond, TimeSpan.FromSeconds(1)));
    }

    private static RateLimitOptions Of(HttpContext context) =>
        context.RequestServices.GetRequiredService<IOptions<RateLimitOptions>>().Value;

    private static string Address(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "";

    private static TokenBucketRateLimiterOptions Bucket(int burst, int perPeriod, TimeSpan period) => new()
    {
        TokenLimit = Math.Max(burst, perPeriod), TokensPerPeriod = perPeriod, ReplenishmentPeriod = period, QueueLimit = 0,
    };
}
