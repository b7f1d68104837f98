using Voxmark.AppHost.LocalServers;
using Voxmark.AppHost.Supervision;

namespace Voxmark.AppHost;

/// <summary>The servers that every service needs.</summary>
/// <param name="Database">The one database, as its superuser.</param>
/// <param name="Postgres">Where services find it.</param>
internal sealed record Servers(
    IResourceBuilder<IResourceWithConnectionString> Database, EndpointReference Postgres,
    IResourceBuilder<IResourceWithConnectionString> Rabbit)
{
    public const string DatabaseName = "voxmark";

    public static Servers InContainers(IDistributedApplicationBuilder builder,
        IResourceBuilder<ParameterResource> postgresPassword, IResourceBuilder<ParameterResource> rabbitPassword)
    {
        var postgres = builder.AddPostgres("postgres", password: postgresPassword).WithDataVolume().KeepRunning();
        return new Servers(postgres.AddDatabase(DatabaseName), postgres.Resource.PrimaryEndpoint,
            builder.AddRabbitMQ("rabbitmq", password: rabbitPassword).WithDataVolume().WithManagementPlugin().KeepRunning());
    }

    /// <summary>This machine's own programs, with their data in the data folder.</summary>
    public static Servers OnThisMachine(IDistributedApplicationBuilder builder, string dataFolder,
        IResourceBuilder<ParameterResource> postgresPassword, IResourceBuilder<ParameterResource> rabbitPassword)
    {
        var postgres = builder.AddLocalPostgres("postgres", Path.Combine(dataFolder, "postgres"), postgresPassword);
        return new Servers(postgres.AddDatabase(DatabaseName), postgres.Resource.PrimaryEndpoint,
            builder.AddLocalRabbitMQ("rabbitmq", Path.Combine(dataFolder, "rabbitmq"), rabbitPassword));
    }
}
