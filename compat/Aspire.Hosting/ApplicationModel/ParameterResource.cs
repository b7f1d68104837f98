using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value from outside the model: configuration <c>Parameters:{name}</c>, or its default.</summary>
public class ParameterResource(string name, Func<ParameterDefault?, string> callback, bool secret = false)
    : Resource(name), IManifestExpressionProvider, IValueProvider
{
    private readonly Lock _gate = new();
    private string? _value;

    public ParameterDefault? Default { get; set; }

    public bool Secret { get; } = secret;

    public string ValueExpression => $"{{{Name}.value}}";

    /// <exception cref="MissingParameterValueException">Neither configured nor given a default.</exception>
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken)
    {
        lock (_gate) return new ValueTask<string?>(_value ??= callback(Default));
    }

    /// <summary>
    /// Configuration <c>Parameters:{name}</c>; variables may write <c>_</c> for <c>-</c>. That form comes first, because it
    /// is always set by hand, while the exact one may be what an earlier start generated.
    /// </summary>
    internal static string? Configured(IConfiguration configuration, string name) =>
        configuration[Key(name.Replace('-', '_'))] ?? configuration[Key(name)];

    internal static string Key(string name) => $"Parameters:{name}";
}

/// <summary>A connection string that only configuration knows (<c>ConnectionStrings:{name}</c>).</summary>
internal sealed class ConnectionStringParameterResource(string name, Func<ParameterDefault?, string> callback, string? environmentVariable)
    : ParameterResource(name, callback, secret: true), IResourceWithConnectionString
{
    public string? ConnectionStringEnvironmentVariable { get; } = environmentVariable;

    public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create($"{(ParameterResource)this}");

    string IManifestExpressionProvider.ValueExpression => $"{{{Name}.connectionString}}";
}
