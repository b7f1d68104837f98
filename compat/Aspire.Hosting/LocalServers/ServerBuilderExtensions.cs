using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.LocalServers;

/// <summary>What the servers have in common.</summary>
internal static class ServerBuilderExtensions
{
    public static IResourceBuilder<T> WithConfiguredConnectionString<T>(this IResourceBuilder<T> builder)
        where T : ContainerResource, IResourceWithConnectionString
    {
        var name = builder.Resource.Name;
        var configured = builder.ApplicationBuilder.Configuration.GetConnectionString(name);
        return configured is null || builder.ApplicationBuilder.ExecutionContext.IsPublishMode
            ? builder
            : builder.WithAnnotation(new ConnectionStringRedirectAnnotation(
                new ConnectionStringResource(name, ReferenceExpression.Create($"{configured}"))));
    }

    public static IResourceBuilder<T> WithKeptData<T>(this IResourceBuilder<T> builder, string? name, string target, bool isReadOnly)
        where T : ContainerResource
    {
        return isReadOnly
            ? throw new NotSupportedException($"Aspire.Hosting: a read-only volume for '{builder.Resource.Name}' is not supported here.")
            : builder.WithAnnotation(new ContainerMountAnnotation(
                name ?? $"{builder.Resource.Name}-data", target, ContainerMountType.Volume, isReadOnly));
    }
}
