using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.ApplicationModel
{
    public interface IResourceWithEnvironment : IResource;

    public interface IResourceWithArgs : IResource;

    public interface IResourceWithEndpoints : IResource;

    public interface IResourceWithWaitSupport : IResource;

    public interface IResourceWithParent : IResource
    {
        IResource Parent { get; }
    }

    public interface IResourceWithParent<out T> : IResourceWithParent where T : IResource
    {
        new T Parent { get; }

        IResource IResourceWithParent.Parent => Parent;
    }

    /// <summary>A value that is known only once the application runs, such as a port or a password.</summary>
    public interface IValueProvider
    {
        ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default);
    }

    /// <summary>The placeholder that stands for a value in a published manifest, such as <c>{api.bindings.http.url}</c>.</summary>
    public interface IManifestExpressionProvider
    {
        string ValueExpression { get; }
    }

    public interface IValueWithReferences
    {
        IEnumerable<object> References { get; }
    }

    public interface IResourceWithConnectionString : IResource, IManifestExpressionProvider, IValueProvider, IValueWithReferences
    {
        ReferenceExpression ConnectionStringExpression { get; }

        /// <summary>Overrides the variable <c>ConnectionStrings__{name}</c>.</summary>
        string? ConnectionStringEnvironmentVariable => null;

        /// <summary>The parts of the connection (<c>Host</c>, <c>Port</c>, …), injected as <c>{NAME}_{PART}</c>.</summary>
        IEnumerable<KeyValuePair<string, ReferenceExpression>> GetConnectionProperties() => [];

        ValueTask<string?> GetConnectionStringAsync(CancellationToken cancellationToken = default) =>
            ConnectionStringExpression.GetValueAsync(cancellationToken);

        string IManifestExpressionProvider.ValueExpression => $"{{{Name}.connectionString}}";

        ValueTask<string?> IValueProvider.GetValueAsync(CancellationToken cancellationToken) =>
            GetConnectionStringAsync(cancellationToken);

        IEnumerable<object> IValueWithReferences.References => [ConnectionStringExpression];
    }
}

namespace Aspire.Hosting
{
    /// <summary>A resource whose endpoints others find by its name (<c>services__{name}__{scheme}__0</c>).</summary>
    public interface IResourceWithServiceDiscovery : IResourceWithEndpoints;
}
