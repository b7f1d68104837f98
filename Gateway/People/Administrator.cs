using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Voxmark.Gateway.People.SignIn;
using Voxmark.Gateway.People.Users;
using Voxmark.Gateway.Persistence;
using Voxmark.ServiceDefaults.Authentication;

namespace Voxmark.Gateway.People;

/// <summary>The first person of a new installation, user name <c>admin</c>.</summary>
public sealed class AdministratorOptions
{
    /// <summary>Password at the first start; later changes of this setting change nothing.</summary>
    public string? Password { get; init; }

    /// <summary>An API token that this person has; added at any start if it is new.</summary>
    public string? Token { get; init; }

    /// <summary>A file that is written when this person was made; null for none.</summary>
    public string? NoteFile { get; init; }
}

internal static partial class Administrator
{
    public const string UserName = "admin";

    /// <summary>Makes roles and the first administrator where they are missing. Runs in the migration job.</summary>
    public static async Task SeedAdministratorAsync(this IHost host)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var options = services.GetRequiredService<IOptions<AdministratorOptions>>().Value;
        var users = services.GetRequiredService<UserManager<VoxmarkUser>>();
        await SeedRolesAsync(services.GetRequiredService<RoleManager<IdentityRole<Guid>>>());

        var clock = services.GetRequiredService<TimeProvider>();
        var admin = await users.FindByNameAsync(UserName);
        if (admin is null)
        {
            if (options.Password is not { Length: > 0 } password)
                throw new InvalidOperationException("Admin:Password is missing, and there is no administrator yet.");
            admin = new VoxmarkUser { UserName = UserName, DisplayName = "Administrator", CreatedAt = clock.GetUtcNow() };
            if (PasswordRules.WhatIsWrong(password, isAdministrator: true, UserName) is { } weak)
                services.GetRequiredService<ILogger<VoxmarkUser>>().WeakPassword(weak.Text);
            Expect(await users.CreateAsync(admin, password));
            Expect(await users.AddToRoleAsync(admin, Roles.Admin));
            if (options.NoteFile is { Length: > 0 } note)
                await File.WriteAllTextAsync(note, UserName);
        }

        if (options.Token is { Length: > 0 } secret)
            await EnsureTokenAsync(services.GetRequiredService<AccessDbContext>(), admin.Id, secret, clock);
    }

    private static async Task SeedRolesAsync(RoleManager<IdentityRole<Guid>> roles)
    {
        foreach (var role in Roles.ForPeople)
        {
            if (!await roles.RoleExistsAsync(role))
                Expect(await roles.CreateAsync(new IdentityRole<Guid>(role)));
        }
    }

    private static async Task EnsureTokenAsync(AccessDbContext db, Guid userId, string secret, TimeProvider clock)
    {
        var hash = ApiTokenSecret.Hash(secret);
        if (await db.ApiTokens.AnyAsync(token => token.SecretSha256 == hash))
            return;
        db.ApiTokens.Add(new ApiToken { UserId = userId, Name = "first token", SecretSha256 = hash, CreatedAt = clock.GetUtcNow() });
        await db.SaveChangesAsync();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The first administrator's password should be changed: {Why}")]
    private static partial void WeakPassword(this ILogger log, string why);

    private static void Expect(IdentityResult result)
    {
        if (!result.Succeeded)
            throw new InvalidOperationException(string.Join(' ', result.Errors.Select(error => error.Description)));
    }
}
