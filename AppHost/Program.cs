using Microsoft.Extensions.Configuration;

var builder = DistributedApplication.CreateBuilder(args);
var data = builder.Configuration["Aspire:Store:Path"] ??= Path.GetFullPath("../.data", builder.AppHostDirectory);
var port = builder.Configuration.GetValue("Port", 8080);
var passwordIsNew = !IsKnown("admin-password");

// Servers. Each service has a login role and a schema of its own in the one database.
var postgres = builder.AddPostgres("postgres").WithDataVolume();
var database = postgres.AddDatabase("voxmark");
var rabbit = builder.AddRabbitMQ("rabbitmq").WithDataVolume().WithManagementPlugin();

var serviceTokenKey = Secret("service-token-key", length: 44);   // signs the short-lived tokens that Gateway gives to services
var adminPassword = Secret("admin-password", length: 20);
var adminToken = Secret("admin-token", length: 44);

// Services, each after the job that brings its schema up to date.
var ingest = Service<Projects.IngestService>("ingest", schema: "imaging")
    .WithEndpoint(port: builder.Configuration.GetValue("DimsePort", 11112), scheme: "tcp", name: "dimse", env: "Dimse__Port", isProxied: false);
var labeling = Service<Projects.LabelingService>("labeling", schema: "labeling").WithReference(ingest);
var inference = Service<Projects.InferenceService>("inference", schema: "inference").WithReference(ingest).WithReference(labeling)
    .WithEnvironment("Bundles__Root", Path.GetFullPath("../models", builder.AppHostDirectory))
    .WithReplicas(builder.Configuration.GetValue("InferenceWorkers", 1));
var quant = Service<Projects.QuantService>("quant", schema: "quant").WithReference(ingest).WithReference(labeling);

var web = Component<Projects.WebUi>("web")
    .WithReference(ingest).WithReference(labeling).WithReference(inference).WithReference(quant);

// The only door.
Service<Projects.Gateway>("gateway", schema: "access", port)
    .WithReference(ingest).WithReference(labeling).WithReference(inference).WithReference(quant).WithReference(web)
    .WaitFor(ingest).WaitFor(labeling).WaitFor(inference).WaitFor(quant).WaitFor(web)
    .WithEnvironment("Admin__Password", adminPassword)
    .WithEnvironment("Admin__Token", adminToken)
    .WithExternalHttpEndpoints()
    .OnResourceReady(async (_, _, cancellationToken) =>
    {
        if (passwordIsNew)
        {
            Console.WriteLine($"First administrator: admin, password {await adminPassword.Resource.GetValueAsync(cancellationToken)}");
        }

        Console.WriteLine($"Voxmark is ready: http://localhost:{port}");
    });

builder.Build().Run();

IResourceBuilder<ProjectResource> Component<TProject>(string name, int? port = null) where TProject : IProjectMetadata, new() =>
    builder.AddProject<TProject>(name)
        .WithHttpEndpoint(port)
        .WithHttpHealthCheck("/health/ready")
        .WithReference(rabbit).WaitFor(rabbit)
        .WithEnvironment("ObjectStore__Root", Path.Combine(data, "objects"))
        .WithEnvironment("ServiceTokens__Key", serviceTokenKey);

// The job signs in as the superuser, creates the service's schema and role, and migrates; the service knows its role only.
IResourceBuilder<ProjectResource> Service<TProject>(string name, string schema, int? port = null) where TProject : IProjectMetadata, new()
{
    var account = schema == "access" ? "access" : name;
    var rolePassword = Secret($"{account}-db-password", length: 32);
    var ownDatabase = builder.AddConnectionString($"{account}-db",
        ReferenceExpression.Create($"{database};Username=voxmark_{account};Password={rolePassword}"));
    var migrations = builder.AddProject<TProject>($"{account}-migrations", options => options.ExcludeLaunchProfile = true)
        .WithArgs("--migrate")
        .WithReference(database).WithReference(ownDatabase).WaitFor(database);
    return Component<TProject>(name, port).WithReference(ownDatabase).WaitForCompletion(migrations);
}

IResourceBuilder<ParameterResource> Secret(string name, int length) =>
    builder.AddParameter(name, new GenerateParameterDefault { MinLength = length, Special = false }, secret: true, persist: true);

bool IsKnown(string parameter) =>
    (builder.Configuration[$"Parameters:{parameter}"] ?? builder.Configuration[$"Parameters:{parameter.Replace('-', '_')}"]) is not null;
