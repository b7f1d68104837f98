using Voxmark.Benchmarks.Harness;
using Voxmark.Contracts.Labeling;
using Voxmark.SystemTests;

namespace Voxmark.Benchmarks.Viewer;

internal sealed class FramesBenchmark : Benchmark
{
    private const double FrameMs = 16;
    private const int Steps = 200;

    // A step is one input event, the frame that follows it, and one pixel read back from every canvas, so that nothing
    // of the drawing is put off. Frames run at once: their work is measured, not the wait for the next refresh.
    private const string Stepper = """
        const queue = new Map();
        let next = 1;
        let isStepping = false;
        const later = window.requestAnimationFrame.bind(window);
        window.requestAnimationFrame = callback => {
          if (!isStepping) return later(callback);
          queue.set(next, callback);
          return next++;
        };
        Element.prototype.setPointerCapture = () => undefined;
        Element.prototype.releasePointerCapture = () => undefined;
        const pane = () => document.querySelector('canvas[data-layer=image]').parentElement;
        const run = () => {
          const frames = [...queue.values()];
          queue.clear();
          for (const frame of frames) frame(performance.now());
          for (const canvas of pane().querySelectorAll('canvas')) canvas.getContext('2d')?.getImageData(0, 0, 1, 1);
        };
        window.step = async (count, eventAt) => {
          const target = pane().querySelector('canvas:last-of-type') ?? pane();
          const { left, top, width, height } = pane().getBoundingClientRect();
          const at = (x, y, more) => ({ bubbles: true, cancelable: true, pointerId: 1, pointerType: 'mouse', isPrimary: true,
            clientX: left + width * x, clientY: top + height * y, ...more });
          const times = [];
          isStepping = true;
          for (let n = 0; n < count; n++) {
            const event = eventAt(n, at);
            const start = performance.now();
            target.dispatchEvent(event);
            run();
            times.push(performance.now() - start);
            await new Promise(done => setTimeout(done));
          }
          isStepping = false;
          later(run);
          return times.slice(5);
        };
        """;

    private const string Scroll = """
        () => window.step(COUNT, (n, at) => new WheelEvent('wheel', at(0.5, 0.5, { deltaY: n % 90 < 45 ? 120 : -120 })))
        """;

    private const string Window = """
        () => window.step(COUNT, (n, at) => new PointerEvent(n === 0 ? 'pointerdown' : 'pointermove',
          at(0.5 + 0.1 * Math.sin(n / 9), 0.5 + 0.1 * Math.cos(n / 9), n === 0 ? { button: 2, buttons: 2 } : { button: -1, buttons: 2 })))
        """;

    private const string Brush = """
        () => window.step(COUNT, (n, at) => new PointerEvent(n === 0 ? 'pointerdown' : 'pointermove',
          at(0.5 + 0.12 * Math.sin(n / 12), 0.5 + 0.12 * Math.cos(n / 12),
            n === 0 ? { button: 0, buttons: 1 } : { button: -1, buttons: 1 })))
        """;

    public override string Name => "frames";

    public override string Summary => "Chromium without a GPU: one step of scrolling, windowing and brushing at 512 × 512";

    public override async IAsyncEnumerable<Row> RunAsync(Bench bench)
    {
        foreach (var slices in Bench.BothSeries)
        {
            var label = await ViewerPages.LabelAsync(bench, slices);
            foreach (var (what, script, key) in new[] { ("scroll", Scroll, ""), ("window", Window, ""), ("brush", Brush, "b") })
                yield return await MeasureAsync(await bench.SystemAsync(), label, $"{what}, of {slices}, p95", script, key);
        }
    }

    private async Task<Row> MeasureAsync(RunningSystem system, Label label, string what, string script, string key)
    {
        await using var browser = await ViewerPages.OpenAsync(system, Stepper);
        await browser.Page.GotoAsync($"/labels/{label.Id}");
        await browser.Page.WaitForFunctionAsync("() => window.voxmark !== undefined");
        await browser.Page.WaitForLoadStateAsync(Microsoft.Playwright.LoadState.NetworkIdle, new() { Timeout = 120_000 });
        if (key.Length > 0)
            await browser.Page.Keyboard.PressAsync(key);
        var steps = new Samples();
        foreach (var ms in await browser.Page.EvaluateAsync<double[]>(
            script.Replace("COUNT", $"{Steps}", StringComparison.Ordinal)))
        {
            steps.Add(ms);
        }

        return Row.Within(Name, what, steps.P95, FrameMs, "a frame at 60 Hz", 1000.0 / 60);
    }
}
