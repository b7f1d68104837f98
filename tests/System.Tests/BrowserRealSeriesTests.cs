using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Playwright;
using Voxmark.Contracts.Ingest;
using Voxmark.Contracts.Labeling;
using Voxmark.Imaging.Masks;
using Voxmark.Tests;
using static Microsoft.Playwright.Assertions;

namespace Voxmark.SystemTests;

/// <summary>
/// Real series of every kind through the pages: their window on the screen, the area, only its slices fetched, drawing, an
/// assist tool, what is stored and what a reload shows.
/// </summary>
[Collection(RunningSystemGroup.Name)]
public sealed class BrowserRealSeriesTests(RunningSystem system)
{
    private const int Side = 20; // of the square that is drawn
    private const double GreyTolerance = 10; // of 255: a pixel's neighbours and the screen's interpolation

    /// <summary>A place where all pixels around have almost the same value, and that value.</summary>
    private readonly record struct Plain(int Column, int Row, double Value);

    /// <param name="folder">Below the shared data; all files in it, or the one file itself.</param>
    /// <param name="center">The files' own VOI window; no width: none, so no grey is expected.</param>
    /// <param name="isInverted">MONOCHROME1: high values are black.</param>
    [SharedDataTheory]
    [InlineData("mr_tcga_bc_4073/dicom", 30, 630, 1202, false)] // coronal, no rescale, a window per image: the middle one's
    [InlineData("ct_acrin001/dicom", 99, 40, 400, false)]
    [InlineData("rt_chest_gstt/dicom", 20, 0, 0, false)] // one slice is missing: a stack, no volume
    [InlineData("zoo/04_photometric_bits/CR-MONO1-10-chest", 1, 550, 1024, true)] // without pixel spacing
    [InlineData("zoo/04_photometric_bits/CR-ModalitySequenceLUT.dcm", 1, 0, 0, true)] // 1976 × 1576
    [InlineData("zoo/04_photometric_bits/dx_image.dcm", 1, 128, 256, true)]
    public async Task Series_OfEachKind_IsShownLabelledStoredAndShownAgain(
        string folder, int images, double center, double width, bool isInverted)
    {
        var series = await UploadAsync(folder);
        Assert.Equal(images, series.Series.ImageCount);
        await using var browser = await Browser.StartAsync(system.Address);
        await browser.SignInAsync(system.AdminPassword);
        var label = await ChooseAreaAsync(browser, series);

        var slice = (int)Math.Round((label.FirstSlice + label.LastSlice) / 2.0, MidpointRounding.AwayFromZero);
        var voxels = await VoxelsAsync(series, slice);
        if (width > 0)
        {
            await Expect(browser["window"]).ToHaveTextAsync(string.Create(CultureInfo.InvariantCulture, $"W {width} L {center}"));
            await ShowsGreysAsync(browser, series, voxels, center, width, isInverted);
        }

        await DrawAsync(browser, series);
        if (series.Geometry?.IsVolume == true)
            await BackProjectAsync(browser, PlainOf(series, voxels, highest: true));
        await browser.ScreenshotAsync($"real-{folder.Replace('/', '-')}");
        var stored = await StoredAsync(label, slice);
        Assert.Equal(stored, await browser.ShownAsync(label.Columns, label.Rows));
        await browser.Page.ReloadAsync();
        await browser.ReadyAsync();
        Assert.Equal(stored, await browser.ShownAsync(label.Columns, label.Rows));
        Assert.Empty(browser.Complaints);
    }

    private async Task<SeriesDetail> UploadAsync(string folder)
    {
        var path = SharedData.PathOf(folder.Split('/'));
        return await system.Client.UploadSeriesAsync(Directory.Exists(path) ? Directory.EnumerateFiles(path) : [path]);
    }

    /// <summary>Takes the slice on show and its neighbours; the label's page fetches those slices, and no others.</summary>
    private async Task<Label> ChooseAreaAsync(Browser browser, SeriesDetail series)
    {
        await browser.Page.GotoAsync($"/series/{series.Series.SeriesInstanceUid}/area");
        await browser["range-one"].ClickAsync();
        await browser["range-middle"].ClickAsync();
        await Expect(browser["confirm-area"]).ToBeEnabledAsync();
        await browser.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await browser.ScreenshotAsync($"real-area-{series.Series.Modality}-{series.Series.ImageCount}");
        var fetched = new List<Uri>();
        browser.Page.Request += (_, request) => fetched.Add(new Uri(request.Url));
        await browser["confirm-area"].ClickAsync();
        await browser.Page.WaitForURLAsync("**/labels/*");
        await browser.ReadyAsync();
        var label = await system.Client.GetAsync<Label>($"/api/labels/{new Uri(browser.Page.Url).Segments[^1]}");
        var area = Enumerable.Range(label.FirstSlice, label.LastSlice - label.FirstSlice + 1);
        Assert.Equal(area, await Api.EventuallyAsync(() => Task.FromResult(Slices()), slices => slices.Length >= area.Count()));
        Assert.DoesNotContain(fetched, url => url.AbsolutePath.Contains("/planes/", StringComparison.Ordinal));
        return label;

        int[] Slices() =>
        [
            .. fetched.ToArray().Select(url => url.AbsolutePath)
                .Where(path =>
                    path.StartsWith("/api/series/", StringComparison.Ordinal) && path.Contains("/slices/", StringComparison.Ordinal))
                .Select(path => int.Parse(path.Split('/')[^1], CultureInfo.InvariantCulture)).Distinct().Order(),
        ];
    }

    private async Task<short[]> VoxelsAsync(SeriesDetail series, int slice) => MemoryMarshal.Cast<byte, short>(
        await system.Client.GetByteArrayAsync($"/api/series/{series.Series.SeriesInstanceUid}/slices/{slice}")).ToArray();

    /// <summary>PS3.3 C.11.2.1.2: the linear VOI function, on a dark and on a bright place.</summary>
    private static async Task ShowsGreysAsync(
        Browser browser, SeriesDetail series, short[] voxels, double center, double width, bool isInverted)
    {
        foreach (var isHighest in new[] { false, true })
        {
            var place = PlainOf(series, voxels, isHighest);
            var share = Math.Clamp(((place.Value - (center - 0.5)) / (width - 1)) + 0.5, 0, 1);
            var expected = 255 * (isInverted ? 1 - share : share);
            Assert.Equal(expected, await browser.GreyAtAsync(place.Column, place.Row), GreyTolerance);
        }
    }

    /// <summary>The darkest or brightest plain place in the middle of the picture.</summary>
    private static Plain PlainOf(SeriesDetail series, short[] voxels, bool highest)
    {
        var (columns, rows) = (series.Columns!.Value, series.Rows!.Value);
        var (slope, intercept) = (series.Voxels!.Slope, series.Voxels.Intercept);
        var reach = Math.Max(2, columns / 120);
        var range = voxels.Max() - voxels.Min();
        for (var share = 0.01; ; share *= 1.5)
        {
            var places =
                from row in Range(rows * 3 / 10, rows * 6 / 10, reach)
                from column in Range(columns * 3 / 10, columns * 7 / 10, reach)
                let around = (
                    from j in Range(row - reach, row + reach, 1)
                    from i in Range(column - reach, column + reach, 1)
                    select (double)voxels[(j * columns) + i]).ToList()
                where around.Max() - around.Min() <= share * range
                orderby around.Average()
                select new Plain(column, row, (around.Average() * slope) + intercept);
            var found = places.ToList();
            if (found.Count > 1)
                return highest ? found[^1] : found[0];
        }

        static IEnumerable<int> Range(int from, int to, int step)
        {
            for (var n = from; n <= to; n += step)
                yield return n;
        }
    }

    private static async Task DrawAsync(Browser browser, SeriesDetail series)
    {
        var (left, top) = (series.Columns!.Value / 8, series.Rows!.Value / 2);
        await browser["segment-row-2"].ClickAsync();
        await browser["shape-tool"].ClickAsync();
        await UnlockAsync(browser, series);
        await browser.DragAsync((left, top), (left + Side - 1, top + Side - 1));
        await browser.SavedAsync();
        Assert.Equal(2, await browser.LabelAtAsync(left, top));
        Assert.Equal(2, await browser.LabelAtAsync(left + Side - 1, top + Side - 1));
        Assert.Equal(0, await browser.LabelAtAsync(left + Side, top + Side - 1));
        // Area needs a pixel spacing, not a place in the patient.
        var pixelMm2 = series.Slices[0].RowSpacingMm * series.Slices[0].ColumnSpacingMm;
        var area = pixelMm2 is { } mm2
            ? $"{(Side * Side * mm2 / 100).ToString("0.0", CultureInfo.InvariantCulture)} cm²"
            : $"{Side * Side} px";
        await Expect(browser["segment-area-2"]).ToHaveTextAsync(area);
    }

    /// <summary>Only where values are HU there is a lock to be opened.</summary>
    private static async Task UnlockAsync(Browser browser, SeriesDetail series)
    {
        if (series.Voxels!.Unit == "HU")
            await browser["option-huLock"].SetCheckedAsync(false);
        else
            await Expect(browser["option-huLock"]).ToBeHiddenAsync();
    }

    private static async Task BackProjectAsync(Browser browser, Plain place)
    {
        await browser["segment-row-1"].ClickAsync();
        await browser["back-projection-tool"].ClickAsync();
        await browser.DragAsync((place.Column - 2, place.Row - 2), (place.Column + 2, place.Row + 2));
        await Expect(browser["accept-proposal"]).ToBeEnabledAsync();
        await browser["accept-proposal"].ClickAsync();
        await Expect(browser["accept-proposal"]).ToBeHiddenAsync();
        await browser.SavedAsync();
        Assert.Equal(1, await browser.LabelAtAsync(place.Column, place.Row));
    }

    private async Task<byte[]> StoredAsync(Label label, int slice)
    {
        var stored = await system.Client.GetByteArrayAsync($"/api/labels/{label.Id}/slices/{slice}");
        Assert.True(Mask.TryParse(stored, out var mask, out var problem), problem);
        return mask!.Decode();
    }
}
