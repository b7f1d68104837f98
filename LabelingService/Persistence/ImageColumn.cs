using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Voxmark.Imaging.Volumes;

namespace Voxmark.LabelingService.Persistence;

internal static class ImageColumn
{
    /// <summary>Keeps names of images as one JSON value.</summary>
    public static PropertyBuilder<IReadOnlyList<ImageName>?> HasImages(this PropertyBuilder<IReadOnlyList<ImageName>?> property) =>
        property.HasColumnType("jsonb").HasConversion(
            images => JsonSerializer.Serialize(images, JsonSerializerOptions.Web),
            json => JsonSerializer.Deserialize<List<ImageName>>(json, JsonSerializerOptions.Web),
            new ValueComparer<IReadOnlyList<ImageName>?>((a, b) => a != null && b != null && a.SequenceEqual(b), i => i!.Count, i => i));
}
