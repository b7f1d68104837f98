using Voxmark.Gateway.Access;
using Voxmark.Gateway.Routing;
using Voxmark.Gateway.Security;
using Voxmark.Gateway.SignIn;
using Voxmark.ServiceDefaults;
using Voxmark.ServiceDefaults.Persistence;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddAccess();
builder.AddSignIn();
builder.AddRouting();

var app = builder.Build();
if (MigrationJob.IsRequested(args))
{
    await app.MigrateAsync<AccessDbContext>();
    await app.SeedAdministratorAsync();
    return;
}

app.UseSecurityHeaders();
app.UseCrossSiteGuard();
app.MapDefaultEndpoints();
app.MapSignIn();
app.MapServices();
await app.RunAsync();
