using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Voxmark.ServiceDefaults;
using Voxmark.ServiceDefaults.Outbox;

namespace Voxmark.Contracts.Tests;

/// <summary>
/// What each message looks like in the outbox, by its name: <c>Messages/{name}.json</c>. A row may have been written by the
/// version before: whatever it says must still be understood. New members may come; those that are there stay.
/// </summary>
public sealed class MessageLooksTests
{
    private static readonly string Folder = Path.Combine(Here(), "Messages");

    public static TheoryData<string> Names => [.. MessageNames.All];

    [Fact]
    public void EveryName_HasALook() =>
        Assert.Equal(MessageNames.All.Order(), Directory.EnumerateFiles(Folder).Select(Path.GetFileNameWithoutExtension).Order());

    [Theory]
    [MemberData(nameof(Names))]
    public void Message_KeepsAllThatItsLookSays(string name)
    {
        var look = File.ReadAllText(Path.Combine(Folder, $"{name}.json"));
        var type = MessageNames.Find(name)!;

        var written = JsonSerializer.SerializeToNode(JsonSerializer.Deserialize(look, type, Defaults.Json), type, Defaults.Json)!;

        Assert.All(JsonNode.Parse(look)!.AsObject(), member => Assert.True(
            JsonNode.DeepEquals(member.Value, written[member.Key]), $"{member.Key} is {written[member.Key]?.ToJsonString() ?? "lost"}."));
    }

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
