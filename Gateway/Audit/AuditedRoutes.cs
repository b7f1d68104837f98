using Voxmark.Gateway.Routing;
using Yarp.ReverseProxy.Configuration;

namespace Voxmark.Gateway.Audit;

/// <summary>
/// What the audit trail calls a request to a service. These routes lead where those of <see cref="Routes"/> lead; they
/// are here because they have a name of their own. What has none is <c>SERVICE.read</c> or <c>SERVICE.change</c>.
/// </summary>
internal static class AuditedRoutes
{
    private static readonly Dictionary<string, AuditedAction?> Actions = [];
    private static readonly Dictionary<string, (AuditedAction Read, AuditedAction Change)> Unnamed = Routes.Services
        .SelectMany(service => new (string Cluster, string Service)[] { (service, service), (Routes.PatientClusterOf(service), service) })
        .ToDictionary(
            to => to.Cluster, to => (new AuditedAction($"{to.Service}.read"), new AuditedAction($"{to.Service}.change", IsChange: true)));

    public static IReadOnlyList<RouteConfig> All { get; } =
    [
        Change("ingest", "POST", "/api/uploads", "upload.start", creates: "upload"),
        // Not before each answer, as other changes: the store has recorded each file by then, and whose upload it is.
        Read("ingest", "/api/uploads/{upload}/files", "upload.file", methods: "POST"),
        Change("ingest", "POST", "/api/uploads/{upload}/complete", "upload.complete"),
        Read("ingest", "/api/studies", "study.list"),
        Read("ingest", "/api/studies/{study}", "study.read"),
        Read("ingest", "/api/studies/{study}/patient", "study.read"),
        Change("ingest", "PUT", "/api/studies/{study}/patient", "patient.correct"),
        Change("ingest", "DELETE", "/api/studies/{study}/patient/correction", "patient.withdraw-correction"),
        Change("ingest", "DELETE", "/api/studies/{study}", "study.delete"),
        Change("ingest", "DELETE", "/api/series/{series}", "series.delete"),
        Read("ingest", "/api/deletions", "deletion.list"),
        Change("ingest", "POST", "/api/deletions/{deletion}/restore", "deletion.restore"),
        Read("ingest", "/api/series/{series}", "series.read"),
        Read("ingest", "/api/series/{series}/thumbnail", "image.thumbnail"),
        Read("ingest", "/api/series/{series}/slices/{slice}", "image.read"),
        Read("ingest", "/api/series/{series}/planes/{**rest}", "image.read"),
        Read("ingest", "/api/series/{series}/{**rest}", "series.read"),
        Change("ingest", "POST", "/api/series/{series}/rebuild", "series.rebuild"),
        Read("ingest", "/api/storage/{**rest}", "storage.read"),
        Change("ingest", "DELETE", "/api/storage/quarantine/{**rest}", "storage.discard"),
        Change("ingest", "POST", "/api/storage/reconcile", "storage.reconcile"),
        Read("ingest", "/api/dimse/senders", "storage.read"),
        Change("ingest", "PUT,DELETE", "/api/dimse/senders/{sender}", "storage.sender"),

        Change("ingest", "POST", "/dicom-web/studies", "image.store"),
        Change("ingest", "POST", "/dicom-web/studies/{study}", "image.store"),
        Read("ingest", "/dicom-web/studies", "study.list"),
        Read("ingest", "/dicom-web/series", "study.list"),
        Read("ingest", "/dicom-web/instances", "study.list"),
        Read("ingest", "/dicom-web/studies/{study}/{**rest}", "image.read"),
        Read("ingest", "/dicom-web/studies/{study}/metadata", "study.read"),
        Read("ingest", "/dicom-web/studies/{study}/series", "study.read"),
        Read("ingest", "/dicom-web/studies/{study}/instances", "study.read"),
        Read("ingest", "/dicom-web/studies/{study}/series/{series}/{**rest}", "image.read"),
        Read("ingest", "/dicom-web/studies/{study}/series/{series}/metadata", "series.read"),
        Read("ingest", "/dicom-web/studies/{study}/series/{series}/instances", "series.read"),
        Read("ingest", "/dicom-web/studies/{study}/series/{series}/instances/{instance}/{**rest}", "image.read"),

        Change("labeling", "POST", "/api/selections", "selection.create", creates: "selection"),
        Read("labeling", "/api/selections", "selection.read"),
        Silent("labeling", "/api/templates"),
        Change("labeling", "POST", "/api/labels", "label.create", creates: "label"),
        Read("labeling", "/api/labels", "label.list"),
        Read("labeling", "/api/labels/deleted", "label.list"),
        Read("labeling", "/api/labels/{label:guid}", "label.read"),
        Change("labeling", "DELETE", "/api/labels/{label:guid}", "label.delete"),
        Change("labeling", "POST", "/api/labels/{label:guid}/restore", "label.restore"),
        Read("labeling", "/api/labels/{label:guid}/slices/{slice}", "label.read"),
        Read("labeling", "/api/labels/{label:guid}/masks", "label.read"),
        Read("labeling", "/api/labels/{label:guid}/revisions", "label.history"),
        Read("labeling", "/api/labels/{label:guid}.nii.gz", "label.export"),
        Read("labeling", "/api/labels/{label:guid}/{**rest}", "label.read"),
        Change("labeling", "POST,PUT,PATCH,DELETE", "/api/labels/{label:guid}/{**rest}", "label.change"),
        Read("labeling", "/api/assist/{**rest}", "assist.run", methods: "POST"),

        Silent("inference", "/api/inference/models"),
        Change("inference", "POST", "/api/inference/jobs", "inference.start", creates: "job"),
        Change("inference", "DELETE", "/api/inference/jobs/{job}", "inference.cancel"),
        Silent("inference", "/api/inference/jobs/{job}"),

        Change("quant", "POST", "/api/quant/jobs", "quant.start", creates: "job"),
        Silent("quant", "/api/quant/jobs/{job}"),
        Read("quant", "/api/quant/previews", "quant.preview"),
        Change("quant", "PUT", "/api/quant/patient-values", "quant.type"),
        Read("quant", "/api/quant/results", "quant.list"),
        Read("quant", "/api/quant/results/{result:guid}", "quant.read"),
        Read("quant", "/api/quant/results/{result:guid}.xlsx", "quant.export"),

        Read("web", "/studies", "page.studies"),
        Read("web", "/series/{series}/{**rest}", "page.series"),
        Read("web", "/labels/{label:guid}/{**rest}", "page.label"),
    ];

    /// <returns>Null for what is not recorded: pages and files that show nothing of a patient.</returns>
    public static AuditedAction? ActionOf(RouteConfig route, HttpRequest request)
    {
        if (Actions.TryGetValue(route.RouteId, out var named))
            return named;
        if (!request.Path.StartsWithSegments("/api") && !request.Path.StartsWithSegments("/dicom-web"))
            return null;
        var (read, change) = Unnamed[route.ClusterId!];
        return HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method) ? read : change;
    }

    private static RouteConfig Change(string service, string methods, string path, string action, string? creates = null) =>
        Of(service, methods, path, new AuditedAction(action, IsChange: true, creates));

    private static RouteConfig Read(string service, string path, string action, string methods = "GET,HEAD") =>
        Of(service, methods, path, new AuditedAction(action));

    /// <summary>Neither an image nor a change: lists of models and templates, a job's progress.</summary>
    private static RouteConfig Silent(string service, string path) => Of(service, "GET,HEAD", path, null);

    private static RouteConfig Of(string service, string methods, string path, AuditedAction? action)
    {
        var route = Routes.To(service, path) with { RouteId = $"{service}:{methods} {path}" };
        Actions[route.RouteId] = action;
        return route with { Match = route.Match with { Methods = methods.Split(',') } };
    }
}
