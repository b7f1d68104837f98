namespace Voxmark.IngestService.DicomWeb;

/// <summary>Addresses of DICOMweb resources, as clients see them.</summary>
internal static class DicomWebAddress
{
    public const string Root = "/dicom-web";

    public static string Study(string study) => $"{Root}/studies/{study}";

    public static string Series(string study, string series) => $"{Study(study)}/series/{series}";

    public static string Instance(string study, string series, string instance) =>
        $"{Series(study, series)}/instances/{instance}";

    /// <summary>Scheme and host that the client called: the gateway says so, which alone reaches us.</summary>
    public static string Origin(HttpRequest request)
    {
        var scheme = request.Headers["X-Forwarded-Proto"].ToString();
        var host = request.Headers["X-Forwarded-Host"].ToString();
        return $"{(scheme.Length > 0 ? scheme : request.Scheme)}://{(host.Length > 0 ? host : request.Host.Value)}";
    }
}
