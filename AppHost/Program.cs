using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

var builder = DistributedApplication.CreateBuilder(args);
var data = builder.Configuration["Aspire:Store:Path"] ??= Path.GetFullPath("../.data", builder.AppHostDirectory);
var port = builder.Configuration.GetValue("Port", 8080);
var dimsePort = builder.Configuration.GetValue("DimsePort", 11112);
var demo = builder.Configuration.GetValue("Demo", false);
var inferenceWorkers = builder.Configuration.GetValue("InferenceWorkers", 1);

// Servers. Each service has a schema and a login role of its own in the one database.
var database = builder.AddPostgres("postgres").WithDataVolume().AddDatabase("voxmark");
var rabbit = builder.AddRabbitMQ("rabbitmq").WithDataVolume().WithManagementPlugin();

// Secrets, made at the first start unless they are configured.
var passwordIsNew = !IsConfigured("admin-password");
var adminPassword = Secret("admin-password", length: 20);
var adminToken = Secret("admin-token", length: 44);
var serviceTokenKey = Secret("service-token-key", length: 44);   // signs the short-lived tokens that services accept

// Services, with whom they call.
var ingest = Service<Projects.IngestService>("ingest")
    .WithEndpoint(port: dimsePort, scheme: "tcp", name: "dimse", env: "Dimse__Port", isProxied: false);
var labeling = Service<Projects.LabelingService>("labeling", settings => settings.WithReference(ingest));
var inference = Service<Projects.InferenceService>("inference", settings => settings
        .WithReference(ingest).WithReference(labeling)
        .WithEnvironment("Bundles__Root", Path.GetFullPath("../models", builder.AppHostDirectory)))
    .WithReplicas(inferenceWorkers);
var quant = Service<Projects.QuantService>("quant", settings => settings.WithReference(ingest).WithReference(labeling));
var web = Component<Projects.WebUi>("web")
    .WithReference(ingest).WithReference(labeling).WithReference(inference).WithReference(quant);

// The only door.
var gateway = Service<Projects.Gateway>("gateway", account: "access", port: port, configure: settings => settings
        .WithReference(ingest).WithReference(labeling).WithReference(inference).WithReference(quant).WithReference(web)
        .WithEnvironment("Admin__Password", adminPassword)
        .WithEnvironment("Admin__Token", adminToken))
    .WaitFor(ingest).WaitFor(labeling).WaitFor(inference).WaitFor(quant).WaitFor(web)
    .WithExternalHttpEndpoints()
    .OnResourceReady(async (_, _, cancellationToken) =>
    {
        if (passwordIsNew)
        {
            Console.WriteLine($"First administrator: admin, password {await adminPassword.Resource.GetValueAsync(cancellationToken)}");
        }

        if (!demo) SayReady();
    });

if (demo)
{
    builder.AddProject<Projects.DemoStudies>("demo")
        .WithEnvironment("DEMO_GATEWAY", gateway.GetEndpoint("http"))
        .WithEnvironment("DEMO_TOKEN", adminToken)
        .WaitFor(gateway)
        .OnResourceReady(async (studies, started, cancellationToken) =>
        {
            await started.Services.GetRequiredService<ResourceNotificationService>()
                .WaitForResourceAsync(studies.Name, KnownResourceStates.Finished, cancellationToken);
            SayReady();
        });
}

builder.Build().Run();

// With all that was asked for.
void SayReady() => Console.WriteLine($"Voxmark is ready: http://localhost:{port}");

// A component with a database: a job with the same settings signs in as the superuser, makes the component's schema and
// role, migrates, and ends; the component itself can sign in as its own role only.
IResourceBuilder<ProjectResource> Service<TProject>(string name, Action<IResourceBuilder<ProjectResource>>? configure = null,
    string? account = null, int? port = null) where TProject : IProjectMetadata, new()
{
    account ??= name;
    var password = Secret($"{account}-db-password", length: 32);
    var ownDatabase = builder.AddConnectionString($"{account}-db",
        ReferenceExpression.Create($"{database};Username=voxmark_{account};Password={password}"));

    var migrations = Configured(builder.AddProject<TProject>($"{account}-migrations", options => options.ExcludeLaunchProfile = true))
        .WithArgs("--migrate")
        .WithReference(ownDatabase)
        .WithReference(database).WaitFor(database);
    var service = Component<TProject>(name, port)
        .WithReference(ownDatabase)
        .WaitForCompletion(migrations);

    configure?.Invoke(migrations);
    configure?.Invoke(service);
    return service;
}

IResourceBuilder<ProjectResource> Component<TProject>(string name, int? port = null) where TProject : IProjectMetadata, new() =>
    Configured(builder.AddProject<TProject>(name))
        .WithHttpEndpoint(port)
        .WithHttpHealthCheck("/health/ready")
        .WaitFor(rabbit);

IResourceBuilder<ProjectResource> Configured(IResourceBuilder<ProjectResource> project) => project
    .WithReference(rabbit)
    .WithEnvironment("ObjectStore__Root", Path.Combine(data, "objects"))
    .WithEnvironment("ServiceTokens__Key", serviceTokenKey);

IResourceBuilder<ParameterResource> Secret(string name, int length) =>
    builder.AddParameter(name, new GenerateParameterDefault { MinLength = length, Special = false }, secret: true, persist: true);

bool IsConfigured(string parameter) =>
    (builder.Configuration[$"Parameters:{parameter}"] ?? builder.Configuration[$"Parameters:{parameter.Replace('-', '_')}"]) is not null;
