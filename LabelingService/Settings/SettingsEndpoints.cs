using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Voxmark.Contracts.Labeling;
using Voxmark.LabelingService.Persistence;
using Voxmark.ServiceDefaults.Auditing;
using Voxmark.ServiceDefaults.Authentication;
using Voxmark.ServiceDefaults.Problems;

namespace Voxmark.LabelingService.Settings;

internal static class SettingsEndpoints
{
    private static readonly JsonElement Empty = JsonDocument.Parse("{}").RootElement;

    public static RouteGroupBuilder MapSettings(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/settings").WithTags("Settings").RequireAuthorization();
        group.MapGet("/", FindAsync).AuditRead("labeling.read");
        group.MapPut("/", ReplaceAsync).AuditChange("labeling.change");
        return group;
    }

    internal static async Task<Ok<UserSettings>> FindAsync(LabelingDbContext db, CurrentUser user, CancellationToken ct)
    {
        var stored = await db.Settings.AsNoTracking().SingleOrDefaultAsync(s => s.UserId == user.Id, ct);
        return TypedResults.Ok(stored?.ToContract() ?? new UserSettings(0, Empty));
    }

    internal static async Task<Results<Ok<UserSettings>, ProblemHttpResult>> ReplaceAsync(
        UserSettings body, LabelingDbContext db, CurrentUser user, TimeProvider clock, CancellationToken ct)
    {
        if (body.Document.ValueKind != JsonValueKind.Object)
            return Problem.Invalid("settings-no-object", "Settings are a JSON object.");
        if (TextOf(body.Document) is not { } document)
            return Problem.Invalid("settings-too-large", $"Settings are text of at most {StoredSettings.MaxKilobytes} KB.");

        var stored = await db.Settings.SingleOrDefaultAsync(s => s.UserId == user.Id, ct);
        if ((stored?.Version ?? 0) != body.Version)
            return Stale();
        if (stored is null)
            db.Add(stored = new StoredSettings { UserId = user.Id, Document = document });
        stored.Document = document;
        stored.Version++;
        stored.ChangedAt = clock.GetUtcNow();
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (e is DbUpdateConcurrencyException
            || e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            // another page of the same person was faster
            return Stale();
        }

        return TypedResults.Ok(stored.ToContract());
    }

    /// <returns>Null when it is too long, or holds bytes that are no text: JSON readers let those pass inside strings.</returns>
    private static string? TextOf(JsonElement document)
    {
        var bytes = JsonMarshal.GetRawUtf8Value(document);
        return bytes.Length <= StoredSettings.MaxBytes && Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : null;
    }

    private static ProblemHttpResult Stale() => Problem.Of(
        StatusCodes.Status409Conflict, ProblemTypes.StaleRevision, "Changed meanwhile",
        Sentences.Of("settings-changed-meanwhile",
            "Your settings were changed on another page. Read them again, then repeat the change."));
}
