using System.Net.Http.Json;
using Voxmark.Contracts.Ingest;
using Voxmark.Fixtures.Dicom;
using Voxmark.Imaging.Phantoms;
using static Microsoft.Playwright.Assertions;

namespace Voxmark.SystemTests;

/// <summary>An administrator presses every button of the page Storage.</summary>
[Collection(RunningSystemGroup.Name)]
public sealed class BrowserStorageTests(RunningSystem system)
{
    private readonly string _aeTitle = $"AE{Guid.NewGuid():N}"[..12].ToUpperInvariant();

    [Fact]
    public async Task Storage_PressedThrough_DoesWhatItSays()
    {
        var series = await system.Client.UploadPhantomAsync(new AbdomenPhantom(Columns: 64, Rows: 48, Slices: 4, PixelMm: 6));
        var image = new CtImage { PatientId = "A" };
        await SendAsync(image.ToBytes());
        await SendAsync((image with { PatientId = "B" }).ToBytes());
        await using var admin = await Browser.StartAsync(system.Address);
        await admin.SignInAsync(system.AdminPassword);
        await admin.Page.GotoAsync("/studies");
        await admin.Page.Locator("nav a[href='/storage']").ClickAsync();

        await Expect(admin["disk"]).ToContainTextAsync("GB are free");
        await Expect(admin["scrub"]).ToContainTextAsync("3600 files an hour");

        await admin["rebuild-series"].FillAsync(series);
        await admin["rebuild"].ClickAsync();
        await Expect(admin.Page.GetByText("It is being made anew of the stored files.")).ToBeVisibleAsync();
        await admin["rebuild-series"].FillAsync("1.2.3.4");
        await admin["rebuild"].ClickAsync();
        await Expect(admin.Page.Locator("#problem")).ToContainTextAsync("This series is not stored here.");

        var aside = admin["quarantine-row"].Filter(new() { HasText = image.SopInstanceUid });
        var download = await admin.Page.RunAndWaitForDownloadAsync(() => aside.GetByTestId("download").ClickAsync());
        Assert.Equal((image with { PatientId = "B" }).ToBytes(), await File.ReadAllBytesAsync((await download.PathAsync())!));
        await aside.GetByTestId("discard").ClickAsync();
        await admin["dialog-submit"].ClickAsync();
        await Expect(aside).ToHaveCountAsync(0);

        await ListAndRemoveASenderAsync(admin);
        await CompareAsync(admin);
        await admin.ScreenshotAsync("access-storage");
        Assert.Empty(admin.Complaints);
    }

    /// <summary>Listing closes the door for all others, the other tests' senders too: it is opened again at once.</summary>
    private async Task ListAndRemoveASenderAsync(Browser admin)
    {
        await Expect(admin["senders-state"]).ToContainTextAsync("any device may send");
        await admin["add-sender"].ClickAsync();
        await admin.Page.Locator("[name=aeTitle]").FillAsync(_aeTitle);
        await admin.Page.Locator("[name=address]").FillAsync("somewhere");
        await admin["dialog-submit"].ClickAsync();
        await Expect(admin.Page.Locator("#storage-dialog [role=alert]")).ToContainTextAsync("no IP address");
        await admin.Page.Locator("[name=address]").FillAsync("10.1.2.3");
        await admin.Page.Locator("[name=note]").FillAsync("CT, ground floor");
        await admin["dialog-submit"].ClickAsync();
        var row = admin["sender-row"].Filter(new() { HasText = _aeTitle });
        await Expect(row).ToContainTextAsync("CT, ground floor");
        await Expect(admin["senders-state"]).ToContainTextAsync("Only the devices listed here may send");

        await row.GetByTestId("remove-sender").ClickAsync();
        await admin["dialog-submit"].ClickAsync();
        await Expect(row).ToHaveCountAsync(0);
        await Expect(admin["senders-state"]).ToContainTextAsync("any device may send");
    }

    private async Task CompareAsync(Browser admin)
    {
        var stray = Path.Combine(system.DataFolder, "objects", "volumes", $"2.25.{Random.Shared.NextInt64()}.vxv");
        await File.WriteAllBytesAsync(stray, [1]);
        File.SetLastWriteTimeUtc(stray, DateTime.UtcNow.AddDays(-1));

        await admin["compare"].ClickAsync();
        await Expect(admin["finding-row"].Filter(new() { HasText = Path.GetFileName(stray) }))
            .ToContainTextAsync("A volume without its series");
        await admin["put-right"].ClickAsync();
        await admin["dialog-submit"].ClickAsync();
        await Expect(admin["compared"]).ToContainTextAsync("were put right");
        Assert.False(File.Exists(stray));
    }

    private async Task SendAsync(byte[] image)
    {
        var upload = await system.Client.PostAsync<UploadStarted>("/api/uploads");
        using var response = await system.Client.PostAsync($"/api/uploads/{upload.UploadId}/files?name=a.dcm", new ByteArrayContent(image));
        Assert.NotEqual(
            FileDisposition.Rejected, Assert.Single((await response.Content.ReadFromJsonAsync<FileOutcome[]>(Api.Json))!).Outcome);
    }
}
