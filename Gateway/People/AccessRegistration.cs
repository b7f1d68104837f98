using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Voxmark.Gateway.People.Users;
using Voxmark.Gateway.Persistence;
using Voxmark.ServiceDefaults.Objects;

namespace Voxmark.Gateway.People;

internal static class AccessRegistration
{
    public static WebApplicationBuilder AddAccess(this WebApplicationBuilder builder)
    {
        builder.AddObjects();
        builder.Services.AddOptions<AdministratorOptions>().BindConfiguration("Admin");
        builder.Services.AddIdentityCore<VoxmarkUser>(identity =>
            {
                identity.Password = new() // PasswordRules says what else
                {
                    RequiredLength = PasswordRules.MinLength, RequireDigit = false, RequireLowercase = false,
                    RequireUppercase = false, RequireNonAlphanumeric = false,
                };
                identity.Lockout.AllowedForNewUsers = false; // SignInThrottle slows down who guesses
            })
            .AddRoles<IdentityRole<Guid>>()
            .AddEntityFrameworkStores<AccessDbContext>()
            .AddSignInManager();

        // Cookies outlive a restart and are valid at every replica.
        builder.Services.AddDataProtection().SetApplicationName("voxmark");
        builder.Services.AddOptions<KeyManagementOptions>()
            .Configure<IObjects>((keys, objects) => keys.XmlRepository = new StoredKeys(objects));
        return builder;
    }
}
