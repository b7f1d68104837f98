using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Voxmark.ServiceDefaults.Authentication;

public static class ServiceAuthentication
{
    /// <summary>
    /// Every endpoint requires a valid service token unless it says AllowAnonymous: a service that is reached past the
    /// gateway lets no one in.
    /// </summary>
    internal static void AddServiceAuthentication(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<ServiceTokenOptions>().BindConfiguration("ServiceTokens")
            .ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<ServiceTokens>();
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddScoped<CurrentUser>();
        builder.Services.AddTransient<ServiceTokenHandler>();

        builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        builder.Services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme)
            .Configure<ServiceTokens>((bearer, tokens) =>
            {
                bearer.MapInboundClaims = false;
                bearer.TokenValidationParameters = tokens.Validation;
            });

        var read = new AuthorizationPolicyBuilder().RequireRole([.. Roles.ForPeople, Roles.Service]).Build();
        builder.Services.AddAuthorizationBuilder()
            .SetDefaultPolicy(read)
            .SetFallbackPolicy(read)
            .AddPolicy(Policies.Read, read)
            .AddPolicy(Policies.Annotate, policy => policy.RequireRole(Roles.Admin, Roles.Annotator, Roles.Service))
            .AddPolicy(Policies.Administer, policy => policy.RequireRole(Roles.Admin));
    }

    /// <summary>
    /// A typed client of another service, found by name (<c>services:{name}:http:0</c>), that passes on the caller's
    /// identity, or its own where there is no caller.
    /// </summary>
    public static IHttpClientBuilder AddServiceClient<TClient>(this IServiceCollection services, string serviceName)
        where TClient : class =>
        services.AddHttpClient<TClient>((provider, client) => client.BaseAddress = ServiceAddress.Of(provider, serviceName))
            .AddHttpMessageHandler<ServiceTokenHandler>();
}
