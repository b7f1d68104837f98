using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Voxmark.ServiceDefaults.Authentication;

internal static class AuthenticationRegistration
{
    /// <summary>
    /// Every endpoint requires a valid service token unless it says AllowAnonymous: a service that is reached past the
    /// gateway lets no one in.
    /// </summary>
    public static void AddServiceAuthentication(this IHostApplicationBuilder builder)
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
}
