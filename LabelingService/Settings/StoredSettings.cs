using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Voxmark.Contracts.Labeling;

namespace Voxmark.LabelingService.Settings;

/// <summary>A person's settings as one document.</summary>
public sealed class StoredSettings
{
    public const int MaxKilobytes = 64;
    public const int MaxBytes = MaxKilobytes * 1024;

    public required string UserId { get; init; }

    public int Version { get; set; }

    /// <summary>JSON text as it came: PostgreSQL's own JSON types refuse characters that JSON allows.</summary>
    public required string Document { get; set; }

    public DateTimeOffset ChangedAt { get; set; }

    public UserSettings ToContract()
    {
        using var document = JsonDocument.Parse(Document);
        return new(Version, document.RootElement.Clone());
    }
}

internal sealed class StoredSettingsConfiguration : IEntityTypeConfiguration<StoredSettings>
{
    public void Configure(EntityTypeBuilder<StoredSettings> settings)
    {
        settings.ToTable("user_settings");
        settings.HasKey(s => s.UserId);
        settings.Property(s => s.UserId).HasMaxLength(64);
        settings.Property(s => s.Version).IsConcurrencyToken();
    }
}
