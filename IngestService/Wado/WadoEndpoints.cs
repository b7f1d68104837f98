using Voxmark.IngestService.DicomWeb;
using Voxmark.ServiceDefaults.Auditing;

namespace Voxmark.IngestService.Wado;

/// <summary>WADO-RS: the retrieve transaction of PS3.18 §10.4.</summary>
internal static class WadoEndpoints
{
    private const string Study = "/studies/{study}";
    private const string Series = Study + "/series/{series}";
    private const string Instance = Series + "/instances/{instance}";

    private static readonly string[] GetOrHead = ["GET", "HEAD"];

    public static RouteGroupBuilder MapWado(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup(DicomWebAddress.Root).WithTags("WADO-RS").RequireAuthorization().AuditRead("image.read");
        Map(Study, InstanceEndpoints.GetStudyAsync, MediaRange.Multipart);
        Map(Series, InstanceEndpoints.GetSeriesAsync, MediaRange.Multipart);
        Map(Instance, InstanceEndpoints.GetInstanceAsync, MediaRange.Multipart, MediaRange.Dicom);
        Map(Study + "/metadata", MetadataEndpoints.GetStudyAsync, MediaRange.Json).AuditRead("study.read");
        Map(Series + "/metadata", MetadataEndpoints.GetSeriesAsync, MediaRange.Json).AuditRead("series.read");
        Map(Instance + "/metadata", MetadataEndpoints.GetInstanceAsync, MediaRange.Json);
        Map(Instance + "/frames/{frames}", FrameEndpoints.GetAsync, MediaRange.Multipart, MediaRange.OctetStream);
        Map(Instance + "/bulkdata/{**path}", BulkDataEndpoints.GetAsync, MediaRange.OctetStream, MediaRange.Multipart);
        Map(Instance + "/rendered", RenderedEndpoints.GetInstanceAsync, "image/jpeg", "image/png");
        Map(Instance + "/thumbnail", RenderedEndpoints.GetInstanceThumbnailAsync, "image/jpeg", "image/png");
        Map(Instance + "/frames/{frame}/rendered", RenderedEndpoints.GetFrameAsync, "image/jpeg", "image/png");
        Map(Instance + "/frames/{frame}/thumbnail", RenderedEndpoints.GetFrameThumbnailAsync, "image/jpeg", "image/png");
        Map(Series + "/rendered", RenderedEndpoints.GetSeriesAsync, MediaRange.Multipart);
        Map(Study + "/rendered", RenderedEndpoints.GetStudyAsync, MediaRange.Multipart);
        Map(Study + "/thumbnail", RenderedEndpoints.GetStudyThumbnailAsync, "image/jpeg", "image/png");
        Map(Series + "/thumbnail", RenderedEndpoints.GetSeriesThumbnailAsync, "image/jpeg", "image/png");
        return group;

        RouteHandlerBuilder Map(string pattern, Delegate handler, string mediaType, params string[] others) => group
            .MapMethods(pattern, GetOrHead, handler)
            .Produces(StatusCodes.Status200OK, null, mediaType, others)
            .Produces(StatusCodes.Status304NotModified)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status406NotAcceptable);
    }
}
