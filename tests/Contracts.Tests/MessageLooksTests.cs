using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Voxmark.ServiceDefaults;
using Voxmark.ServiceDefaults.Outbox;

namespace Voxmark.Contracts.Tests;

/// <summary>
/// What each message looks like in the outbox, by its name: <c>Messages/{name}.json</c>. A row may have been written by the
/// version before: who changes a look changes the file beside, and sees here what that version's rows would lose.
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
    public void Message_IsReadAndWrittenAsItLooks(string name)
    {
        var look = File.ReadAllText(Path.Combine(Folder, $"{name}.json"));
        var type = MessageNames.Find(name)!;

        var written = JsonSerializer.SerializeToNode(JsonSerializer.Deserialize(look, type, Defaults.Json), type, Defaults.Json);

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(look), written), $"It is written as {written}.");
    }

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
