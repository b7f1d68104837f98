using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Voxmark.Gateway.Audit;
using Voxmark.Gateway.People.Sessions;
using Voxmark.Gateway.People;

namespace Voxmark.Gateway.Persistence;

/// <summary>Schema <c>access</c>: people, their roles, their sessions and API tokens, and what everybody did.</summary>
public sealed class AccessDbContext(DbContextOptions<AccessDbContext> options)
    : IdentityDbContext<VoxmarkUser, IdentityRole<Guid>, Guid>(options)
{
    public const string Schema = "access";

    public DbSet<ApiToken> ApiTokens => Set<ApiToken>();
    public DbSet<Session> Sessions => Set<Session>();
    public DbSet<AuditEvent> Audit => Set<AuditEvent>();
    public DbSet<ShelvedAuditEvent> AuditShelf => Set<ShelvedAuditEvent>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.HasDefaultSchema(Schema);
        builder.ApplyConfiguration(new AuditEventConfiguration());
        builder.ApplyConfiguration(new ShelvedAuditEventConfiguration());
        builder.ApplyConfiguration(new SessionConfiguration());
        builder.Entity<VoxmarkUser>().Property(user => user.DisplayName).HasMaxLength(100);
        builder.Entity<ApiToken>(token =>
        {
            token.Property(t => t.Name).HasMaxLength(100);
            token.HasIndex(t => t.SecretSha256).IsUnique();
            token.HasOne<VoxmarkUser>().WithMany().HasForeignKey(t => t.UserId);
        });
    }
}
