using Microsoft.AspNetCore.Http.HttpResults;
using Voxmark.Contracts.Inference;
using Voxmark.ServiceDefaults.Auditing;
using Voxmark.ServiceDefaults.Authentication;
using Voxmark.ServiceDefaults.Problems;
using Voxmark.ServiceDefaults.Volumes;

namespace Voxmark.InferenceService.Bundles;

internal static class BundleEndpoints
{
    public static RouteGroupBuilder MapBundles(this IEndpointRouteBuilder routes)
    {
        // Read and checked now, so that a wrong folder stops the service and not somebody's first job.
        var catalog = routes.ServiceProvider.GetRequiredService<BundleCatalog>();
        var group = routes.MapGroup("/api/inference").WithTags("Models").RequireAuthorization();
        group.MapGet("/models", () => catalog.All.Select(bundle => bundle.ToContract())).AuditNothing();
        group.MapGet("/series/{seriesInstanceUid}/models", Offers).AuditNothing();
        group.MapGet("/bundles", () => catalog.Found).RequireAuthorization(Policies.Administer).AuditRead("inference.read");
        return group;
    }

    /// <summary>Every model beside these slices, those that fit first.</summary>
    internal static Results<Ok<IEnumerable<ModelOffer>>, ProblemHttpResult> Offers(
        string seriesInstanceUid, string? volume, int? firstSlice, int? lastSlice, BundleCatalog bundles, SeriesVolumes volumes)
    {
        if (!volumes.TryFind(seriesInstanceUid, volume, out var series, out var problem))
            return problem;
        var range = SliceRange.Of(series, firstSlice, lastSlice);
        if (range.WhatIsWrong(series) is { } wrong)
            return Problem.Invalid(wrong);
        return TypedResults.Ok(bundles.All.Select(Offer).OrderBy(offer => offer.Misfit is not null).AsEnumerable());

        ModelOffer Offer(Bundle bundle)
        {
            var misfit = bundle.WhatDoesNotFit(series);
            var expected = misfit is null ? bundles.RunnerOf(bundle).Expect(bundle, series, range.First, range.Last) : null;
            return new ModelOffer(bundle.ToContract(), misfit, expected?.TotalSeconds);
        }
    }
}
