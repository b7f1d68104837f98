using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Voxmark.Gateway.People;

public sealed class VoxmarkUser : IdentityUser<Guid>
{
    public const int MaxNameLength = 100;

    /// <summary>The name that others see beside this person's work.</summary>
    public required string DisplayName { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Since when this person may not sign in; null when they may. Users are never removed: their work names them.</summary>
    public DateTimeOffset? DisabledAt { get; set; }
}

/// <summary>A secret for scripts that acts with its owner's roles. Only its SHA-256 is kept.</summary>
public sealed class ApiToken
{
    public const int MaxNameLength = 100;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid UserId { get; init; }
    public required string Name { get; init; }
    public required byte[] SecretSha256 { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Null: never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>To the minute, which is precise enough to find the ones that nobody needs any more.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }
}

internal sealed class VoxmarkUserConfiguration : IEntityTypeConfiguration<VoxmarkUser>
{
    public void Configure(EntityTypeBuilder<VoxmarkUser> user) =>
        user.Property(u => u.DisplayName).HasMaxLength(VoxmarkUser.MaxNameLength);
}

internal sealed class ApiTokenConfiguration : IEntityTypeConfiguration<ApiToken>
{
    public void Configure(EntityTypeBuilder<ApiToken> token)
    {
        token.ToTable("api_tokens");
        token.Property(t => t.Name).HasMaxLength(ApiToken.MaxNameLength);
        token.HasIndex(t => t.SecretSha256).IsUnique();
        token.HasOne<VoxmarkUser>().WithMany().HasForeignKey(t => t.UserId);
    }
}
