using System.Globalization;
using System.Runtime.CompilerServices;
using Voxmark.IngestService.Volumes;
using Voxmark.ServiceDefaults.Objects;
using Voxmark.ServiceDefaults.Problems;

namespace Voxmark.IngestService.Wado;

/// <summary>
/// Pictures of instances, JPEG or PNG (PS3.18 §10.4.1.1.3, §10.4.1.1.4): one, or those of a whole series or study in
/// multipart/related. The thumbnail of a series is its middle instance's, that of a study its first series'.
/// </summary>
internal static class RenderedEndpoints
{
    internal static async Task<IResult> GetInstanceAsync(
        string study, string series, string instance, HttpContext context, InstanceFiles files, CancellationToken ct) =>
        await SendAsync(context, await files.FindAsync(study, series, instance, ct), 0, isThumbnail: false);

    internal static async Task<IResult> GetFrameAsync(
        string study, string series, string instance, string frame, HttpContext context, InstanceFiles files, CancellationToken ct) =>
        await SendAsync(context, await files.FindAsync(study, series, instance, ct), FrameOf(frame), isThumbnail: false);

    internal static async Task<IResult> GetFrameThumbnailAsync(
        string study, string series, string instance, string frame, HttpContext context, InstanceFiles files, CancellationToken ct) =>
        await SendAsync(context, await files.FindAsync(study, series, instance, ct), FrameOf(frame), isThumbnail: true);

    internal static async Task<IResult> GetInstanceThumbnailAsync(
        string study, string series, string instance, HttpContext context, InstanceFiles files, CancellationToken ct) =>
        await SendAsync(context, await files.FindAsync(study, series, instance, ct), 0, isThumbnail: true);

    internal static async Task<IResult> GetStudyAsync(string study, HttpContext context, InstanceFiles files, CancellationToken ct) =>
        await SendAllAsync(context, await files.FindAllAsync(study, null, null, ct));

    internal static async Task<IResult> GetSeriesAsync(
        string study, string series, HttpContext context, InstanceFiles files, CancellationToken ct) =>
        await SendAllAsync(context, await files.FindAllAsync(study, series, null, ct));

    internal static async Task<IResult> GetStudyThumbnailAsync(string study, HttpContext context, InstanceFiles files, CancellationToken ct)
    {
        var all = await files.FindAllAsync(study, null, null, ct);
        var first = all.Where(file => file.Series == all[0].Series).ToList();
        return await SendAsync(context, first.ElementAtOrDefault(first.Count / 2), 0, isThumbnail: true);
    }

    internal static async Task<IResult> GetSeriesThumbnailAsync(
        string study, string series, HttpContext context, InstanceFiles files, CancellationToken ct)
    {
        var all = await files.FindAllAsync(study, series, null, ct);
        return await SendAsync(context, all.ElementAtOrDefault(all.Count / 2), 0, isThumbnail: true);
    }

    /// <returns>0-based; -1 for what is no number.</returns>
    private static int FrameOf(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number - 1 : -1;

    private static async Task<IResult> SendAsync(HttpContext context, InstanceFile? file, int frame, bool isThumbnail)
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
        using var local = await file.LocalAsync(context.RequestAborted);
        try
        {
            return frame < 0 || RenderedFrame.Read(local.Path, frame) is not { } picture
                ? Problem.NotFound("This instance has no such image.")
                : Results.Bytes(picture.Encode(options), isPng ? "image/png" : "image/jpeg");
        }
        catch (UnreadablePixelsException e)
        {
            return Problem.Unreadable(e.Message);
        }
    }

    /// <summary>The first picture of each instance that has one; the others are left out.</summary>
    private static async Task<IResult> SendAllAsync(HttpContext context, IReadOnlyList<InstanceFile> files)
    {
        if (files.Count == 0)
            return WadoProblems.NotStored();
        if (RenderOptions.WantsPngParts(context.Request) is not { } isPng)
            return WadoProblems.NotAcceptable("Pictures of several instances can be had as multipart/related of image/jpeg or image/png.");
        var (options, problem) = RenderOptions.Parse(context.Request.Query, isPng);
        if (options is null)
            return Problem.Invalid(problem!);
        var tag = SeriesVersion.Of([.. files.Select(file => file.Hash), options.ToString()]);
        if (Caching.NotModified(context, tag) is { } notModified)
            return notModified;

        // One at a time, and the first before anything is sent, so that a series without pictures is refused with a status.
        await using var pictures = PicturesAsync(files, options, context.RequestAborted).GetAsyncEnumerator();
        if (!await pictures.MoveNextAsync())
            return Problem.Unreadable("None of these instances has an image that can be shown.");
        var mediaType = isPng ? "image/png" : "image/jpeg";
        var body = new MultipartWriter(context, mediaType);
        body.Start(null);
        if (HttpMethods.IsHead(context.Request.Method))
            return Results.Empty;
        do
        {
            body.WriteHead(mediaType);
            await context.Response.BodyWriter.WriteAsync(pictures.Current, context.RequestAborted);
        }
        while (await pictures.MoveNextAsync());
        await body.FinishAsync();
        return Results.Empty;
    }

    private static async IAsyncEnumerable<byte[]> PicturesAsync(
        IReadOnlyList<InstanceFile> files, RenderOptions options, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var file in files)
        {
            using var local = await file.LocalAsync(ct);
            if (Picture(local, options) is { } picture)
                yield return picture;
        }
    }

    private static byte[]? Picture(LocalObject file, RenderOptions options)
    {
        try
        {
            return RenderedFrame.Read(file.Path, 0)?.Encode(options);
        }
        catch (UnreadablePixelsException)
        {
            return null;
        }
    }
}
