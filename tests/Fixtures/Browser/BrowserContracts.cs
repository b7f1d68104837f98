using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using static Voxmark.Fixtures.Browser.TypeScript;

namespace Voxmark.Fixtures.Browser;

/// <summary>
/// The browser's code keeps by hand what it reads of the services' bodies, since it knows more than a schema says (the few values
/// of a text, units, what a null means) and needs less. What it keeps is compared with what the services say.
/// </summary>
public sealed class BrowserContracts
{
    private readonly Func<string, JsonNode?> _schemaOf;
    private readonly HashSet<string> _asked;
    private readonly HashSet<string> _answered;
    private readonly Dictionary<string, TypeScript> _types = [];
    private readonly List<string> _differences = [];

    private BrowserContracts(Func<string, JsonNode?> schemaOf, HashSet<string> asked, HashSet<string> answered)
    {
        _schemaOf = schemaOf;
        _asked = asked;
        _answered = answered;
    }

    /// <summary>What may be left out must be known of what is asked; what may be null, of what is answered.</summary>
    private readonly record struct Way(bool IsAsked, bool IsAnswered);

    /// <summary>Says where files of the browser's code tell something else than a service's OpenAPI document.</summary>
    /// <param name="files">Below <c>WebUi/app/src</c>, all of a name in and below its folder; each type they export is a schema
    /// of the document, or part of one.</param>
    public static void AssertSame(string document, params string[] files)
    {
        var root = JsonNode.Parse(document)!;
        var schemas = root["components"]!["schemas"]!;
        var (asked, answered) = (new HashSet<string>(), new HashSet<string>());
        foreach (var operation in root["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()))
        {
            Reach(operation.Value?["requestBody"], schemas, asked);
            Reach(operation.Value?["responses"], schemas, answered);
        }

        AssertNone(new BrowserContracts(name => schemas[name], asked, answered).Compare(files));
    }

    /// <summary>The same for what no document has.</summary>
    /// <param name="schemaOf">The JSON schema of a type, by its name; null when there is none.</param>
    public static void AssertSame(Func<string, JsonNode?> schemaOf, params string[] files) =>
        AssertNone(new BrowserContracts(schemaOf, [], []).Compare(files));

    private static void AssertNone(List<string> differences) =>
        Assert.True(differences.Count == 0, string.Join(Environment.NewLine, differences));

    private static void Reach(JsonNode? node, JsonNode schemas, HashSet<string> reached)
    {
        if (node is JsonArray items)
        {
            foreach (var item in items)
                Reach(item, schemas, reached);
        }
        else if (node is JsonObject members)
        {
            foreach (var (key, value) in members)
            {
                if (key != "$ref")
                    Reach(value, schemas, reached);
                else if (reached.Add(NameOf(value!)))
                    Reach(schemas[NameOf(value!)], schemas, reached);
            }
        }
    }

    private List<string> Compare(string[] files)
    {
        var compared = files.SelectMany(ReadFiles).ToList();
        foreach (var (name, type) in compared.Concat(ReadFiles("contracts/common.ts")))
            _types.TryAdd(name, type);
        var bases = _types.Values.OfType<Shape>().SelectMany(shape => shape.Bases).ToHashSet();
        foreach (var (name, type) in compared)
        {
            if (_schemaOf(name) is { } schema)
                Compare(name, type, schema, WayOf(name));
            else if (type is Shape && !bases.Contains(name))
                _differences.Add($"{name}: no service has it");
        }

        return _differences;
    }

    private void Compare(string path, TypeScript type, JsonNode schema, Way way)
    {
        var (said, name, isNullable) = Resolve(schema);
        var choices = ChoicesOf(type).ToList();
        var takesNull = choices.RemoveAll(choice => choice is Named { Name: "null" }) > 0;
        if (KindOf(said) is not { } kind || choices is [Named { Name: "unknown" }])
            return;
        if (isNullable && !takesNull && way.IsAnswered)
            _differences.Add($"{path}: may be null");
        if (takesNull && !isNullable)
            _differences.Add($"{path}: is never null");
        if (choices is [Shape shape] && kind == "object")
            CompareMembers(path, shape, said, name is null ? way : WayOf(name));
        else if (choices is [ListOf list] && kind == "array")
            Compare($"{path}[]", list.Item, said["items"]!, way);
        else if (choices is [MapOf map] && kind == "object")
            Compare($"{path}{{}}", map.Value, said["additionalProperties"] as JsonObject ?? [], way);
        else if (!(choices is [Named plain] ? plain.Name == kind : choices.All(choice => choice is Literal) && AreTexts(choices, said)))
            _differences.Add($"{path}: is {said.ToJsonString()}");
    }

    private void CompareMembers(string path, Shape shape, JsonNode schema, Way way)
    {
        var said = schema["properties"]?.AsObject() ?? [];
        var required = schema["required"]?.AsArray().Select(name => (string)name!).ToHashSet() ?? [];
        var members = MembersOf(shape).ToDictionary();
        foreach (var (name, (type, isOptional)) in members)
        {
            if (said[name] is not { } member)
                _differences.Add($"{path}.{name}: the service has no such member");
            else
                Compare($"{path}.{name}", type, member, way);
            if (way.IsAsked && isOptional && required.Contains(name))
                _differences.Add($"{path}.{name}: is not to be left out");
        }

        if (way.IsAsked)
            _differences.AddRange(required.Except(members.Keys).Select(name => $"{path}.{name}: the service asks for it"));
    }

    private Way WayOf(string name) => new(_asked.Contains(name), !_asked.Contains(name) || _answered.Contains(name));

    /// <summary>A document may leave open which texts there are.</summary>
    private static bool AreTexts(List<TypeScript> literals, JsonNode schema) =>
        schema["enum"] is not JsonArray all
        || all.OfType<JsonNode>().Select(text => (string)text!).ToHashSet()
            .SetEquals(literals.Cast<Literal>().Select(literal => literal.Value));

    private IEnumerable<KeyValuePair<string, Member>> MembersOf(Shape shape) =>
        shape.Bases.SelectMany(name => MembersOf((Shape)_types[name])).Concat(shape.Members);

    private IEnumerable<TypeScript> ChoicesOf(TypeScript type) => type switch
    {
        OneOf choice => choice.Choices.SelectMany(ChoicesOf),
        Named { Name: "undefined" } => [],
        Named named when _types.TryGetValue(named.Name, out var known) => ChoicesOf(known),
        _ => [type],
    };

    private (JsonNode Said, string? Name, bool IsNullable) Resolve(JsonNode schema)
    {
        if (schema["$ref"] is { } reference)
            return Resolve(_schemaOf(NameOf(reference))!) with { Name = NameOf(reference) };
        if ((schema["oneOf"] ?? schema["anyOf"]) is JsonArray choices)
        {
            var one = Assert.Single(choices, choice => KindOf(choice!) is not null || choice!["$ref"] is not null)!;
            return Resolve(one) with { IsNullable = choices.Count > 1 };
        }

        return (schema, null, TypesOf(schema).Contains("null"));
    }

    /// <summary>As TypeScript calls it; null when it may be anything. Numbers may be written as texts, too.</summary>
    private static string? KindOf(JsonNode schema) =>
        TypesOf(schema).Select(type => type == "integer" ? "number" : type)
            .Where(type => type != "null").OrderBy(type => type == "string").FirstOrDefault()
        ?? (schema["enum"] is null ? null : "string");

    private static IEnumerable<string> TypesOf(JsonNode schema) => schema["type"] switch
    {
        JsonArray types => types.Select(type => (string)type!),
        JsonValue type => [(string)type!],
        _ => [],
    };

    private static string NameOf(JsonNode reference) => ((string)reference!).Split('/')[^1];

    private static IEnumerable<KeyValuePair<string, TypeScript>> ReadFiles(string file)
    {
        var folder = Path.Combine(Path.GetDirectoryName(Here())!, "../../../WebUi/app/src", Path.GetDirectoryName(file)!);
        return Directory.EnumerateFiles(folder, Path.GetFileName(file), SearchOption.AllDirectories)
            .SelectMany(path => Read(File.ReadAllText(path)));
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
