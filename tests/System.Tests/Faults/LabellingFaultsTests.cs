using Voxmark.Contracts.Inference;
using Voxmark.Contracts.Labeling;
using Voxmark.Imaging.Phantoms;
using static Microsoft.Playwright.Assertions;

namespace Voxmark.SystemTests.Faults;

/// <summary>
/// The scripts of <c>../shared/faults/labelling</c>: each makes its own images, asks the running system, and ends with PASS
/// or FAIL and what is right. The same cases are tested where each rule lives, also where the folder is absent.
/// </summary>
[Collection(RunningSystemGroup.Name)]
public sealed class LabellingFaultsTests(SystemWithBundles bundles) : IClassFixture<SystemWithBundles>
{
    private readonly RunningSystem _system = bundles.Running;

    /// <summary>Every script that runs by itself.</summary>
    public static TheoryData<string> OwnScripts => SystemWithBundles.Scripts is { } folder
        ? [.. Directory.EnumerateFiles(folder, "g*.py").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)]
        : ["none"];

    [SharedFaultsTheory]
    [MemberData(nameof(OwnScripts))]
    public Task Script_OfItsOwn_Passes(string script) => PassesAsync("/usr/bin/python3", script);

    [SharedFaultsTheory]
    [InlineData("swapped")]
    [InlineData("transposed")]
    [InlineData("trial")]
    [InlineData("grow")]
    [InlineData("unloadable")]
    public Task Models_OfAnyBundle_Passes(string what) => PassesAsync("/usr/bin/python3", "models.py", what);

    [SharedFaultsFact]
    public async Task Offline_WithoutTls_KeepsWhatIsPromised()
    {
        var series = await _system.Client.UploadPhantomAsync(new AbdomenPhantom());
        var label = await _system.Client.PostAsync<Label>("/api/labels", new CreateLabel(series, null, "l3-body-composition", null));

        await PassesAsync("node", "g06_offline_without_tls.mjs", variables: new()
        {
            ["VOX_LABEL"] = $"{label.Id}",
            ["PLAYWRIGHT"] = Path.Combine(RunningSystem.Repository, "WebUi", "app", "node_modules"),
        });
    }

    [SharedFaultsFact]
    public async Task Bundles_ThatCannotRun_SayWhyToAnAdministrator()
    {
        var found = await _system.Client.GetAsync<FoundBundle[]>("/api/inference/bundles");
        Assert.Equal(
            [("garbage", "model-not-opened"), ("wrongname", "model-no-output")],
            found.Where(bundle => bundle.Problem is not null).Select(bundle => (bundle.Folder, bundle.Problem!.Code)));

        await using var browser = await Browser.StartAsync(_system.Address);
        await browser.SignInAsync(_system.AdminPassword);
        await browser.Page.GotoAsync("/models");
        await Expect(browser["bundle-row"]).ToHaveCountAsync(found.Length);
        await Expect(browser["bundle-problem"].Last).ToHaveTextAsync("The model has no output nope.");
    }

    private async Task PassesAsync(string program, string script, string? argument = null, Dictionary<string, string>? variables = null)
    {
        var (exitCode, output) = await Programs.RunAsync(
            program, [Path.Combine(SystemWithBundles.Scripts!, script), .. (string[])(argument is null ? [] : [argument])],
            new Dictionary<string, string>(variables ?? [])
            {
                ["VOX_URL"] = _system.Address.GetLeftPart(UriPartial.Authority), ["VOX_TOKEN"] = _system.AdminToken,
                ["VOX_USER"] = "admin", ["VOX_PASSWORD"] = _system.AdminPassword,
            });
        Assert.True(exitCode == 0 && output.Contains("PASS", StringComparison.Ordinal), output);
    }
}
