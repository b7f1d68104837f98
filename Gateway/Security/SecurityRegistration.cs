using Voxmark.ServiceDefaults;
using Voxmark.ServiceDefaults.Queries;

namespace Voxmark.Gateway.Security;

internal static class SecurityRegistration
{
    public static WebApplicationBuilder AddSecurity(this WebApplicationBuilder builder)
    {
        builder.AddForwardedHeaders();
        builder.AddRateLimits();
        // Before the writer of problem details, which takes everything.
        builder.Services.Insert(0, ServiceDescriptor.Singleton<IProblemDetailsWriter, PlainPages>());
        return builder;
    }

    /// <summary>What a request passes before it reaches an endpoint; the order matters.</summary>
    public static void UseSecurity(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseSecurityHeaders();
        app.UseNoStore();
        app.UseFailureAnswers();
        app.UseQueryRules();
        app.UseCrossSiteGuard();
        app.UseRouting();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
    }
}
