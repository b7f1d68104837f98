using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.LocalServers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting;

public static class RabbitMQBuilderExtensions
{
    /// <summary>
    /// A RabbitMQ broker: the one that <c>ConnectionStrings:{name}</c> names, else a private one from the machine's own
    /// RabbitMQ programs.
    /// </summary>
    /// <param name="userName"><c>guest</c> when null.</param>
    /// <param name="password">Generated and kept when null.</param>
    public static IResourceBuilder<RabbitMQServerResource> AddRabbitMQ(this IDistributedApplicationBuilder builder, string name,
        IResourceBuilder<ParameterResource>? userName = null, IResourceBuilder<ParameterResource>? password = null, int? port = null)
    {
        var passwordParameter = password?.Resource ??
            ParameterResourceBuilderExtensions.CreateDefaultPasswordParameter(builder, $"{name}-password", special: false);
        var server = builder.AddResource(new RabbitMQServerResource(name, userName?.Resource, passwordParameter));
        var check = new RabbitMQHealthCheck(server.Resource);
        builder.Services.AddHealthChecks().Add(new HealthCheckRegistration($"{name}_check", check, failureStatus: null, tags: null));
        return server
            .WithConfiguredConnectionString()
            .WithImage(tag: "4.1")
            .WithEnvironment("RABBITMQ_DEFAULT_USER", server.Resource.UserNameReference)
            .WithEnvironment("RABBITMQ_DEFAULT_PASS", $"{passwordParameter}")
            .WithEndpoint(port: port, targetPort: 5672, name: RabbitMQServerResource.EndpointName)
            .WithHealthCheck($"{name}_check");
    }

    public static IResourceBuilder<RabbitMQServerResource> WithManagementPlugin(this IResourceBuilder<RabbitMQServerResource> builder) =>
        builder.WithManagementPlugin(port: null);

    public static IResourceBuilder<RabbitMQServerResource> WithManagementPlugin(this IResourceBuilder<RabbitMQServerResource> builder, int? port) =>
        builder.WithImage(tag: "4.1-management").WithHttpEndpoint(port: port, targetPort: 15672, name: RabbitMQServerResource.ManagementEndpointName);

    /// <summary>Keeps queues and messages from one start to the next, below the data folder.</summary>
    public static IResourceBuilder<RabbitMQServerResource> WithDataVolume(this IResourceBuilder<RabbitMQServerResource> builder,
        string? name = null, bool isReadOnly = false) => builder.WithKeptData(name, "/var/lib/rabbitmq", isReadOnly);

    private static IResourceBuilder<RabbitMQServerResource> WithImage(this IResourceBuilder<RabbitMQServerResource> builder, string tag) =>
        builder.WithAnnotation(new ContainerImageAnnotation { Registry = "docker.io", Image = "library/rabbitmq", Tag = tag },
            ResourceAnnotationMutationBehavior.Replace);
}
