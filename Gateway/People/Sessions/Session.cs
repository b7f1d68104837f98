using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Voxmark.Gateway.People.Sessions;

/// <summary>One browser in which somebody signed in. The cookie names it, and counts no longer than it is open.</summary>
public sealed class Session
{
    public const int MaxBrowserLength = 300;

    public Guid Id { get; init; }
    public required Guid UserId { get; init; }
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>To the minute.</summary>
    public DateTimeOffset LastSeenAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }
    public string? Address { get; init; }

    /// <summary>As the browser names itself.</summary>
    public string? Browser { get; init; }
}

internal sealed class SessionConfiguration : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> session)
    {
        session.ToTable("sessions");
        session.Property(s => s.Id).ValueGeneratedNever();
        session.Property(s => s.Address).HasMaxLength(64);
        session.Property(s => s.Browser).HasMaxLength(Session.MaxBrowserLength);
        session.HasOne<VoxmarkUser>().WithMany().HasForeignKey(s => s.UserId);
    }
}
