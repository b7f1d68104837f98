using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.Identity;
using Voxmark.ServiceDefaults.Persistence;
using Voxmark.ServiceDefaults.Storage;

namespace Voxmark.Gateway.Access;

internal static class AccessRegistration
{
    public const int MinPasswordLength = 8;

    public static WebApplicationBuilder AddAccess(this WebApplicationBuilder builder)
    {
        builder.AddDatabase<AccessDbContext>("access-db", AccessDbContext.Schema);
        builder.Services.AddObjectStore();
        builder.Services.AddOptions<AdministratorOptions>().BindConfiguration("Admin");
        builder.Services.AddIdentityCore<VoxmarkUser>(identity =>
            {
                identity.Password.RequiredLength = MinPasswordLength;
                identity.Password.RequireDigit = false;
                identity.Password.RequireLowercase = false;
                identity.Password.RequireUppercase = false;
                identity.Password.RequireNonAlphanumeric = false;
                identity.Lockout.MaxFailedAccessAttempts = 10;
                identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(5);
            })
            .AddRoles<IdentityRole<Guid>>()
            .AddEntityFrameworkStores<AccessDbContext>()
            .AddSignInManager();

        // Cookies outlive a restart and are valid at every replica.
        builder.Services.AddDataProtection().SetApplicationName("voxmark");
        builder.Services.AddOptions<KeyManagementOptions>()
            .Configure<ObjectStore, ILoggerFactory>((keys, store, loggers) =>
                keys.XmlRepository = new FileSystemXmlRepository(
                    new DirectoryInfo(store.PathOf("access/keys")), loggers));
        return builder;
    }
}
