using System.Text.Json;
using Voxmark.Contracts.Labeling;
using static Microsoft.Playwright.Assertions;

namespace Voxmark.SystemTests;

/// <summary>The same for the keyboard: every command of a page runs by each of its keys, or by name where it has none.</summary>
public sealed partial class BrowserPressEverythingTests
{
    /// <summary>They leave the page, so they come last.</summary>
    private static readonly string[] Navigation = ["page.quantify", "area.confirm"];

    [Fact]
    public Task Everything_OnTheKeyboard_Runs() => LookAsync(async () =>
    {
        var name = $"KEYS{Random.Shared.Next(100_000)}";
        await FillListAsync(name);
        await OpenAsync("/studies");
        await PressListKeysAsync(name);
        var (series, _, label) = await FillAsync();

        await OpenViewerAsync($"/series/{series}/area");
        var commands = await CommandsAsync();
        await _browser["range-one"].ClickAsync();
        await RunAsync(commands);
        await PressAsync("Enter");
        await AllHaveRunAsync("area", commands);
        await Page.WaitForURLAsync("**/labels/*");

        await OpenLabelAsync(label);
        commands = await CommandsAsync();
        await RunAsync(commands);
        await OpenLabelAsync(await AnotherLabelAsync(label)); // nothing of it is locked or hidden
        await RunWhatNeedsAStateAsync();
        await PressAsync("KeyQ");
        await AllHaveRunAsync("label", commands);
    });

    /// <summary>A page's commands with their keys.</summary>
    private async Task<List<(string Id, string Title, string[] Keys)>> CommandsAsync()
    {
        _ran.Clear();
        return (await Page.EvaluateAsync<JsonElement>("() => window.voxmarkCommands()")).EnumerateArray()
            .Select(each => (Id: each.GetProperty("id").GetString()!, Title: each.GetProperty("title").GetString()!,
                Keys: each.GetProperty("keys").EnumerateArray().Select(key => key.GetString()!).ToArray()))
            .Where(command => !command.Title.EndsWith(": ", StringComparison.Ordinal)) // segments that the label does not have
            .ToList();
    }

    private async Task RunAsync(IEnumerable<(string Id, string Title, string[] Keys)> commands)
    {
        foreach (var (_, title, keys) in commands.Where(command => !Navigation.Contains(command.Id)))
        {
            foreach (var key in keys)
                await PressAsync(key);
            if (keys.Length == 0)
                await FindAsync(title);
        }
    }

    private async Task AllHaveRunAsync(string where, IEnumerable<(string Id, string Title, string[] Keys)> commands)
    {
        var ids = commands.Select(command => command.Id).ToList();
        await Api.EventuallyAsync(() => Task.FromResult(ids.Except(_ran)), left => !left.Intersect(Navigation).Any());
        _failures.AddRange(ids.Except(_ran).Select(id => $"{where}: no key and no name ran {id}"));
    }

    private async Task<Guid> AnotherLabelAsync(Guid label)
    {
        var known = await system.Client.GetAsync<Label>($"/api/labels/{label}");
        var another = new CreateLabel(known.SeriesInstanceUid, known.SelectionId, "l3-body-composition", null);
        return (await system.Client.PostAsync<Label>("/api/labels", another)).Id;
    }

    /// <summary>What is possible only with a tool in hand, with something proposed, or on a narrow page.</summary>
    private async Task RunWhatNeedsAStateAsync()
    {
        await PressAsync("KeyD");
        await PressAsync("Delete"); // the ruler's
        await PressAsync("KeyA");
        foreach (var arrow in new[] { "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown" })
        {
            await PressAsync(arrow);
            await PressAsync($"Shift+{arrow}");
        }

        foreach (var decision in new[] { "Escape", "Shift+Enter", "Enter" })
        {
            await PressAsync("Shift+KeyJ");
            await PressAsync("Enter");
            await Expect(_browser["proposal"]).ToBeVisibleAsync();
            await PressAsync(decision);
            await Expect(_browser["proposal"]).ToBeHiddenAsync();
        }

        await Page.SetViewportSizeAsync(1000, 700);
        await PressAsync("Backslash");
        await PressAsync("Backslash");
        await Page.SetViewportSizeAsync(1440, 900);
    }

    /// <summary>With the picture in focus, as when somebody works; dialogs that a key opened are closed again.</summary>
    private async Task PressAsync(string chord)
    {
        await Page.Locator(".pane[tabindex='0']").First.FocusAsync();
        await Page.Keyboard.PressAsync(chord.Replace("Ctrl", "Control", StringComparison.Ordinal));
        for (var n = 0; n < 3 && await LayerAsync() is { Length: > 0 } and not "drawer"; n++)
            await Page.Keyboard.PressAsync("Escape");
        if (await Page.EvaluateAsync<bool>("() => document.fullscreenElement !== null"))
            await Page.EvaluateAsync("() => document.exitFullscreen()");
    }

    private async Task FindAsync(string title)
    {
        await Page.Locator(".pane[tabindex='0']").First.FocusAsync();
        await Page.Keyboard.PressAsync("Control+KeyK");
        await _browser["palette-field"].FillAsync(title);
        await _browser["palette-field"].PressAsync("Enter");
        for (var n = 0; n < 3 && await LayerAsync() is { Length: > 0 }; n++)
            await Page.Keyboard.PressAsync("Escape");
    }

    /// <summary>What the list of keys of the study list names: search finds, J and K move, Enter opens, ? lists.</summary>
    private async Task PressListKeysAsync(string name)
    {
        var listed = (await system.Client.GetAsync<Contracts.Ingest.StudyPage>($"/api/studies?search={name}-")).Studies;
        var patient = listed.First(study => study.PatientId!.Length == $"{name}-10".Length).PatientId!; // part of no other one's
        await Page.Keyboard.PressAsync("/");
        await Page.Keyboard.TypeAsync(patient);
        await Page.Keyboard.PressAsync("Enter");
        await Expect(_browser["study-row"]).ToHaveCountAsync(1);
        await Expect(Page.Locator("#search")).ToHaveValueAsync(patient);
        await Page.Locator("body").ClickAsync(new() { Position = new() { X = 4, Y = 400 } });
        await Page.Keyboard.PressAsync("j");
        await Page.Keyboard.PressAsync("k");
        await Page.Keyboard.PressAsync("Enter");
        await Page.WaitForURLAsync("**/area"); // its only series
        await OpenAsync("/studies");
        await Page.Keyboard.PressAsync("?");
        await Expect(Page.Locator("dialog#keys")).ToBeVisibleAsync();
        await Page.Keyboard.PressAsync("Escape");
    }
}
