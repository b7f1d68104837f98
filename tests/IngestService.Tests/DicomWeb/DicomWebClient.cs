using System.Net;
using System.Text;
using System.Text.Json;

namespace Voxmark.IngestService.Tests.DicomWeb;

/// <summary>What a DICOMweb client does.</summary>
internal static class DicomWebClient
{
    private const string Boundary = "a-boundary";

    /// <summary>A STOW-RS body: each file a part.</summary>
    public static ByteArrayContent Multipart(params byte[][] files)
    {
        using var body = new MemoryStream();
        foreach (var file in files)
        {
            body.Write(Encoding.ASCII.GetBytes($"--{Boundary}\r\nContent-Type: application/dicom\r\n\r\n"));
            body.Write(file);
            body.Write("\r\n"u8);
        }

        body.Write(Encoding.ASCII.GetBytes($"--{Boundary}--\r\n"));
        return Content(body.ToArray(), $"multipart/related; type=\"application/dicom\"; boundary={Boundary}");
    }

    public static ByteArrayContent Content(byte[] body, string contentType)
    {
        var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        return content;
    }

    public static async Task<JsonElement> StoreAsync(this HttpClient client, params byte[][] files)
    {
        var response = await client.PostAsync("/dicom-web/studies", Multipart(files));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.JsonAsync();
    }

    public static async Task<HttpResponseMessage> GetAsync(this HttpClient client, string path, string accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        return await client.SendAsync(request);
    }

    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage response)
    {
        Assert.Equal("application/dicom+json", response.Content.Headers.ContentType!.MediaType);
        using var document = JsonDocument.Parse(await response.Content.ReadAsStreamAsync());
        return document.RootElement.Clone();
    }

    /// <summary>Answers of a search; none for 204.</summary>
    public static async Task<JsonElement[]> SearchAsync(this HttpClient client, string path)
    {
        var response = await client.GetAsync($"/dicom-web/{path}");
        if (response.StatusCode == HttpStatusCode.NoContent)
            return [];
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return [.. (await response.JsonAsync()).EnumerateArray()];
    }

    /// <summary>First value of an attribute; null where there is none.</summary>
    public static string? Value(this JsonElement dataset, string tag) =>
        dataset.TryGetProperty(tag, out var attribute) && attribute.TryGetProperty("Value", out var values)
            ? values[0].ToString() : null;

    public static IEnumerable<JsonElement> Items(this JsonElement dataset, string tag) =>
        dataset.TryGetProperty(tag, out var attribute) ? attribute.GetProperty("Value").EnumerateArray() : [];

    /// <summary>The parts of a multipart/related answer, cut by hand at the boundary it names.</summary>
    public static async Task<List<(string ContentType, byte[] Content)>> PartsAsync(this HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var type = response.Content.Headers.ContentType!;
        Assert.Equal("multipart/related", type.MediaType);
        var boundary = type.Parameters.Single(p => p.Name == "boundary").Value!;
        var body = await response.Content.ReadAsByteArrayAsync();
        var parts = new List<(string, byte[])>();
        var separator = Encoding.ASCII.GetBytes($"\r\n--{boundary}");
        var at = body.AsSpan().IndexOf(separator);
        while (!body.AsSpan(at + separator.Length).StartsWith("--"u8))
        {
            var head = at + separator.Length + 2;
            var content = head + body.AsSpan(head).IndexOf("\r\n\r\n"u8) + 4;
            var next = content + body.AsSpan(content).IndexOf(separator);
            var line = Encoding.ASCII.GetString(body, head, content - 4 - head);
            parts.Add((line["Content-Type: ".Length..], body[content..next]));
            at = next;
        }

        return parts;
    }
}
