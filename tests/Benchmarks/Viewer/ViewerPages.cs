using System.Globalization;
using Microsoft.Playwright;
using Voxmark.Benchmarks.Harness;
using Voxmark.Contracts.Labeling;
using Voxmark.SystemTests;

namespace Voxmark.Benchmarks.Viewer;

/// <summary>The viewer in Chromium without a GPU, one fresh profile each time, as after a first sign-in.</summary>
internal static class ViewerPages
{
    public static async Task<Browser> OpenAsync(RunningSystem system, string script)
    {
        var browser = await Browser.StartAsync(system.Address);
        await browser.Page.AddInitScriptAsync(script);
        await browser.SignInAsync(system.AdminPassword);
        return browser;
    }

    /// <summary>Waits for a number of milliseconds that the page measured itself.</summary>
    public static async Task<double> NumberAsync(this IPage page, string expression)
    {
        var handle = await page.WaitForFunctionAsync(expression, null, new() { Timeout = 120_000, PollingInterval = 200 });
        return Convert.ToDouble(await handle.JsonValueAsync<object>(), CultureInfo.InvariantCulture);
    }

    /// <summary>A label over a whole series.</summary>
    public static async Task<Label> LabelAsync(Bench bench, int slices) =>
        await (await bench.ClientAsync()).PostAsync<Label>("/api/labels", new CreateLabel(
            (await bench.StoredAsync(slices)).Series.SeriesInstanceUid, null, "l3-body-composition", "Viewed"));
}
