using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Voxmark.SystemTests;

/// <summary>How the controls of a page are found, told apart and pressed.</summary>
public sealed partial class BrowserPressEverythingTests
{
    private const int MostPresses = 600;

    /// <summary>
    /// The controls of the topmost layer (a dialog, a menu, or the page), as what they are rather than what they say:
    /// rows of one kind are one control. The options of the tool in hand come first, for they go with it.
    /// </summary>
    private const string Script =
        """
        window.voxmarkLayer = () => [...document.querySelectorAll('dialog[open]')].at(-1)
          ?? [...document.querySelectorAll('[popover]')].find(each => each.matches(':popover-open'))
          ?? [...document.querySelectorAll('[role=menu]')].find(each => each.checkVisibility())
          ?? [...document.querySelectorAll('details[open] .pop, .drawer')].find(each => each.checkVisibility());
        window.voxmarkLayerName = () => {
          const layer = window.voxmarkLayer();
          return layer ? layer.dataset.testid || layer.id || layer.className : '';
        };
        window.voxmarkControls = () => {
          const kind = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [role=option], [role=slider], li[role=row]';
          const nameless = text => (text ?? '').replace(/\([^)]*\)/g, '').replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '#')
            .replace(/[\d.]+/g, '#').replace(/^((?:clear-)?key-).*/, '$1#').trim().slice(0, 60);
          const idOf = each => `${window.voxmarkLayerName()}|${each.localName}|` + nameless(
            each.dataset.testid || each.id || each.dataset.command || each.dataset.key
            || (each.name && each.value && /submit|radio|checkbox/.test(each.type) ? `${each.name}=${each.value}` : each.name)
            || (each.getAttribute('href') ?? '').replace(/\?.*/, '?') || each.getAttribute('aria-label') || each.textContent);
          // what closes, locks, or changes what there is comes after the rest
          const order = each => (each.closest('.toast') ? 0
            : /^clear-key/.test(each.dataset.testid) ? 6
            : each.closest('.opt') ? (each.localName === 'button' ? 1 : 0)
            : /sign-out|lang|-lock-/.test(each.dataset.testid + each.className) ? 9
            : each.querySelector('use[href="#i-x"]') || /close|cancel/.test(each.dataset.testid) ? 8
            : /delete|compare$/.test(each.dataset.testid) ? 7 : 5);
          return [...(window.voxmarkLayer() ?? document).querySelectorAll(kind)]
            .filter(each => each.checkVisibility({ visibilityProperty: true }) && each.getClientRects().length > 0)
            .map(each => ({ each, id: idOf(each), isEnabled: !each.disabled && each.ariaDisabled !== 'true' }))
            .sort((a, b) => order(a.each) - order(b.each));
        };
        window.voxmarkSeen = () => window.voxmarkControls().map(each => each.id);
        window.voxmarkMark = (pressed, wanted) => {
          document.querySelector('[data-press]')?.removeAttribute('data-press');
          const found = window.voxmarkControls().find(({ id, isEnabled }) => isEnabled && (wanted ? id === wanted : !pressed.includes(id)));
          if (!found) return null;
          found.each.dataset.press = '';
          return {
            id: found.id, tag: found.each.localName, type: found.each.type ?? '', name: found.each.name ?? '',
            folder: found.each.hasAttribute('webkitdirectory')
          };
        };
        window.voxmarkRan = [];
        addEventListener('voxmark-command', event => { window.voxmarkRan.push(event.detail); window.voxmarkNoteCommand?.(event.detail); });
        """;

    /// <summary>Until nothing is left; a dialog that closed before all of it was pressed is opened again.</summary>
    private async Task PressAllAsync(string where, Func<Task> open, IEnumerable<string>? already = null)
    {
        await open();
        var address = new Uri(Page.Url).AbsolutePath;
        var (seen, pressed) = (new HashSet<string>(), new HashSet<string>(already ?? []));
        var openers = new Dictionary<string, string>();
        var vanished = new HashSet<string>();
        for (var n = 0; n < MostPresses; n++)
        {
            if (new Uri(Page.Url).AbsolutePath != address)
                await open(); // what was pressed led away, but not at once
            var there = await EvaluateAsync<string[]>("() => window.voxmarkSeen?.() ?? []");
            if (new Uri(Page.Url).AbsolutePath != address)
                continue;
            seen.UnionWith(there);
            var layer = await LayerAsync();
            if (await MarkAsync(pressed, null) is not { } next)
            {
                if (layer.Length > 0)
                {
                    await Page.Keyboard.PressAsync("Escape");
                    if (await LayerAsync() == layer)
                        await open();
                    continue;
                }

                var unfinished = seen.Except(pressed).Select(id => id.Split('|')[0])
                    .FirstOrDefault(name => name.Length > 0 && openers.ContainsKey(name));
                if (unfinished is null)
                {
                    await Page.WaitForTimeoutAsync(1000); // what was pressed last may make something else possible
                    if (await MarkAsync(pressed, null) is null)
                        break;
                    continue;
                }

                if (!await ReopenAsync(where, unfinished, openers) || await MarkAsync(pressed, null) is null)
                    openers.Remove(unfinished);
                continue;
            }

            pressed.Add(next.Id);
            if (!await ActAsync(where, next))
            {
                if (vanished.Add(next.Id))
                    pressed.Remove(next.Id); // drawn anew under the pointer: once more
                else
                    _failures.AddRange(new[] { $"{where}: {next.Id} goes away before it can be pressed" }.Except(PressedElsewhere));
            }
            if (new Uri(Page.Url).AbsolutePath != address || await EvaluateAsync<bool>("() => !window.voxmarkSeen"))
                await open();
            else if (await LayerAsync() is { Length: > 0 } opened && opened != layer)
                openers.TryAdd(opened, next.Id);
        }

        _failures.AddRange(seen.Except(pressed).Select(id => $"{where}: never pressed: {id}").Except(PressedElsewhere));
    }

    /// <summary>A dialog may have been opened from another one.</summary>
    private async Task<bool> ReopenAsync(string where, string layer, Dictionary<string, string> openers)
    {
        var way = new Stack<string>();
        for (var at = layer; openers.TryGetValue(at, out var opener) && way.Count < 4; at = opener.Split('|')[0])
            way.Push(opener);
        foreach (var id in way)
        {
            if (await MarkAsync([], id) is not { } opener)
                return false;
            await ActAsync(where, opener);
        }

        return await LayerAsync() == layer;
    }

    /// <returns>False when the control was gone before it could be pressed.</returns>
    private async Task<bool> ActAsync(string where, Control control)
    {
        var element = Page.Locator("[data-press]");
        try
        {
            switch (control)
            {
                case { Id: var id } when id.EndsWith("|a|#content", StringComparison.Ordinal):
                    await element.PressAsync("Enter"); // it shows itself to those who come by key
                    break;
                case { Type: "file" }:
                    await element.SetInputFilesAsync(control.Folder ? _folder : Path.Combine(_folder, "image.dcm"));
                    break;
                case { Tag: "select" }:
                    foreach (var index in Enumerable.Range(0, await element.Locator("option").CountAsync()))
                        await element.SelectOptionAsync(new SelectOptionValue { Index = index });
                    break;
                case { Type: "range" }:
                    await element.PressAsync("ArrowRight");
                    break;
                case { Type: "date" }:
                    await element.FillAsync("2026-01-15");
                    break;
                case { Type: "number" }:
                    await element.FillAsync(
                        await element.GetAttributeAsync("min") ?? await element.GetAttributeAsync("placeholder") ?? "1");
                    await element.PressAsync("Tab");
                    break;
                case { Type: "text" or "search" or "password", Tag: "input" } or { Tag: "textarea" }:
                    await element.FillAsync(control.Name == "current" ? system.AdminPassword : control.Name == "next" ? "short"
                        : await element.GetAttributeAsync("data-testid") == "typed"
                            ? await element.GetAttributeAsync("placeholder") ?? "press"
                        : await element.GetAttributeAsync("pattern") is "[0-9.]+" ? "1.2.3" : "press");
                    break;
                default:
                    await element.ClickAsync(new() { Timeout = 15_000 });
                    break;
            }

            await Page.WaitForTimeoutAsync(60);
            await Page.WaitForLoadStateAsync(LoadState.Load);
            for (var n = 0; n < 10 && _asked > 0; n++)
                await Page.WaitForTimeoutAsync(50); // what was pressed may make something else possible once it is answered
        }
        catch (Exception exception) when (exception is TimeoutException or PlaywrightException)
        {
            if (await element.CountAsync() == 0)
                return false;
            _failures.Add($"{where}: {control.Id} could not be pressed: {FirstLines().Match(exception.Message).Value}");
        }

        if (new Uri(Page.Url).AbsolutePath == "/sign-in")
            await _browser.SignInAsync(system.AdminPassword);
        return true;
    }

    private async Task<Control?> MarkAsync(HashSet<string> pressed, string? wanted) =>
        await EvaluateAsync<JsonElement?>(
            "([pressed, wanted]) => window.voxmarkMark(pressed, wanted)", new object?[] { pressed.ToArray(), wanted })
            is { ValueKind: JsonValueKind.Object } found ? found.Deserialize<Control>(Api.Json) : null;

    private Task<string> LayerAsync() => EvaluateAsync<string>("() => window.voxmarkLayerName()");

    /// <summary>A page that is being left is asked again once the next one is there.</summary>
    private async Task<T> EvaluateAsync<T>(string script, object? argument = null)
    {
        for (var n = 0; ; n++)
        {
            try
            {
                return await Page.EvaluateAsync<T>(script, argument);
            }
            catch (PlaywrightException exception)
                when (n < 10 && exception.Message.Contains("context was destroyed", StringComparison.Ordinal))
            {
                await Page.WaitForLoadStateAsync(LoadState.Load);
            }
        }
    }

    [GeneratedRegex(@"\A[^\n]*(\n[^\n]*){0,3}")]
    private static partial Regex FirstLines();

    private sealed record Control(string Id, string Tag, string Type, string Name, bool Folder);
}
