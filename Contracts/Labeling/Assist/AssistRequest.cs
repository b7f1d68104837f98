using System.ComponentModel.DataAnnotations;

namespace Voxmark.Contracts.Labeling;

/// <summary>
/// What a semi-automatic tool is asked. A number's range and what it is when it is left out are said here, once: the service
/// refuses what lies outside, the OpenAPI document and the viewer's <c>assistOptions.json</c> pass them on.
/// </summary>
/// <remarks>HU stands for the images' own values: in CT they are HU. Where a tool's width in HU means "about as much as …" and
/// the images have no HU (MR), it is taken as that share of the slice's own range of values.</remarks>
public interface IAssistRequest
{
    string SeriesInstanceUid { get; }

    /// <summary>The volume that the request's slices count on: 409 <c>urn:voxmark:series-changed</c> when it is no longer the
    /// series'; null for the series as it is.</summary>
    string? VolumeId { get; }
}

/// <summary>Pixels Left ≤ column &lt; Left + Width, Top ≤ row &lt; Top + Height.</summary>
public sealed record PixelRectangle(int Left, int Top, int Width, int Height);

/// <summary>A stroke along (column, row) points.</summary>
/// <param name="Points">Alternating column and row, in pixels.</param>
public sealed record Stroke(double[] Points, [property: Range(0.0, 100, MinimumIsExclusive = true)] double RadiusPx);

/// <summary>A slice's label map as the user sees it now, saved or not.</summary>
/// <param name="Mask">The whole slice, encoded as docs/mask-encoding.md says.</param>
public sealed record LabelledSlice(int Slice, byte[] Mask);
