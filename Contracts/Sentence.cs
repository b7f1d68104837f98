namespace Voxmark.Contracts;

/// <summary>Something said to the user. Programs tell it by its code; pages say it in the reader's language.</summary>
/// <param name="Code">Stable, kebab-case: <c>no-such-label</c>.</param>
/// <param name="Text">In English, the parameters filled in. Never identifies a patient.</param>
/// <param name="Parameters">What a translation's <c>{names}</c> stand for: numbers and texts; null for none.</param>
public sealed record Sentence(string Code, string Text, IReadOnlyDictionary<string, object>? Parameters = null);
