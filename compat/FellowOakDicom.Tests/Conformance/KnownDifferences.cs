using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Voxmark.FellowOakDicom.Tests.Conformance;

/// <summary>A table of what another reader sees otherwise, and why that is right.</summary>
internal sealed class KnownDifferences
{
    private readonly List<(string Line, Regex Pattern)> _known = [];
    private readonly HashSet<string> _seen = [];

    public KnownDifferences(string table, [CallerFilePath] string thisFile = "")
    {
        foreach (var line in File.ReadLines(Path.Combine(Path.GetDirectoryName(thisFile)!, table)))
        {
            if (line.Split('\t') is [var tool, var file, var what, { Length: > 0 }] && tool != "tool")
                _known.Add((line, new Regex($"^{Any(tool)} {Any(file)} {Any(what)}$", RegexOptions.CultureInvariant)));
        }
    }

    /// <summary>The ones that this run did not need: they are to be taken out of the file.</summary>
    public IEnumerable<string> Unseen => _known.Select(known => known.Line).Where(line => !_seen.Contains(line));

    public bool Contains(string difference)
    {
        var matches = _known.Where(known => known.Pattern.IsMatch(difference)).Select(known => known.Line).ToArray();
        _seen.UnionWith(matches);
        return matches.Length > 0;
    }

    /// <summary>A star stands for anything.</summary>
    private static string Any(string pattern) => Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal);
}
