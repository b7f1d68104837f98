using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Voxmark.ServiceDefaults.Authentication;

namespace Voxmark.LabelingService.Tests.Assist;

/// <summary>A tool's ranges and defaults are stated once, in its request: the OpenAPI document and the viewer say the same.</summary>
public sealed class AssistOptionsTests(LabelingServiceFactory service) : IClassFixture<LabelingServiceFactory>
{
    private static readonly string Viewers =
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "../../../WebUi/app/src/contracts/assistOptions.json"));

    [Fact]
    public async Task OpenApi_SaysARangeAndADefault()
    {
        var document = await DocumentAsync();

        Assert.Equal(
            """{"minimum":1,"maximum":10,"default":2}""",
            OptionOf(document["components"]!["schemas"]!["GrabCutRequest"]!["properties"]!["iterations"]!)!.ToJsonString());
    }

    [Fact]
    public async Task Viewer_HasTheOptionsOfTheTools()
    {
        var said = Write(OptionsOf(await DocumentAsync()));

        if (File.ReadAllText(Viewers) == said)
            return;
        var right = Path.Combine(Path.GetTempPath(), Path.GetFileName(Viewers));
        File.WriteAllText(right, said);
        Assert.Fail($"The viewer's options are not those of the tools' requests. Take these: cp {right} {Viewers}");
    }

    /// <summary>Of each tool, by its address below /api/assist: what its request says of a number or a switch.</summary>
    private static Dictionary<string, Dictionary<string, JsonObject>> OptionsOf(JsonNode document)
    {
        const string Tools = "/api/assist/";
        return document["paths"]!.AsObject().Where(path => path.Key.StartsWith(Tools, StringComparison.Ordinal))
            .ToDictionary(path => path.Key[Tools.Length..], path => (
                from property in PropertiesOf(document, path.Value!["post"]!)
                let option = OptionOf(property.Value!)
                where option is not null
                select (property.Key, option)).ToDictionary());
    }

    private static JsonObject PropertiesOf(JsonNode document, JsonNode operation)
    {
        var reference = (string)operation["requestBody"]!["content"]!["application/json"]!["schema"]!["$ref"]!;
        return document["components"]!["schemas"]![reference[(reference.LastIndexOf('/') + 1)..]]!["properties"]!.AsObject();
    }

    private static JsonObject? OptionOf(JsonNode property)
    {
        var option = new JsonObject();
        foreach (var name in (string[])["minimum", "maximum", "default"])
        {
            if (property[name]?.GetValueKind() is JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False)
                option.Add(name, property[name]!.DeepClone());
        }

        return option.Count == 0 ? null : option;
    }

    /// <summary>A line for each option.</summary>
    private static string Write(Dictionary<string, Dictionary<string, JsonObject>> tools) =>
        $"{{\n{string.Join(",\n", tools.Where(tool => tool.Value.Count > 0).Select(tool =>
            $"  \"{tool.Key}\": {{\n{string.Join(",\n", tool.Value.Select(option =>
                $"    \"{option.Key}\": {Spaced(option.Value)}"))}\n  }}"))}\n}}\n";

    private static string Spaced(JsonObject option) =>
        $"{{ {string.Join(", ", option.Select(member => $"\"{member.Key}\": {member.Value!.ToJsonString()}"))} }}";

    private async Task<JsonNode> DocumentAsync() =>
        JsonNode.Parse(await service.ClientOf(Roles.Annotator).GetStringAsync("/openapi/labeling.json"))!;

    private static string Here([CallerFilePath] string path = "") => path;
}
