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
        NameIdentity(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(AccessDbContext).Assembly);
    }

    /// <summary>Identity names its tables and three indexes itself, where no convention reaches.</summary>
    private static void NameIdentity(ModelBuilder builder)
    {
        builder.Entity<VoxmarkUser>(user =>
        {
            user.ToTable("users");
            user.HasIndex(u => u.NormalizedUserName).HasDatabaseName("ix_users_normalized_user_name");
            user.HasIndex(u => u.NormalizedEmail).HasDatabaseName("ix_users_normalized_email");
        });
        builder.Entity<IdentityRole<Guid>>(role =>
        {
            role.ToTable("roles");
            role.HasIndex(r => r.NormalizedName).HasDatabaseName("ix_roles_normalized_name");
        });
        builder.Entity<IdentityUserRole<Guid>>().ToTable("user_roles");
        builder.Entity<IdentityUserClaim<Guid>>().ToTable("user_claims");
        builder.Entity<IdentityUserLogin<Guid>>().ToTable("user_logins");
        builder.Entity<IdentityUserToken<Guid>>().ToTable("user_tokens");
        builder.Entity<IdentityRoleClaim<Guid>>().ToTable("role_claims");
    }
}
