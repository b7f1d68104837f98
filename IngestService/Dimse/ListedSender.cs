using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Voxmark.IngestService.Dimse;

/// <summary>An application entity that may send images. Once one is listed, all others are turned away.</summary>
public sealed class ListedSender
{
    public const int MaxNoteLength = 200;

    public required string AeTitle { get; init; }

    /// <summary>IP address that it must come from; null: any.</summary>
    public string? Address { get; set; }

    /// <summary>What people call it: "CT 2, ground floor".</summary>
    public string? Note { get; set; }

    /// <summary><c>CurrentUser.Id</c> of the administrator.</summary>
    public required string ListedBy { get; set; }
    public DateTimeOffset ListedAt { get; set; }
}

internal sealed class ListedSenderConfiguration : IEntityTypeConfiguration<ListedSender>
{
    public void Configure(EntityTypeBuilder<ListedSender> sender)
    {
        sender.ToTable("dimse_senders");
        sender.HasKey(s => s.AeTitle);
        sender.Property(s => s.AeTitle).HasMaxLength(16);
        sender.Property(s => s.Address).HasMaxLength(45);
        sender.Property(s => s.Note).HasMaxLength(ListedSender.MaxNoteLength);
    }
}
