using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using Voxmark.Contracts.Labeling;
using Voxmark.Imaging.Phantoms;
using static Voxmark.SystemTests.DrawnLabel;

namespace Voxmark.SystemTests;

/// <summary>What a step is made of: the hand on the page, and what is shown and stored after it.</summary>
public sealed partial class BrowserManualToolsTests
{
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
        _label = (await system.Client.PostAsync<Label>(
            "/api/labels", new CreateLabel(series, selection.Id, "l3-body-composition", null))).Id;
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

    private async Task ShowsAsync(DrawnLabel expected) =>
        AssertEqual(expected.Slices[Middle], await ShownAsync(), $"shown after step {_states.Count - 1}");

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
        Assert.Equal(
            (Columns, Rows),
            (BinaryPrimitives.ReadInt16LittleEndian(file.AsSpan(42)), BinaryPrimitives.ReadInt16LittleEndian(file.AsSpan(44))));
        Assert.Equal(2, BinaryPrimitives.ReadInt16LittleEndian(file.AsSpan(70))); // DT_UINT8
        var start = (int)BinaryPrimitives.ReadSingleLittleEndian(file.AsSpan(108)); // vox_offset
        return new([.. file.AsMemory(start).ToArray().Chunk(Columns * Rows)]);
    }
}
