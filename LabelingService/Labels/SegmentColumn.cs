using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Voxmark.Contracts.Labeling;

namespace Voxmark.LabelingService.Labels;

internal static class SegmentColumn
{
    /// <summary>Keeps a list of segments as one JSON value.</summary>
    public static PropertyBuilder<TList> HasSegments<TList>(this PropertyBuilder<TList> property)
        where TList : IReadOnlyList<Segment>? =>
        property.HasColumnType("jsonb").HasConversion(
            segments => JsonSerializer.Serialize(segments, JsonSerializerOptions.Web),
            json => (TList)(IReadOnlyList<Segment>)JsonSerializer.Deserialize<List<Segment>>(json, JsonSerializerOptions.Web)!,
            new ValueComparer<TList>((a, b) => a != null && b != null && a.SequenceEqual(b), s => s!.Count, s => s));
}
