using System.Text.Json;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Voxmark.Contracts;
using Voxmark.Fixtures.Browser;

namespace Voxmark.WebUi.Tests;

/// <summary>What pages are told while they are open, and what is common to all services.</summary>
public sealed class BrowserContractsTests
{
    private static readonly JsonSchemaExporterOptions Schemas = new() { TreatNullObliviousAsNonNullable = true };

    /// <summary>As the live connection writes them.</summary>
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    [Fact]
    public void Contracts_OfTheBrowser_AreTheRecords()
    {
        var records = typeof(Person).Assembly.GetTypes().Concat(typeof(Program).Assembly.GetTypes()).ToLookup(type => type.Name);

        BrowserContracts.AssertSame(
            name => records[name].SingleOrDefault() is { } record ? Json.GetJsonSchemaAsNode(record, Schemas) : null,
            "contracts/common.ts", "contracts/live.ts");
    }
}
