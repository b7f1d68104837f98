using System.Text.Json;
using Voxmark.Contracts;
using Voxmark.ServiceDefaults.Problems;

namespace Voxmark.LabelingService.Labels;

/// <summary>
/// A tool's settings as they are kept: JSON that was read in full and written anew, so that whatever is stored can be read
/// again. Half of a surrogate pair, or a nesting that an answer could not hold, is refused at the door.
/// </summary>
internal static class ToolParameters
{
    private const int MaxLength = 64 * 1024;

    /// <summary>An answer puts them two levels below its top, and writers stop at 64.</summary>
    private const int MaxDepth = 32;

    /// <summary>What stands for settings that a former release kept and nobody can read.</summary>
    private static readonly JsonElement s_unreadable = JsonSerializer.SerializeToElement(new { unreadable = true });

    /// <param name="json">As they are kept; null when there are none.</param>
    /// <returns>A sentence for the user when they cannot be kept, or null.</returns>
    public static Sentence? WhatIsWrong(JsonElement? parameters, out string? json)
    {
        json = null;
        if (parameters is not { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } given)
            return null;
        try
        {
            if (!IsReadable(given, MaxDepth))
                return Sentences.Of(
                    "tool-settings-too-deep", $"The tool's settings are nested deeper than {MaxDepth} levels.");
            var written = JsonSerializer.Serialize(given);
            if (written.Length > MaxLength)
                return Sentences.Of("tool-settings-too-long", "The tool's settings are too long to be kept.");
            json = written;
            return null;
        }
        catch (InvalidOperationException)
        {
            return Sentences.Of("tool-settings-no-text",
                "The tool's settings hold half of a character (a surrogate without its other half).");
        }
    }

    /// <summary>One row that cannot be read takes no list down.</summary>
    public static JsonElement? Read(string? json)
    {
        if (json is null)
            return null;
        try
        {
            var parameters = JsonSerializer.Deserialize<JsonElement>(json);
            return IsReadable(parameters, MaxDepth) ? parameters : s_unreadable;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return s_unreadable;
        }
    }

    /// <returns>False when it is nested deeper than so many levels.</returns>
    /// <exception cref="InvalidOperationException">A text in it is no Unicode.</exception>
    private static bool IsReadable(JsonElement element, int levels)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                _ = element.GetString();
                return true;
            case JsonValueKind.Array:
                return levels > 0 && element.EnumerateArray().All(item => IsReadable(item, levels - 1));
            case JsonValueKind.Object:
                // reading a name throws, as reading a text does
                return levels > 0 && element.EnumerateObject().All(
                    member => member.Name is not null && IsReadable(member.Value, levels - 1));
            default:
                return true;
        }
    }
}
