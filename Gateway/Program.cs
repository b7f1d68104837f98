using Voxmark.Gateway.People.Account;
using Voxmark.Gateway.Audit;
using Voxmark.Gateway.People;
using Voxmark.Gateway.Persistence;
using Voxmark.Gateway.Routing;
using Voxmark.Gateway.Security;
using Voxmark.Gateway.People.SignIn;
using Voxmark.Gateway.People.Users;
using Voxmark.ServiceDefaults;
using Voxmark.ServiceDefaults.Persistence;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("access");
builder.AddAccess();
builder.AddSignIn();
builder.AddSecurity();
builder.AddAudit();
builder.AddRouting();

var app = builder.Build();
if (MigrationJob.IsRequested(args))
{
    await app.MigrateAsync<AccessDbContext>();
    await app.SeedAdministratorAsync();
    return;
}

app.UseSecurity();
app.UseAudit();
app.UseMiddleware<LiveConnections>();
app.MapDescriptions();
app.MapSignIn();
app.MapAccount();
app.MapUsers();
app.MapAudit();
app.MapServices();
await app.RunAsync();
