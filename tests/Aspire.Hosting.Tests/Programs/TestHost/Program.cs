// Every kind of process that a host can leave behind: PostgreSQL, RabbitMQ with its port mapper, a service in two replicas.
var builder = DistributedApplication.CreateBuilder(args);
var postgres = builder.AddPostgres("postgres").WithDataVolume();
var rabbit = builder.AddRabbitMQ("rabbitmq").WithDataVolume();
builder.AddProject<Projects.TestService>("service")
    .WithHttpEndpoint()
    .WithHttpHealthCheck("/health/ready")
    .WithReplicas(2)
    .WithEnvironment("DataFolder", builder.Configuration["Aspire:Store:Path"])
    .WaitFor(postgres).WaitFor(rabbit)
    .OnResourceReady((_, _, _) =>
    {
        Console.WriteLine("ready");
        return Task.CompletedTask;
    });
builder.Build().Run();
