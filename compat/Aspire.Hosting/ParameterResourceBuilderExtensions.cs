using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting;

public static class ParameterResourceBuilderExtensions
{
    public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, string name,
        bool secret = false) => builder.AddResource(new ParameterResource(name, _ => Required(builder, name), secret));

    public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, string name,
        string value, bool publishValueAsDefault = false, bool secret = false) =>
        builder.AddParameter(name, () => value, publishValueAsDefault, secret);

    public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, string name,
        Func<string> valueGetter, bool publishValueAsDefault = false, bool secret = false)
    {
        if (publishValueAsDefault && secret)
        {
            throw new ArgumentException("A parameter cannot be secret and have its value published.", nameof(secret));
        }

        return builder.AddResource(new ParameterResource(name, _ => valueGetter(), secret));
    }

    /// <param name="persist">Keeps a generated value in the data folder, so that the next start has the same.</param>
    public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, string name,
        ParameterDefault value, bool secret = false, bool persist = false) =>
        builder.AddResource(WithDefault(builder, name, value, secret, persist));

    /// <param name="environmentVariableName">The variable that consumers get in place of <c>ConnectionStrings__{name}</c>.</param>
    public static IResourceBuilder<IResourceWithConnectionString> AddConnectionString(this IDistributedApplicationBuilder builder,
        string name, string? environmentVariableName = null) =>
        builder.AddResource(new ConnectionStringParameterResource(name, _ =>
            builder.Configuration.GetConnectionString(name) ?? throw new MissingParameterValueException(
                $"The connection string '{name}' is missing: configure ConnectionStrings:{name}."), environmentVariableName));

    /// <summary>A generated password that persists.</summary>
    public static ParameterResource CreateDefaultPasswordParameter(IDistributedApplicationBuilder builder, string name,
        bool lower = true, bool upper = true, bool numeric = true, bool special = true,
        int minLower = 0, int minUpper = 0, int minNumeric = 0, int minSpecial = 0) =>
        WithDefault(builder, name, new GenerateParameterDefault
        {
            MinLength = 22,
            Lower = lower,
            Upper = upper,
            Numeric = numeric,
            Special = special,
            MinLower = minLower,
            MinUpper = minUpper,
            MinNumeric = minNumeric,
            MinSpecial = minSpecial,
        }, secret: true, persist: true);

    private static string Required(IDistributedApplicationBuilder builder, string name) =>
        ParameterResource.Configured(builder.Configuration, name) ?? throw new MissingParameterValueException(
            $"The parameter '{name}' has no value: configure {ParameterResource.Key(name)}.");

    private static ParameterResource WithDefault(IDistributedApplicationBuilder builder, string name, ParameterDefault value,
        bool secret, bool persist)
    {
        return new ParameterResource(name, Value, secret) { Default = value };

        string Value(ParameterDefault? fallback)
        {
            if (ParameterResource.Configured(builder.Configuration, name) is { } configured) return configured;
            if (fallback is null) return Required(builder, name);
            return persist && builder is DistributedApplicationBuilder { Secrets: var secrets }
                ? secrets.GetOrAdd(ParameterResource.Key(name), fallback.GetDefaultValue)
                : fallback.GetDefaultValue();
        }
    }
}
