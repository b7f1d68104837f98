using System.Text.Json;

namespace Voxmark.Contracts.Labeling;

/// <summary>One person's settings of the viewer: keys, window presets, mouse, label look.</summary>
/// <param name="Version">Counts the changes; 0 when nothing was ever stored. Sent back with a change, it must be the
/// newest one.</param>
/// <param name="Document">A JSON object that only the viewer reads, at most 64 KB.</param>
public sealed record UserSettings(int Version, JsonElement Document);
