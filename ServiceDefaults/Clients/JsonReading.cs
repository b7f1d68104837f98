using System.Net;
using System.Net.Http.Json;

namespace Voxmark.ServiceDefaults.Clients;

internal static class JsonReading
{
    public static async Task<T> ReadAsync<T>(this HttpClient http, string address, CancellationToken ct)
        where T : class =>
        await http.FindAsync<T>(address, ct)
        ?? throw new HttpRequestException("The service does not know this address.", null, HttpStatusCode.NotFound);

    /// <returns>Null when the service answers 404.</returns>
    public static async Task<T?> FindAsync<T>(this HttpClient http, string address, CancellationToken ct)
        where T : class
    {
        using var response = await http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, ct);
        if (response.StatusCode == HttpStatusCode.NotFound)
            return null;
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<T>(Defaults.Json, ct);
    }
}
