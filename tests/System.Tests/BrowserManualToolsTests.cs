using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using Voxmark.Contracts.Labeling;
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
public sealed class BrowserManualToolsTests(RunningSystem system)
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
        Assert.InRange(Count(Muscle, Box(175, 45, 208, 70)), Math.PI * (12 - HalfDiagonal) * (8 - HalfDiagonal), Math.PI * (12 + HalfDiagonal) * (8 + HalfDiagonal));

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

    private async Task RectangleAsync(int label, int left, int top, int right, int bottom)
    {
        await TakeAsync("shape");
        await ChooseAsync("rectangle");
        await _browser.DragAsync((left, top), (right, bottom));
        await BecomesAsync(Now.With(label, Box(left, top, right, bottom)));
    }

    /// <summary>A round brush: every pixel wholly inside its circle is painted, none wholly outside; the same on each slice.</summary>
    private async Task DiscAsync(int label, (int Column, int Row) centre, double radius, params int[] slices)
    {
        await SavedAsync(1);
        var stored = await StoredAsync();
        foreach (var slice in slices)
        {
            for (var index = 0; index < Columns * Rows; index++)
            {
                var distance = Math.Sqrt(Math.Pow((index % Columns) - centre.Column, 2) + Math.Pow((index / Columns) - centre.Row, 2));
                if (distance < radius - HalfDiagonal)
                    Assert.Equal(label, stored.Slices[slice][index]);
                else if (distance > radius + HalfDiagonal)
                    Assert.Equal(Now.Slices[slice][index], stored.Slices[slice][index]);
            }

            Assert.Equal(stored.Slices[slices[0]].Count(each => each == label) - Now.Slices[slices[0]].Count(each => each == label),
                stored.Slices[slice].Count(each => each == label) - Now.Slices[slice].Count(each => each == label));
        }

        _states.Add(new([.. Now.Slices.Select((slice, k) => slices.Contains(k) ? stored.Slices[k] : slice)]));
        await IsAsync(Now, "brush");
        await UndoAndRedoAsync(Middle);
    }

    private int Count(int label, Shape shape) => Enumerable.Range(0, Columns * Rows)
        .Count(index => shape(index % Columns, index / Columns) && Now.Slices[Middle][index] == label);

    private async Task OpenAsync()
    {
        var series = await system.Client.UploadPhantomAsync(new AbdomenPhantom());
        var selection = await system.Client.PostAsync<Selection>("/api/selections", new CreateSelection(series, First, Last, "L3", null));
        _label = (await system.Client.PostAsync<Label>("/api/labels", new CreateLabel(series, selection.Id, "l3-body-composition", null))).Id;
        _states.Add(await StoredAsync());
        Assert.All(Now.Slices, slice => Assert.All(slice, label => Assert.Equal(0, label)));

        _browser = await Browser.StartAsync(system.Address);
        await _browser.SignInAsync(system.AdminPassword);
        await _browser.Page.GotoAsync($"/labels/{_label}");
        await _browser.ReadyAsync();
    }

    private async Task ReloadAsync()
    {
        await _browser.Page.ReloadAsync();
        await _browser.ReadyAsync();
    }


    private Task TakeAsync(string tool) => _browser[$"{tool}-tool"].ClickAsync();

    private Task ChooseAsync(string option) => _browser[$"option-{option}"].ClickAsync();

    private Task SegmentAsync(int number) => _browser[$"segment-row-{number}"].ClickAsync();

    private Task SetAsync(string option, double value) =>
        _browser[$"option-{option}"].FillAsync(value.ToString(CultureInfo.InvariantCulture));

    private async Task ClickAsync(double column, double row)
    {
        var (x, y) = await _browser.ScreenOfAsync(column, row);
        await _browser.Page.Mouse.ClickAsync(x, y);
    }

    private async Task DrawAlongAsync(params (double Column, double Row)[] points)
    {
        foreach (var (n, (column, row)) in points.Index())
        {
            var (x, y) = await _browser.ScreenOfAsync(column, row);
            await _browser.Page.Mouse.MoveAsync(x, y, new() { Steps = n == 0 ? 1 : 5 });
            if (n == 0)
                await _browser.Page.Mouse.DownAsync();
        }

        await _browser.Page.Mouse.UpAsync();
    }

    /// <summary>The last action led to this state: in the page at once, and stored as the next revision; undo and redo it.</summary>
    private async Task BecomesAsync(DrawnLabel expected, int slice = Middle)
    {
        AssertEqual(expected.Slices[slice], await ShownAsync(), $"shown after step {_states.Count}");
        await SavedAsAsync(expected);
        await UndoAndRedoAsync(slice);
    }

    private async Task UndoAndRedoAsync(int slice)
    {
        await _browser["undo"].ClickAsync();
        AssertEqual(_states[^2].Slices[slice], await ShownAsync(), $"step {_states.Count - 1} undone");
        await _browser["redo"].ClickAsync();
        AssertEqual(Now.Slices[slice], await ShownAsync(), $"step {_states.Count - 1} made again");
        await SavedAsync(2);
    }

    private async Task SavedAsAsync(DrawnLabel expected)
    {
        _states.Add(expected);
        await SavedAsync(1);
        expected.AssertEqual(await StoredAsync(), $"stored as step {_states.Count - 1}");
    }

    /// <summary>The middle slice and what is stored are as expected.</summary>
    private async Task IsAsync(DrawnLabel expected, string when)
    {
        expected.AssertEqual(await StoredAsync(), $"stored after {when}");
        await _browser.GoToAsync(Middle);
        await ShowsAsync(expected);
    }

    private async Task EverySliceShowsAsync(DrawnLabel expected)
    {
        for (var slice = First; slice <= Last; slice++)
        {
            await _browser.GoToAsync(slice);
            AssertEqual(expected.Slices[slice], await ShownAsync(), $"shown on slice {slice}");
        }
    }

    private async Task ShowsAsync(DrawnLabel expected) => AssertEqual(expected.Slices[Middle], await ShownAsync(), $"shown after step {_states.Count - 1}");

    /// <summary>Waits until so many more revisions are stored, and no others.</summary>
    private async Task SavedAsync(int revisions)
    {
        _revision += revisions;
        await Api.EventuallyAsync(() => system.Client.GetAsync<Label>($"/api/labels/{_label}"), label => label.HeadRevision >= _revision);
        await _browser.SavedAsync();
        Assert.Equal(_revision, (await system.Client.GetAsync<Label>($"/api/labels/{_label}")).HeadRevision);
    }

    private Task<byte[]> ShownAsync() => _browser.ShownAsync(Columns, Rows);

    /// <summary>The label as a NIfTI-1 file: 8-bit voxels, columns fastest, then rows, then slices from the feet.</summary>
    private async Task<DrawnLabel> StoredAsync()
    {
        using var gzip = new GZipStream(
            new MemoryStream(await system.Client.GetByteArrayAsync($"/api/labels/{_label}.nii.gz")), CompressionMode.Decompress);
        using var buffer = new MemoryStream();
        await gzip.CopyToAsync(buffer);
        var file = buffer.ToArray();
        Assert.Equal((Columns, Rows), (BinaryPrimitives.ReadInt16LittleEndian(file.AsSpan(42)), BinaryPrimitives.ReadInt16LittleEndian(file.AsSpan(44))));
        Assert.Equal(2, BinaryPrimitives.ReadInt16LittleEndian(file.AsSpan(70))); // DT_UINT8
        var start = (int)BinaryPrimitives.ReadSingleLittleEndian(file.AsSpan(108)); // vox_offset
        return new([.. file.AsMemory(start).ToArray().Chunk(Columns * Rows)]);
    }
}
