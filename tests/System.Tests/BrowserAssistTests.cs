using System.IO.Compression;
using Voxmark.Contracts.Labeling;
using Voxmark.Imaging.Masks;
using Voxmark.Tests;
using static Microsoft.Playwright.Assertions;

namespace Voxmark.SystemTests;

/// <summary>
/// Semi-automatic tools worked in a browser on a real L3 slice; what is stored is compared with the draft reference. That
/// is semi-automatic too: the floors lie below what was measured (docs/tools.md) and say nothing of accuracy.
/// </summary>
[Collection(RunningSystemGroup.Name)]
public sealed class BrowserAssistTests(RunningSystem system)
{
    private const int L3 = 6; // slice_index_from_feet in the reference's l3.json
    private const int Size = 512;
    private const int ReferenceHeaderBytes = 352; // vox_offset of the reference file
    private const int Muscle = 1, SubcutaneousFat = 2;

    [SharedDataFact]
    public async Task Tools_OnAKnownL3Slice_StoreWhatAgreesWithTheDraft()
    {
        await using var browser = await Browser.StartAsync(system.Address);
        await browser.SignInAsync(system.AdminPassword);
        var label = await OpenAsync(browser);

        await browser["segment-row-2"].ClickAsync();
        await browser["back-projection-tool"].ClickAsync();
        await browser.DragAsync((132, 331), (141, 340));
        await AcceptAsync(browser);
        Assert.InRange(Dice(await StoredAsync(label, L3), SubcutaneousFat, 0, 0, Size, Size), 0.90, 1);

        await browser["segment-row-1"].ClickAsync();
        await browser["grab-cut-tool"].ClickAsync();
        await browser.DragAsync((278, 253), (317, 301)); // around the left psoas
        await browser.DragAsync((291, 262), (295, 275));
        await browser.DragAsync((295, 275), (297, 292));
        await Expect(browser["proposal-facts"]).ToContainTextAsync("2 strokes");
        await browser.ScreenshotAsync("assist-grab-cut");

        // Carried on, it is one proposal on three slices, one revision and one step of undo.
        await browser["carry-tool"].ClickAsync();
        await browser["run-tool"].ClickAsync();
        await Expect(browser["proposal"]).ToContainTextAsync("Carry");
        await Expect(browser["proposal"]).ToBeVisibleAsync();
        await AcceptAsync(browser);
        Assert.InRange(Dice(await StoredAsync(label, L3), Muscle, 278, 253, 40, 49), 0.90, 1);
        Assert.Contains((byte)Muscle, await StoredAsync(label, L3 + 1));
        var carried = (await system.Client.GetAsync<RevisionSummary[]>($"/api/labels/{label}/revisions"))[0];
        Assert.Equal("carry", carried.Tool);
        Assert.Equal(4, carried.Parameters!.Value.GetProperty("bandMm").GetInt32());
        Assert.Contains(L3 + 1, carried.Slices);

        await browser["undo"].ClickAsync();
        await browser.SavedAsync();
        Assert.DoesNotContain((byte)Muscle, await StoredAsync(label, L3));
        Assert.Empty(browser.Complaints);
    }

    private async Task<Guid> OpenAsync(Browser browser)
    {
        var series = await system.Client.UploadSeriesAsync(
            Directory.EnumerateFiles(SharedData.PathOf("ct_crlm1004", "dicom"), "*.dcm"));
        var uid = series.Series.SeriesInstanceUid;
        var selection = await system.Client.PostAsync<Selection>("/api/selections", new CreateSelection(uid, L3 - 1, L3 + 1, "L3", null));
        var label = await system.Client.PostAsync<Label>("/api/labels", new CreateLabel(uid, selection.Id, "l3-body-composition", null));
        await browser.Page.GotoAsync($"/labels/{label.Id}");
        await browser.Page.WaitForFunctionAsync("() => window.voxmark !== undefined");
        await Expect(browser.Page.GetByTestId("thumb-5")).ToBeVisibleAsync();
        await Expect(browser["canvas-axial"]).Not.ToContainTextAsync("Slice"); // all three have arrived
        return label.Id;
    }

    private static async Task AcceptAsync(Browser browser)
    {
        await Expect(browser["accept-proposal"]).ToBeEnabledAsync();
        await browser["accept-proposal"].ClickAsync();
        await Expect(browser["accept-proposal"]).ToBeHiddenAsync();
        await browser.SavedAsync();
    }

    private async Task<byte[]> StoredAsync(Guid label, int slice)
    {
        using var response = await system.Client.GetAsync(new Uri($"/api/labels/{label}/slices/{slice}", UriKind.Relative));
        if (response.StatusCode == System.Net.HttpStatusCode.NotFound)
            return new byte[Size * Size];
        Assert.True(Mask.TryParse(await response.Content.ReadAsByteArrayAsync(), out var mask, out var problem), problem);
        return mask!.Decode();
    }

    /// <summary>Dice coefficient with the draft of one label inside a box.</summary>
    private static double Dice(byte[] stored, int number, int left, int top, int width, int height)
    {
        using var gzip = new GZipStream(
            File.OpenRead(SharedData.PathOf("l3_draft_reference", "crlm1004", "l3_labels.nii.gz")), CompressionMode.Decompress);
        var file = new MemoryStream();
        gzip.CopyTo(file);
        var reference = file.GetBuffer().AsSpan(ReferenceHeaderBytes + L3 * Size * Size, Size * Size);
        double both = 0, all = 0;
        for (var row = top; row < top + height; row++)
        {
            for (var column = left; column < left + width; column++)
            {
                var (a, b) = (stored[row * Size + column] == number, reference[row * Size + column] == number);
                both += a && b ? 1 : 0;
                all += (a ? 1 : 0) + (b ? 1 : 0);
            }
        }

        return 2 * both / all;
    }
}
