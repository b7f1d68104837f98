using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Hosting;

namespace Voxmark.ServiceDefaults;

public static class Defaults
{
    /// <summary>JSON as the HTTP API speaks it: camelCase, enums as camelCase strings.</summary>
    public static JsonSerializerOptions Json { get; } = Configure(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    /// <summary>The name a service goes by in routes and documents: <c>IngestService</c> is <c>ingest</c>.</summary>
    internal static string ServiceName(IHostEnvironment environment)
    {
        var name = environment.ApplicationName;
        return (name.EndsWith("Service", StringComparison.Ordinal) ? name[..^"Service".Length] : name).ToLowerInvariant();
    }

    internal static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
        return options;
    }
}
