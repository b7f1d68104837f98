using Microsoft.Extensions.DependencyInjection;
using Voxmark.AppHost;
using Voxmark.AppHost.Data;
using Voxmark.AppHost.Supervision;

var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions
{
    Args = args, DisableDashboard = !Dashboard.IsWanted(args), DashboardApplicationName = "Voxmark",
    AllowUnsecuredTransport = true,
});
var settings = HostSettings.Of(builder);
LocalRun? run;
try
{
    run = builder.ExecutionContext.IsRunMode ? LocalRun.Prepare(builder, settings) : null;
}
catch (RefusedStartException refusal)
{
    Console.Error.WriteLine(refusal.Message);
    return 1;
}

var dashboard = settings.Dashboard && run is not null ? builder.ConfigureDashboard(settings.DataFolder) : null;
var saidReady = 0;

// Secrets, made at the first start unless they are configured.
var secrets = new DataFolderSecrets(settings.DataFolder);
var passwordIsMadeUp = !IsConfigured("admin-password");
var adminPassword = Secret("admin-password", length: 20);
var adminToken = Secret("admin-token", length: 44);
var serviceTokenKey = Secret("service-token-key", length: 44);   // signs the short-lived tokens that services accept

// Servers. Each service has a schema and a login role of its own in the one database.
var postgresPassword = Secret("postgres-password", length: 22);
var rabbitPassword = Secret("rabbitmq-password", length: 22);
var servers = settings.Containers
    ? Servers.InContainers(builder, postgresPassword, rabbitPassword)
    : Servers.OnThisMachine(builder, settings.DataFolder, postgresPassword, rabbitPassword);

// Folders: on this machine below the data folder and in the repository; a deployment says where.
var objects = builder.AddObjects("objects", builder.AddParameter("object-store", () => Path.Combine(settings.DataFolder, "objects")));
var models = builder.AddParameter("model-bundles",
    () => Configuration("model-bundles") ?? Path.GetFullPath("../models", builder.AppHostDirectory));

// Services, with whom they call.
var ingest = Service<Projects.IngestService>("ingest")
    .WithEndpoint(port: settings.DimsePort, scheme: "tcp", name: "dimse", env: "Dimse__Port", isProxied: false);
var labeling = Service<Projects.LabelingService>("labeling");
var inference = Service<Projects.InferenceService>("inference", replicas: settings.InferenceWorkers,
    configure: service => service.WithEnvironment("Bundles__Root", models));
var quant = Service<Projects.QuantService>("quant", configure: service => service.WithReference(ingest).WithReference(labeling));
var web = Component<Projects.WebUi>("web").WithReference(ingest).WithReference(labeling);
if (settings.WebFiles is not null) web.WithEnvironment("ASPNETCORE_WEBROOT", settings.WebFiles);

// The only door.
var gateway = Service<Projects.Gateway>("gateway", account: "access", port: settings.Port,
        configure: service => service
            .WithReference(ingest).WithReference(labeling).WithReference(inference).WithReference(quant).WithReference(web),
        migrate: job =>
        {
            job.WithEnvironment("Admin__Password", adminPassword).WithEnvironment("Admin__Token", adminToken);
            if (run is not null) job.WithEnvironment("Admin__NoteFile", FirstAdministrator.Note(settings.DataFolder));
        })
    .WaitFor(ingest).WaitFor(labeling).WaitFor(inference).WaitFor(quant).WaitFor(web)
    .WithExternalHttpEndpoints()
    .OnResourceReady(async (_, _, ct) =>
    {
        var password = passwordIsMadeUp ? await adminPassword.Resource.GetValueAsync(ct) : null;
        if (FirstAdministrator.Introduce(settings.DataFolder, password) is { } introduction) Console.WriteLine(introduction);
        if (!settings.Demo) SayReady();
    });

if (settings.Demo)
{
    builder.AddProject<Projects.DemoStudies>("demo").AsBuilt()
        .WithEnvironment("DEMO_GATEWAY", gateway.GetEndpoint("http"))
        .WithEnvironment("DEMO_TOKEN", adminToken)
        .WaitFor(gateway)
        .OnResourceReady(async (studies, started, ct) =>
        {
            var ended = await started.Services.GetRequiredService<ResourceNotificationService>().WaitForResourceAsync(
                studies.Name, state => KnownResourceStates.TerminalStates.Contains(state.Snapshot.State?.Text), ct);
            if (ended.Snapshot.ExitCode == 0) SayReady();
        });
}

builder.Build().Run();
run?.End();
return 0;

// With all that was asked for; once, however often the gateway is started again.
void SayReady()
{
    if (Interlocked.Exchange(ref saidReady, 1) != 0) return;
    if (dashboard is not null) Console.WriteLine($"Dashboard: {dashboard}");
    Console.WriteLine($"Voxmark is ready: http://localhost:{settings.Port}");
}

// A component with a database: a job with the same settings signs in as the superuser, makes the component's schema and
// role, migrates, and ends; the component itself can sign in as its own role only.
IResourceBuilder<ProjectResource> Service<TProject>(string name, string? account = null, int? port = null, int replicas = 1,
    Action<IResourceBuilder<ProjectResource>>? configure = null, Action<IResourceBuilder<ProjectResource>>? migrate = null)
    where TProject : IProjectMetadata, new()
{
    account ??= name;
    var password = Secret($"{account}-db-password", length: 32);
    var ownDatabase = ReferenceExpression.Create(
        $"Host={servers.Postgres.Property(EndpointProperty.Host)};Port={servers.Postgres.Property(EndpointProperty.Port)};"
        + $"Database={Servers.DatabaseName};Username=voxmark_{account};Password={password}");

    var migrations = Configured(builder.AddProject<TProject>($"{account}-migrations", options => options.ExcludeLaunchProfile = true))
        .WithArgs("--migrate")
        .WithEnvironment($"ConnectionStrings__{account}-db", ownDatabase)
        .WithReference(servers.Database).WaitFor(servers.Database);
    var service = Component<TProject>(name, port, replicas)
        .WithEnvironment($"ConnectionStrings__{account}-db", ownDatabase)
        .WithReference(objects)
        .WaitForCompletion(migrations);

    configure?.Invoke(migrations);
    configure?.Invoke(service);
    migrate?.Invoke(migrations);
    return service;
}

// One that listens itself, or several behind a proxy.
IResourceBuilder<ProjectResource> Component<TProject>(string name, int? port = null, int replicas = 1)
    where TProject : IProjectMetadata, new() =>
    Configured(builder.AddProject<TProject>(name))
        .WithHttpEndpoint(port, isProxied: replicas > 1)
        .WithReplicas(replicas)
        .WithHealthEndpoints()
        .WaitFor(servers.Rabbit)
        .KeepRunning();

IResourceBuilder<ProjectResource> Configured(IResourceBuilder<ProjectResource> project) => project
    .AsBuilt()
    .WithReference(servers.Rabbit)
    .WithEnvironment("ServiceTokens__Key", serviceTokenKey)
    .WithEnvironment(context =>
    {
        // Aspire names a collector even when there is no dashboard: nobody would answer there.
        if (run is not null && !settings.Dashboard)
            context.EnvironmentVariables["OTEL_EXPORTER_OTLP_ENDPOINT"] = builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] ?? "";
        if (settings.Dashboard) context.EnvironmentVariables["OTEL_METRIC_EXPORT_INTERVAL"] = "10000"; // ms; somebody is watching
    });

IResourceBuilder<ParameterResource> Secret(string name, int length) =>
    builder.AddParameter(name, new StoredParameterDefault(secrets, name, length), secret: true);

bool IsConfigured(string parameter) => Configuration(parameter) is not null;

string? Configuration(string parameter) =>
    builder.Configuration[$"Parameters:{parameter}"] ?? builder.Configuration[$"Parameters:{parameter.Replace('-', '_')}"];
