using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Voxmark.Contracts;
using Voxmark.Contracts.Inference;
using Voxmark.Imaging.Volumes;
using Voxmark.InferenceService.Persistence;
using Voxmark.ServiceDefaults.Auditing;
using Voxmark.ServiceDefaults.Outbox;
using Voxmark.ServiceDefaults.Volumes;

namespace Voxmark.InferenceService.Levels;

internal static class LevelEndpoints
{
    public static RouteHandlerBuilder MapLevels(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/series/{seriesInstanceUid}/levels", GetAsync).WithTags("Levels")
            .RequireAuthorization().AuditRead("series.levels");

    /// <summary>They were looked for when the series was ready; those of a series from before that are looked for now.</summary>
    /// <param name="volumeId">The volume that the caller counts slices on; null for the series as it is.</param>
    internal static async Task<Results<Ok<SeriesLevels>, Accepted<SeriesLevels>, ProblemHttpResult>> GetAsync(
        string seriesInstanceUid, string? volumeId, SeriesVolumes volumes, InferenceDbContext db, TimeProvider clock,
        CancellationToken ct)
    {
        if (!volumes.TryFind(seriesInstanceUid, volumeId, out var series, out var problem))
            return problem;
        if (LevelFinder.WhatDoesNotFit(series) is { } misfit)
            return TypedResults.Ok(Without(series, LevelsState.None, misfit));
        var proposal = await db.LevelProposals.SingleOrDefaultAsync(p => p.SeriesInstanceUid == seriesInstanceUid, ct);
        if (proposal?.IsOf(series.Id) != true)
            await AskAsync(proposal, series, db, clock, ct);
        else if (proposal.ToContract() is { } levels)
            return TypedResults.Ok(levels);
        return TypedResults.Accepted($"/api/series/{seriesInstanceUid}/levels", Without(series, LevelsState.Pending));
    }

    /// <summary>Once: who asks again finds the row.</summary>
    private static async Task AskAsync(
        LevelProposal? proposal, VolumeHeader series, InferenceDbContext db, TimeProvider clock, CancellationToken ct)
    {
        if (proposal is null)
            db.Add(proposal = LevelProposal.Of(series.SeriesInstanceUid));
        proposal.Ask(series.Id, clock.GetUtcNow());
        db.Publish(new ProposeLevels(series.SeriesInstanceUid), clock);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            // Somebody else asked, or the answer came, at the same moment.
        }
    }

    private static SeriesLevels Without(VolumeHeader series, LevelsState state, Sentence? reason = null) =>
        new(series.SeriesInstanceUid, series.Id, state, reason, 0, false, [], []);
}
