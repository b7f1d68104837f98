namespace Voxmark.AppHost;

/// <summary>Where the services keep objects: one folder, which joins more of them than any server does. It runs nothing.</summary>
internal sealed class ObjectsResource(string name, ParameterResource folder) : Resource(name), IResourceWithConnectionString
{
    public string ConnectionStringEnvironmentVariable => "ObjectStore__Root";

    public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create($"{folder}");
}

internal static class ObjectsResourceExtensions
{
    public static IResourceBuilder<ObjectsResource> AddObjects(
        this IDistributedApplicationBuilder builder, string name, IResourceBuilder<ParameterResource> folder)
    {
        var objects = new ObjectsResource(name, folder.Resource);
        return builder.AddResource(objects)
            .WithReferenceRelationship(folder)
            .WithInitialState(new CustomResourceSnapshot { ResourceType = "Objects", Properties = [], State = KnownResourceStates.Running })
            .WithManifestPublishingCallback(manifest =>
            {
                manifest.Writer.WriteString("type", "value.v0");
                manifest.WriteConnectionString(objects);
            });
    }
}
