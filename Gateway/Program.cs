using Voxmark.Gateway.Audit;
using Voxmark.Gateway.People;
using Voxmark.Gateway.People.Account;
using Voxmark.Gateway.People.SignIn;
using Voxmark.Gateway.People.Users;
using Voxmark.Gateway.Persistence;
using Voxmark.Gateway.Routing;
using Voxmark.Gateway.Security;
using Voxmark.ServiceDefaults;
using Voxmark.ServiceDefaults.Messaging;
using Voxmark.ServiceDefaults.Persistence;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("access");
builder.AddDatabase<AccessDbContext>("access-db", AccessDbContext.Schema);
builder.AddAccess().AddSignIn().AddSecurity().AddAudit().AddRouting();
builder.AddMessaging("gateway", bus => bus.AddAuditConsumers());

await builder.Build().RunServiceAsync<AccessDbContext>(args, afterMigration: Administrator.SeedAdministratorAsync, map: app =>
{
    app.UseSecurity();
    app.UseAudit();
    app.UseMiddleware<LiveConnections>();
    app.MapDescriptions();
    app.MapSignIn();
    app.MapAccount();
    app.MapUsers();
    app.MapAudit();
    app.MapServices();
});
