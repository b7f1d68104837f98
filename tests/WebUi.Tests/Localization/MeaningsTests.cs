using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Voxmark.Contracts.Labeling;

namespace Voxmark.WebUi.Tests.Localization;

/// <summary>The viewer offers, by name, what the services know by code.</summary>
public sealed partial class MeaningsTests
{
    [Fact]
    public void Meanings_OfTheViewer_AreTheCodesOfTheContracts()
    {
        var viewer = File.ReadAllText(Path.Combine(Path.GetDirectoryName(Here())!, "../../../WebUi/app/src/state/meanings.ts"));

        Assert.Equal(
            typeof(SegmentCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
                .Select(code => (string)code.GetRawConstantValue()!).Order(),
            Code().Matches(viewer).Select(match => match.Groups[1].Value).Order());
    }

    private static string Here([CallerFilePath] string path = "") => path;

    [GeneratedRegex("code: '([^']+)'")]
    private static partial Regex Code();
}
