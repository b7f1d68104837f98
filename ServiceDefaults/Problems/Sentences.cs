using Voxmark.Contracts;

namespace Voxmark.ServiceDefaults.Problems;

public static class Sentences
{
    /// <summary>
    /// A sentence, written where it is needed: <c>Sentences.Of("no-such-slice", $"The series has {series.Slices} slices.")</c>
    /// has the parameter <c>slices</c>. Its Korean stands in <c>WebUi/Localization/sentences.ko.json</c>; a test there
    /// reads every call in the sources, so code and text are literals and each hole is a name or a path of names. A text of
    /// several lines has <c>+</c> between them, and either each of its literals is interpolated or none.
    /// </summary>
    public static Sentence Of(string code, SentenceText text) => new(code, text.ToString(), text.Parameters);
}
