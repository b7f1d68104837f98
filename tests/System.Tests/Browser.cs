using Microsoft.Playwright;

namespace Voxmark.SystemTests;

/// <summary>A fresh profile of Debian's Chromium, which all tests share, and what went wrong inside the page.</summary>
internal sealed class Browser : IAsyncDisposable
{
    /// <summary>This machine under a name that is not localhost: without TLS, browsers do not trust it.</summary>
    public const string PlainHost = "voxmark.hospital";

    private const string Executable = "/usr/bin/chromium";

    private static readonly SemaphoreSlim s_oneAtATime = new(1);

    /// <summary>Ends with this process; one that died is replaced.</summary>
    private static IBrowser? s_chromium;

    private readonly List<string> _complaints = [];

    private Browser(IPage page, Uri home)
    {
        (Page, Home) = (page, home);
        Watch(page);
    }

    public IPage Page { get; private set; }

    public Uri Home { get; }

    /// <summary>Script errors, refused content and requests to foreign hosts since the start.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    public static async Task<Browser> StartAsync(Uri home)
    {
        var context = await (await ChromiumAsync()).NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = home.ToString(),
            ViewportSize = new ViewportSize { Width = 1440, Height = 900 },
            Locale = "en-GB",
            AcceptDownloads = true,
        });
        context.SetDefaultTimeout(60_000);
        Assertions.SetDefaultExpectTimeout(60_000); // of a busy machine
        return new Browser(await context.NewPageAsync(), home);
    }

    private static async Task<IBrowser> ChromiumAsync()
    {
        await s_oneAtATime.WaitAsync();
        try
        {
            return s_chromium is { IsConnected: true } running ? running : s_chromium = await LaunchAsync();
        }
        finally
        {
            s_oneAtATime.Release();
        }
    }

    private static async Task<IBrowser> LaunchAsync()
    {
        var playwright = await Playwright.CreateAsync();
        return await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Executable,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", $"--host-resolver-rules=MAP {PlainHost} 127.0.0.1",
            ],
        });
    }

    /// <summary>The tab dies without a word, as when its process is killed; another is opened with the same profile.</summary>
    public async Task ReplaceTabAsync()
    {
        var dead = Page;
        Page = await dead.Context.NewPageAsync();
        Watch(Page);
        await dead.CloseAsync(new PageCloseOptions { RunBeforeUnload = false });
    }

    private void Watch(IPage page)
    {
        page.PageError += (_, error) => _complaints.Add(error);
        page.Console += (_, message) =>
        {
            // Chromium also reports every answered 4xx as a console error; those are the API's business.
            if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
                _complaints.Add(message.Text);
        };
        page.Request += (_, request) =>
        {
            var url = new Uri(request.Url);
            if (url.Scheme is "http" or "https" && url.Authority != Home.Authority)
                _complaints.Add($"foreign request: {request.Url}");
        };
    }

    public ILocator this[string testId] => Page.GetByTestId(testId);

    public async Task SignInAsync(string password, string userName = "admin")
    {
        await Page.GotoAsync("/");
        await this["sign-in-user"].FillAsync(userName);
        await this["sign-in-password"].FillAsync(password);
        await this["sign-in-submit"].ClickAsync();
        await Page.WaitForURLAsync("**/studies");
    }

    /// <summary>Where a voxel of the shown slice lies on the screen, CSS pixels.</summary>
    public async Task<(float X, float Y)> ScreenOfAsync(double column, double row)
    {
        var at = await Page.EvaluateAsync<float[]>("([i, j]) => window.voxmark.voxelToClient(i, j)", new[] { column, row });
        return (at[0], at[1]);
    }

    /// <summary>The label that is shown at a voxel of the shown slice.</summary>
    public Task<int> LabelAtAsync(int column, int row) =>
        Page.EvaluateAsync<int>("([i, j]) => window.voxmark.maskAt(i, j)", new[] { column, row });

    /// <summary>Waits until a viewer's page has been built and has fetched what it shows.</summary>
    public async Task ReadyAsync()
    {
        await Page.WaitForFunctionAsync("() => window.voxmark !== undefined");
        await Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
    }

    /// <summary>The labels, all below 10, of the shown slice, [row, column].</summary>
    public async Task<byte[]> ShownAsync(int columns, int rows) => [.. (await Page.EvaluateAsync<string>(
        "([columns, rows]) => Array.from({ length: columns * rows }, "
        + "(_, n) => window.voxmark.maskAt(n % columns, Math.floor(n / columns))).join('')",
        new[] { columns, rows })).Select(digit => (byte)(digit - '0'))];

    /// <summary>The grey, 0–255, that the screen shows at a voxel of the shown slice.</summary>
    public async Task<double> GreyAtAsync(int column, int row)
    {
        var (x, y) = await ScreenOfAsync(column, row);
        var png = await Page.ScreenshotAsync(
            new PageScreenshotOptions { Clip = new Clip { X = x - 0.5f, Y = y - 0.5f, Width = 1, Height = 1 } });
        return await Page.EvaluateAsync<double>(
            """
            async text => {
              const bytes = Uint8Array.from(atob(text), each => each.charCodeAt(0));
              const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
              const context = new OffscreenCanvas(1, 1).getContext('2d');
              context.drawImage(picture, 0, 0);
              return context.getImageData(0, 0, 1, 1).data[0];
            }
            """,
            Convert.ToBase64String(png));
    }

    /// <summary>Presses at one voxel, moves to another, releases.</summary>
    public async Task DragAsync((double Column, double Row) from, (double Column, double Row) to)
    {
        var (x0, y0) = await ScreenOfAsync(from.Column, from.Row);
        var (x1, y1) = await ScreenOfAsync(to.Column, to.Row);
        await Page.Mouse.MoveAsync(x0, y0);
        await Page.Mouse.DownAsync();
        await Page.Mouse.MoveAsync(x1, y1, new MouseMoveOptions { Steps = 8 });
        await Page.Mouse.UpAsync();
    }

    /// <summary>Waits until the page says that everything is saved.</summary>
    public Task SavedAsync() =>
        Assertions.Expect(this["save-state"]).ToHaveAttributeAsync("data-state", "saved", new() { Timeout = 60_000 });

    /// <summary>Shows a slice of the label.</summary>
    public Task GoToAsync(int slice) => this[$"thumb-{slice}"].ClickAsync();

    public async Task ScreenshotAsync(string name)
    {
        var folder = Path.Combine(RunningSystem.Repository, "artifacts", "screenshots");
        await Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{name}.png") });
    }

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();
}
