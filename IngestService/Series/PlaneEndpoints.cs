using System.Buffers;
using System.IO.Compression;
using System.Runtime.InteropServices;
using Microsoft.Net.Http.Headers;
using Voxmark.Imaging.Volumes;
using Voxmark.ServiceDefaults.Problems;
using Voxmark.ServiceDefaults.Volumes;

namespace Voxmark.IngestService.Series;

/// <summary>
/// Voxels straight from the mapped volume, little-endian int16. Who names the volume by <c>?v=</c> gets that one's, for good,
/// or 409 when it is no longer kept; anybody else gets the current one's, asks again and gets 304.
/// </summary>
internal static class PlaneEndpoints
{
    private delegate void PlaneCopy(SeriesVolume volume, Span<short> plane);

    /// <summary>Rows × columns of slice <paramref name="k"/>.</summary>
    internal static Task<IResult> GetSliceAsync(string seriesInstanceUid, int k, string? v, HttpContext context, SeriesVolumes volumes) =>
        SendAsync(seriesInstanceUid, v, context, volumes, $"slice-{k}", h => k < 0 || k >= h.Slices ? null : h.PixelsPerSlice,
            (volume, plane) => volume.Slice(k).CopyTo(plane), [k]);

    /// <summary>Slices × rows at column <paramref name="i"/>, slice 0 first.</summary>
    internal static Task<IResult> GetSagittalAsync(
        string seriesInstanceUid, int i, string? v, HttpContext context, SeriesVolumes volumes) =>
        SendAsync(seriesInstanceUid, v, context, volumes, $"sagittal-{i}", h => i < 0 || i >= h.Columns ? null : h.Slices * h.Rows,
            (volume, plane) => volume.CopySagittal(i, plane));

    /// <summary>Slices × columns at row <paramref name="j"/>, slice 0 first.</summary>
    internal static Task<IResult> GetCoronalAsync(string seriesInstanceUid, int j, string? v, HttpContext context, SeriesVolumes volumes) =>
        SendAsync(seriesInstanceUid, v, context, volumes, $"coronal-{j}", h => j < 0 || j >= h.Rows ? null : h.Slices * h.Columns,
            (volume, plane) => volume.CopyCoronal(j, plane));

    private static async Task<IResult> SendAsync(
        string seriesInstanceUid, string? version, HttpContext context, SeriesVolumes volumes,
        string plane, Func<VolumeHeader, int?> pixelCount, PlaneCopy copy, params int[] verified)
    {
        if (!volumes.TryOpenKept(seriesInstanceUid, version, out var opened, out var problem))
            return problem;
        using var volume = opened;
        if (pixelCount(volume.Header) is not { } count)
            return Problem.NotFound("no-such-plane",
                $"The series has {volume.Header.Slices} slices of {volume.Header.Columns} × {volume.Header.Rows} pixels, "
                    + $"and this is none of them.");

        if (!volumes.AreIntact(volume, verified))
            return SeriesProblems.NotHere();

        var gzip = context.Request.GetTypedHeaders().AcceptEncoding.Any(e => e.Value == "gzip" && e.Quality is not 0);
        if (!Describe(context, volume.Header.Id, version, plane, gzip))
            return Results.StatusCode(StatusCodes.Status304NotModified);

        var pixels = ArrayPool<short>.Shared.Rent(count);
        var body = ArrayPool<byte>.Shared.Rent(count * sizeof(short) + GzipOverhead(count * sizeof(short)));
        try
        {
            copy(volume, pixels.AsSpan(0, count));
            await WriteAsync(context, MemoryMarshal.AsBytes(pixels.AsSpan(0, count)), body, gzip);
        }
        finally
        {
            ArrayPool<short>.Shared.Return(pixels);
            ArrayPool<byte>.Shared.Return(body);
        }

        return Results.Empty;
    }

    /// <summary>Sets caching headers.</summary>
    /// <returns>False when the client has this already.</returns>
    private static bool Describe(HttpContext context, string volumeId, string? version, string plane, bool gzip)
    {
        var tag = new EntityTagHeaderValue($"\"{volumeId}-{plane}{(gzip ? "-gz" : "")}\"");
        var headers = context.Response.GetTypedHeaders();
        headers.ETag = tag;
        headers.CacheControl = version == volumeId
            ? new() { Private = true, MaxAge = TimeSpan.FromDays(365), Extensions = { new("immutable") } }
            : new() { Private = true, NoCache = true };
        context.Response.Headers.Vary = HeaderNames.AcceptEncoding;
        return !context.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false));
    }

    /// <summary>Gzip at the fastest level: a CT slice of 0.5 MB takes 3 ms and shrinks to 60 %.</summary>
    private static ValueTask WriteAsync(HttpContext context, ReadOnlySpan<byte> voxels, byte[] body, bool gzip)
    {
        using var stream = new MemoryStream(body);
        if (gzip)
        {
            context.Response.Headers.ContentEncoding = "gzip";
            using var compressed = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true);
            compressed.Write(voxels);
        }
        else
        {
            stream.Write(voxels);
        }

        var length = (int)stream.Position;
        context.Response.ContentType = "application/octet-stream";
        context.Response.ContentLength = length;
        return context.Response.Body.WriteAsync(body.AsMemory(0, length), context.RequestAborted);
    }

    /// <summary>What gzip adds to bytes that it cannot compress, at most: five bytes to a block, and its head and tail.</summary>
    private static int GzipOverhead(int bytes) => bytes / 1000 + 1024;
}
