using System.Text.Json;
using Microsoft.Extensions.FileProviders;

namespace Voxmark.WebUi.Pages.Viewer;

/// <summary>The scripts that a page of the viewer needs, as Vite's manifest has them. A page that names them all gets them at
/// once; otherwise the browser finds each only when it has read the one before it. Thread-safe.</summary>
internal sealed class ViewerScripts(IWebHostEnvironment environment)
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);

    private readonly Lazy<Dictionary<string, Script>> _scripts = new(() => Read(environment.WebRootFileProvider));

    /// <param name="page">A folder of <c>app/src/pages</c>.</param>
    /// <returns>Their addresses; none before the viewer was built.</returns>
    public IReadOnlyList<string> Of(string page)
    {
        var wanted = new List<string> { $"src/pages/{page}/start.ts" };
        for (var n = 0; n < wanted.Count; n++)
        {
            if (!_scripts.Value.TryGetValue(wanted[n], out var script))
                return [];
            wanted.AddRange((script.Imports ?? []).Except(wanted));
        }

        return [.. wanted.Select(name => $"/app/{_scripts.Value[name].File}")];
    }

    private static Dictionary<string, Script> Read(IFileProvider files)
    {
        var file = files.GetFileInfo("app/manifest.json");
        if (!file.Exists)
            return [];
        using var manifest = file.CreateReadStream();
        return JsonSerializer.Deserialize<Dictionary<string, Script>>(manifest, s_json)!;
    }

    private sealed record Script(string File, IReadOnlyList<string>? Imports);
}
