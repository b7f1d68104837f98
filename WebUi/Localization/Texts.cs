using System.Globalization;

namespace Voxmark.WebUi.Localization;

/// <summary>Every text of the pages, by key, in <c>Texts.resx</c> (English) and <c>Texts.ko.resx</c>.</summary>
internal sealed class Texts
{
    public static IReadOnlyList<CultureInfo> Languages { get; } = [new("en"), new("ko")];
}
