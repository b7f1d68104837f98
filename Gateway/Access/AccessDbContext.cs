using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Voxmark.Gateway.Access;

/// <summary>Schema <c>access</c>: people, their roles, their API tokens.</summary>
public sealed class AccessDbContext(DbContextOptions<AccessDbContext> options)
    : IdentityDbContext<VoxmarkUser, IdentityRole<Guid>, Guid>(options)
{
    public const string Schema = "access";

    public DbSet<ApiToken> ApiTokens => Set<ApiToken>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.HasDefaultSchema(Schema);
        builder.Entity<VoxmarkUser>().Property(user => user.DisplayName).HasMaxLength(100);
        builder.Entity<ApiToken>(token =>
        {
            token.Property(t => t.Name).HasMaxLength(100);
            token.HasIndex(t => t.SecretSha256).IsUnique();
            token.HasOne<VoxmarkUser>().WithMany().HasForeignKey(t => t.UserId);
        });
    }
}
