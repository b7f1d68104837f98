using Voxmark.Imaging.Phantoms;
using static Microsoft.Playwright.Assertions;
using static Voxmark.SystemTests.DrawnLabel;

namespace Voxmark.SystemTests;

/// <summary>
/// Every manual tool, worked with the mouse on the phantom. What the page shows, what a NIfTI download holds and what a
/// reload shows must be the shape that was drawn, worked out here from the coordinates and the phantom's own HU; undo and
/// redo must lead through the same states, in the page that drew them and in one opened afterwards.
/// </summary>
[Collection(RunningSystemGroup.Name)]
public sealed partial class BrowserManualToolsTests(RunningSystem system)
{
    private const double PixelMm = 1.5;
    private const int First = 8, Last = 12;
    private const int Muscle = 1, Fat = 2, Visceral = 3, Intermuscular = 4;

    private static readonly Shape s_l = (i, j) => Box(60, 100, 79, 109)(i, j) || Box(60, 110, 69, 119)(i, j);

    private readonly short[] _hu = new AbdomenPhantom().Slice(Middle);
    private readonly List<DrawnLabel> _states = [];
    private Browser _browser = null!;
    private Guid _label;
    private int _revision;

    private DrawnLabel Now => _states[^1];

    [Fact]
    public async Task Tools_WorkedOneAfterAnother_StoreAndShowWhatWasDrawn()
    {
        await OpenAsync();
        await using var browser = _browser;
        await BrushesAsync();
        await ShapesAsync();
        await CleaningAsync();
        await RulesAsync();
        await MovingAsync();
        await CopyingAsync();

        await ReloadAsync();
        await LeadsBackAsync();
        await ReloadAsync();
        await LeadsForwardAsync();
        await EverySliceShowsAsync(Now);
        Assert.Empty(_browser.Complaints);
    }

    private async Task BrushesAsync()
    {
        await TakeAsync("brush");
        await _browser["option-huLock"].SetCheckedAsync(false);
        await SetAsync("sizePx", 21);
        await ClickAsync(60, 60);
        await DiscAsync(Muscle, (60, 60), 10.5, Middle);

        await SetAsync("sizePx", 15);
        await SetAsync("slabSlices", 1);
        await ClickAsync(120, 60);
        await DiscAsync(Muscle, (120, 60), 7.5, Middle - 1, Middle, Middle + 1);
        await SetAsync("slabSlices", 0);

        await ChooseAsync("square");
        await SetAsync("sizePx", 9);
        await _browser.DragAsync((86, 60), (94, 60));
        await BecomesAsync(Now.With(Muscle, Box(82, 56, 98, 64)));

        await TakeAsync("eraser");
        await SetAsync("sizePx", 5);
        await ClickAsync(90, 60);
        await BecomesAsync(Now.With(0, Box(88, 58, 92, 62)));
    }

    private async Task ShapesAsync()
    {
        await TakeAsync("shape");
        await ChooseAsync("rectangle");
        await _browser.DragAsync((150, 50), (169, 64));
        await BecomesAsync(Now.With(Muscle, Box(150, 50, 169, 64)));
        Assert.Equal(300, Count(Muscle, Box(150, 50, 169, 64)));

        await ChooseAsync("ellipse");
        await _browser.DragAsync((180, 50), (203, 65));
        // half axes 12 and 8 around the box's middle; a rasterised disc differs from πab by less than its rim
        await BecomesAsync(Now.With(Muscle, Ellipse(191.5, 57.5, 12, 8)));
        Assert.InRange(
            Count(Muscle, Box(175, 45, 208, 70)),
            Math.PI * (12 - HalfDiagonal) * (8 - HalfDiagonal), Math.PI * (12 + HalfDiagonal) * (8 + HalfDiagonal));

        // An L of 20 × 10 and 10 × 10 pixels, its corners between pixels.
        await TakeAsync("polygon");
        foreach (var (column, row) in new[] { (59.5, 99.5), (79.5, 99.5), (79.5, 109.5), (69.5, 109.5), (69.5, 119.5), (59.5, 119.5) })
            await ClickAsync(column, row);
        await _browser.Page.Keyboard.PressAsync("Enter");
        await BecomesAsync(Now.With(Muscle, s_l));
        Assert.Equal(300, Count(Muscle, s_l));

        await TakeAsync("freehand");
        await DrawAlongAsync((99.5, 99.5), (119.5, 99.5), (119.5, 119.5), (99.5, 119.5));
        await BecomesAsync(Now.With(Muscle, Box(100, 100, 119, 119)));
        Assert.Equal(400, Count(Muscle, Box(100, 100, 119, 119)));
    }

    private async Task CleaningAsync()
    {
        // A hole of 3 × 3 pixels (20.25 mm²) is filled, the one of 5 × 5 (56.25 mm²) in the brush stroke is not.
        await TakeAsync("eraser");
        await SetAsync("sizePx", 3);
        await ClickAsync(110, 110);
        var whole = Now;
        await BecomesAsync(Now.With(0, Box(109, 109, 111, 111)));
        await TakeAsync("islands");
        await ChooseAsync("holes");
        await SetAsync("holeMm2", 25);
        await _browser["run-tool"].ClickAsync();
        await BecomesAsync(whole);

        // Two pixels are 4.5 mm²: dropped under 10 mm², together with nothing else.
        await TakeAsync("brush");
        await SetAsync("sizePx", 1);
        await _browser.DragAsync((200, 120), (201, 120));
        await BecomesAsync(Now.With(Muscle, Box(200, 120, 201, 120)));
        await TakeAsync("islands");
        await ChooseAsync("small");
        await SetAsync("islandMm2", 10);
        await _browser["run-tool"].ClickAsync();
        await BecomesAsync(whole);

        await SegmentAsync(Intermuscular);
        await RectangleAsync(Intermuscular, 150, 100, 159, 109);
        await RectangleAsync(Intermuscular, 170, 100, 174, 104);
        await TakeAsync("islands");
        await ChooseAsync("largest");
        await _browser["run-tool"].ClickAsync();
        await BecomesAsync(Now.With(0, Box(170, 100, 174, 104)));

        // By a disc of one pixel's radius: a square of 10 grows by a rim of 4 × 10, shrinks back, and loses a spur.
        await TakeAsync("smooth");
        await SetAsync("radiusMm", PixelMm);
        await _browser["option-huLock"].SetCheckedAsync(false);
        var square = Now;
        await ChooseAsync("grow");
        await _browser["run-tool"].ClickAsync();
        await BecomesAsync(Now.With(Intermuscular, (i, j) => Box(149, 100, 160, 109)(i, j) || Box(150, 99, 159, 110)(i, j)));
        Assert.Equal(140, Count(Intermuscular, Box(140, 90, 170, 120)));
        await ChooseAsync("shrink");
        await _browser["run-tool"].ClickAsync();
        await BecomesAsync(square);
        await RectangleAsync(Intermuscular, 154, 108, 155, 113); // 2 wide and 4 long beyond the square
        await TakeAsync("smooth");
        await ChooseAsync("smooth");
        await SetAsync("radiusMm", 2 * PixelMm);
        await _browser["run-tool"].ClickAsync();
        await BecomesAsync(Now.Smoothed(Intermuscular, radiusPx: 2, Box(140, 90, 170, 125)));
    }

    private async Task RulesAsync()
    {
        // Only where nothing is, only over muscle, and nowhere over a locked segment.
        await SegmentAsync(Fat);
        await TakeAsync("shape");
        await _browser["option-paintOver"].SelectOptionAsync("empty");
        await _browser.DragAsync((155, 55), (174, 59));
        await BecomesAsync(Now.With(Fat, Box(170, 55, 174, 59)));
        await _browser["option-paintOver"].SelectOptionAsync($"{Muscle}");
        await _browser.DragAsync((160, 60), (180, 62));
        await BecomesAsync(Now.With(Fat, Box(160, 60, 169, 62)));
        await _browser["option-paintOver"].SelectOptionAsync("all");
        await _browser["segment-lock-1"].ClickAsync();
        await SavedAsAsync(Now); // a revision of its own
        await _browser.DragAsync((145, 60), (154, 70));
        var before = Now;
        await BecomesAsync(Now.With(Fat, (i, j) => Box(145, 60, 154, 70)(i, j) && before[i, j] != Muscle));
        await _browser["segment-lock-1"].ClickAsync();
        await SavedAsAsync(Now);

        // Fill by label turns the whole L, by values the left psoas: an ellipse of 20 × 18 mm half axes at (55, 45) mm.
        await SegmentAsync(Visceral);
        await TakeAsync("fill");
        await ChooseAsync("label");
        await ClickAsync(64, 105);
        await BecomesAsync(Now.With(Visceral, s_l));
        await ChooseAsync("values");
        await SetAsync("fillToleranceHu", 30);
        await ClickAsync(164, 157);
        var psoas = Ellipse(127.5 + (55 / PixelMm), 127.5 + (45 / PixelMm), 20 / PixelMm, 18 / PixelMm);
        await BecomesAsync(Now.With(Visceral, psoas));
        Assert.Equal(Math.PI * 20 * 18 / (PixelMm * PixelMm), Count(Visceral, psoas), 5.0); // 1 %

        // With the HU lock a rectangle over skin and fascia takes fat only; in fat alone muscle paints nothing, and says so.
        await SegmentAsync(Fat);
        await TakeAsync("shape");
        await _browser["option-huLock"].SetCheckedAsync(true);
        await _browser.DragAsync((130, 40), (149, 69));
        await BecomesAsync(Now.With(Fat, (i, j) => Box(130, 40, 149, 69)(i, j) && _hu[(j * Columns) + i] is >= -190 and <= -30));
        await SegmentAsync(Muscle);
        await TakeAsync("polygon");
        foreach (var (column, row) in new[] { (100.5, 50.5), (110.5, 50.5), (105.5, 56.5) })
            await ClickAsync(column, row);
        await _browser.Page.Keyboard.PressAsync("Enter");
        await Expect(_browser["toast"]).ToContainTextAsync("HU range");
        await ShowsAsync(Now);
    }

    private async Task MovingAsync()
    {
        await SegmentAsync(Visceral);
        await TakeAsync("move");
        var before = Now;
        await _browser.DragAsync((64, 105), (71, 110));
        await BecomesAsync(before.With(0, (i, j) => before[i, j] == Visceral)
            .With(Visceral, (i, j) => i >= 7 && j >= 5 && before[i - 7, j - 5] == Visceral));
    }

    private async Task CopyingAsync()
    {
        await _browser.GoToAsync(Middle - 1);
        await TakeAsync("copy");
        await _browser["option-huLock"].SetCheckedAsync(false);
        await _browser["action-copyPrevious"].ClickAsync();
        await BecomesAsync(Copied(Middle - 1), Middle - 1);
        await _browser.GoToAsync(Middle + 1);
        await _browser["action-copyNext"].ClickAsync();
        await BecomesAsync(Copied(Middle + 1), Middle + 1);
        await _browser.GoToAsync(Middle);

        // the disc that the brush left on this slice lies under its twin of the middle one
        DrawnLabel Copied(int to) => new([.. Now.Slices.Select((slice, k) => k == to ? Now.Slices[Middle] : slice)]);
    }

    private async Task LeadsBackAsync()
    {
        for (var n = _states.Count - 2; n >= 0; n--)
        {
            await _browser["undo"].ClickAsync();
            await SavedAsync(1);
            await IsAsync(_states[n], $"undo to step {n}");
        }

        await Expect(_browser["undo"]).ToBeDisabledAsync();
    }

    private async Task LeadsForwardAsync()
    {
        for (var n = 1; n < _states.Count; n++)
        {
            await _browser["redo"].ClickAsync();
            await SavedAsync(1);
            await IsAsync(_states[n], $"redo of step {n}");
        }

        await Expect(_browser["redo"]).ToBeDisabledAsync();
    }
}
