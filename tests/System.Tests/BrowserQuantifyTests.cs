using Voxmark.Contracts.Labeling;
using Voxmark.Contracts.Quant;
using Voxmark.Imaging.Masks;
using Voxmark.Imaging.Phantoms;
using static Microsoft.Playwright.Assertions;

namespace Voxmark.SystemTests;

/// <summary>
/// What the page shows, what it lets be taken away and what is stored are one: of the height in the field, and of the slice
/// that was chosen.
/// </summary>
[Collection(RunningSystemGroup.Name)]
public sealed class BrowserQuantifyTests(RunningSystem system)
{
    private Browser _browser = null!;
    private Label _label = null!;

    [Fact]
    public async Task Page_OfALabel_ShowsTheNumbersOfWhatIsOnIt()
    {
        await OpenAsync();
        await using var browser = _browser;

        await LookingStoresNothingAsync();
        await MeasuringStoresAsync("180", "65", bmi: "20.1"); // 65 / 1.8²
        await LeavingAFieldShowsItsOwnNumbersAsync();
        await AWrongValueTakesThemAwayAsync();
        await AnEarlierValueIsItsStoredResultAsync();
        await TheSliceIsChosenOnceAsync();
        await AnotherLabelOfTheStudyHasTheValuesAsync();
        Assert.Empty(_browser.Complaints);
    }

    private async Task LookingStoresNothingAsync()
    {
        await Expect(_browser["measured-state"]).ToHaveTextAsync("Preview, not stored");
        await Expect(_browser["sma-from"]).ToHaveTextAsync("1 Skeletal muscle");
        await Expect(_browser["download-xlsx"]).ToHaveAttributeAsync("aria-disabled", "true");
        Assert.Empty(await ResultsAsync());
    }

    private async Task MeasuringStoresAsync(string heightCm, string weightKg, string bmi)
    {
        await _browser["height"].FillAsync(heightCm);
        await _browser["weight"].FillAsync(weightKg);
        await _browser["weight"].PressAsync("Enter");
        await Expect(_browser["measured-state"]).ToHaveTextAsync("Measured on revision 1");
        await Expect(_browser["bmi"]).ToHaveTextAsync(bmi);
        await Expect(_browser["height-source"]).ToContainTextAsync("typed · ");
        var subject = (await ResultsAsync())[0].Subject;
        Assert.Equal((180.0, 65.0), (subject.HeightCm, subject.WeightKg));
    }

    private async Task LeavingAFieldShowsItsOwnNumbersAsync()
    {
        await _browser["height"].FillAsync("170");
        await Expect(_browser["measured-state"]).ToHaveTextAsync("The values changed");
        await Expect(_browser["download-xlsx"]).ToHaveAttributeAsync("aria-disabled", "true");
        await _browser["height"].PressAsync("Tab");
        await Expect(_browser["bmi"]).ToHaveTextAsync("22.5"); // 65 / 1.7²
        await Expect(_browser["measured-state"]).ToHaveTextAsync("Preview, not stored");
        Assert.Single(await ResultsAsync());
    }

    private async Task AWrongValueTakesThemAwayAsync()
    {
        await _browser["height"].FillAsync("17");
        await _browser["height"].PressAsync("Tab");
        await Expect(_browser["measured-state"]).ToHaveTextAsync("The values changed");
        await Expect(_browser["height"]).ToHaveAttributeAsync("aria-invalid", "true");
        await _browser["measure"].ClickAsync();
        await Expect(_browser["download-xlsx"]).ToHaveAttributeAsync("aria-disabled", "true");
        Assert.Single(await ResultsAsync());
    }

    /// <summary>180 again: what is stored of it can be taken away.</summary>
    private async Task AnEarlierValueIsItsStoredResultAsync()
    {
        await _browser["height"].FillAsync("180");
        await _browser["height"].PressAsync("Tab");
        await Expect(_browser["measured-state"]).ToHaveTextAsync("Measured on revision 1");
        await Expect(_browser["download-xlsx"]).ToHaveAttributeAsync("href", $"/api/quant/results/{(await ResultsAsync())[0].Id}.xlsx");
    }

    /// <summary>Slices 1, 2 and 3 of five are images 4, 3 and 2.</summary>
    private async Task TheSliceIsChosenOnceAsync()
    {
        await Expect(_browser["reference"]).ToContainTextAsync("Im 3");
        await _browser["next-slice"].ClickAsync();
        await Expect(_browser["reference"]).ToContainTextAsync("Im 3"); // looking elsewhere changes nothing
        await _browser["choose-reference"].ClickAsync();
        await Expect(_browser["reference"]).ToContainTextAsync("Im 4, chosen by");
        await Expect(_browser["measured-state"]).ToHaveTextAsync("Preview, not stored");
        await _browser["measure"].ClickAsync();
        await Expect(_browser["measured-state"]).ToHaveTextAsync("Measured on revision 1");
        await _browser.Page.ReloadAsync();
        await Expect(_browser["reference"]).ToContainTextAsync("Im 4, chosen by");
        await Expect(_browser["measured-state"]).ToHaveTextAsync("Measured on revision 1");
    }

    private async Task AnotherLabelOfTheStudyHasTheValuesAsync()
    {
        var other = await DrawAsync(_label.SeriesInstanceUid);
        await _browser.Page.GotoAsync($"/labels/{other.Id}/quantify");
        await Expect(_browser["height"]).ToHaveValueAsync("180.0");
        await Expect(_browser["bmi"]).ToHaveTextAsync("20.1");
    }

    private async Task OpenAsync()
    {
        _label = await DrawAsync(await system.Client.UploadPhantomAsync(new AbdomenPhantom(Slices: 5)));
        _browser = await Browser.StartAsync(system.Address);
        await _browser.Page.GotoAsync("/sign-in");
        await _browser.SignInAsync(system.AdminPassword);
        await _browser.Page.GotoAsync($"/labels/{_label.Id}/quantify");
    }

    /// <summary>A label with 100 pixels of muscle on slices 1, 2 and 3.</summary>
    private async Task<Label> DrawAsync(string series)
    {
        var label = await system.Client.PostAsync<Label>("/api/labels", new CreateLabel(series, null, "l3-body-composition", null));
        var labels = new byte[label.Rows * label.Columns];
        labels.AsSpan(0, 100).Fill(1);
        var mask = Mask.Encode(labels, label.Rows, label.Columns).Bytes.ToArray();
        await system.Client.PostAsync<RevisionSaved>(
            $"/api/labels/{label.Id}/revisions",
            new SaveRevision(Guid.NewGuid(), "brush", null, null, [.. new[] { 1, 2, 3 }.Select(slice => new SliceChange(slice, 0, mask))]));
        return label;
    }

    private Task<QuantResult[]> ResultsAsync() => system.Client.GetAsync<QuantResult[]>($"/api/quant/results?labelId={_label.Id}");
}
