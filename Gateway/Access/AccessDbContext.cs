using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Voxmark.Gateway.Audit;

namespace Voxmark.Gateway.Access;

/// <summary>Schema <c>access</c>: people, their roles, their API tokens, and what everybody did.</summary>
public sealed class AccessDbContext(DbContextOptions<AccessDbContext> options)
    : IdentityDbContext<VoxmarkUser, IdentityRole<Guid>, Guid>(options)
{
    public const string Schema = "access";

    public DbSet<ApiToken> ApiTokens => Set<ApiToken>();
    public DbSet<AuditEvent> Audit => Set<AuditEvent>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.HasDefaultSchema(Schema);
        builder.ApplyConfiguration(new AuditEventConfiguration());
        builder.Entity<VoxmarkUser>().Property(user => user.DisplayName).HasMaxLength(100);
        builder.Entity<ApiToken>(token =>
        {
            token.Property(t => t.Name).HasMaxLength(100);
            token.HasIndex(t => t.SecretSha256).IsUnique();
            token.HasOne<VoxmarkUser>().WithMany().HasForeignKey(t => t.UserId);
        });
    }
}
