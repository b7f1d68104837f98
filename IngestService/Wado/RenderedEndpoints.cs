using System.Globalization;
using Voxmark.IngestService.Volumes;
using Voxmark.ServiceDefaults.Problems;

namespace Voxmark.IngestService.Wado;

/// <summary>Pictures of instances, JPEG or PNG (PS3.18 §10.4.1.1.3, §10.4.1.1.4). A series' picture is its middle instance's.</summary>
internal static class RenderedEndpoints
{
    internal static async Task<IResult> GetInstanceAsync(
        string study, string series, string instance, HttpContext context, InstanceFiles files, CancellationToken ct) =>
        Send(context, await files.FindAsync(study, series, instance, ct), 0, isThumbnail: false);

    internal static async Task<IResult> GetFrameAsync(
        string study, string series, string instance, string frame, HttpContext context, InstanceFiles files, CancellationToken ct) =>
        Send(context, await files.FindAsync(study, series, instance, ct), FrameOf(frame), isThumbnail: false);

    internal static async Task<IResult> GetFrameThumbnailAsync(
        string study, string series, string instance, string frame, HttpContext context, InstanceFiles files, CancellationToken ct) =>
        Send(context, await files.FindAsync(study, series, instance, ct), FrameOf(frame), isThumbnail: true);

    internal static async Task<IResult> GetInstanceThumbnailAsync(
        string study, string series, string instance, HttpContext context, InstanceFiles files, CancellationToken ct) =>
        Send(context, await files.FindAsync(study, series, instance, ct), 0, isThumbnail: true);

    internal static async Task<IResult> GetSeriesThumbnailAsync(
        string study, string series, HttpContext context, InstanceFiles files, CancellationToken ct)
    {
        var all = await files.FindAllAsync(study, series, null, ct);
        return Send(context, all.ElementAtOrDefault(all.Count / 2), 0, isThumbnail: true);
    }

    /// <returns>0-based; -1 for what is no number.</returns>
    private static int FrameOf(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number - 1 : -1;

    private static IResult Send(HttpContext context, InstanceFile? file, int frame, bool isThumbnail)
    {
        if (file is null)
            return WadoProblems.NotStored();
        if (RenderOptions.WantsPng(context.Request) is not { } isPng)
            return WadoProblems.NotAcceptable("Pictures can be had as image/jpeg or image/png.");
        var (options, problem) = RenderOptions.Parse(context.Request.Query, isPng);
        if (options is null)
            return Problem.Invalid(problem!);
        if (isThumbnail && options.Viewport is null)
            options = options with { Viewport = RenderOptions.ThumbnailViewport };
        if (Caching.NotModified(context, $"{file.Hash}-{frame}-{SeriesVersion.Of([options.ToString()])[..8]}") is { } notModified)
            return notModified;
        try
        {
            return frame < 0 || RenderedFrame.Read(file.Path, frame) is not { } picture
                ? Problem.NotFound("This instance has no such image.")
                : Results.Bytes(picture.Encode(options), isPng ? "image/png" : "image/jpeg");
        }
        catch (UnreadablePixelsException e)
        {
            return Problem.Unreadable(e.Message);
        }
    }
}
