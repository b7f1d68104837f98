using System.Text.Json;
using OpenCvSharp;
using Voxmark.Imaging.Volumes;
using Voxmark.InferenceService.BodyComposition;
using Voxmark.Tests;

namespace Voxmark.InferenceService.Tests.BodyComposition;

/// <summary>The L3 slice of a shared CT and its draft, which is semi-automatic and no expert's: it says whether contours agree,
/// and not how accurate anything is.</summary>
internal sealed class L3Draft : IDisposable
{
    private readonly TestVolume _file;

    public L3Draft(string subject)
    {
        _file = subject == "totalseg"
            ? TestVolume.OfSharedCt("ct_totalseg", "derived_dicom") : TestVolume.OfSharedCt($"ct_{subject}", "dicom");
        var folder = SharedData.PathOf("l3_draft_reference", subject);
        using var about = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "l3.json")));
        Slice = about.RootElement.TryGetProperty("slice_index_from_feet", out var index)
            ? index.GetInt32() : about.RootElement.GetProperty("slice_index_k").GetInt32();
        using var labels = Cv2.ImRead(Path.Combine(folder, "l3_mask_rowcol.png"), ImreadModes.Grayscale);
        labels.GetArray(out byte[] pixels);
        Labels = pixels;
        Grid = WorkGrid.Of(Volume.Header, Slice)!;
        Track = VertebraTrack.Of(Volume, Grid, CancellationToken.None);
    }

    public SeriesVolume Volume => _file.Volume;

    public int Slice { get; }

    public WorkGrid Grid { get; }

    /// <summary>[Rows, Columns], 1 muscle, 2 subcutaneous, 3 visceral, 4 intermuscular fat.</summary>
    public byte[] Labels { get; }

    public IReadOnlyList<Vertebra?> Track { get; }

    public Vertebra Vertebra => Track[Slice]!.Value;

    public WorkSlice Open() => WorkSlice.Of(Volume, Slice, Grid);

    public void Dispose() => _file.Dispose();
}

/// <summary>Each draft read and its spine tracked once.</summary>
public sealed class L3Drafts : IDisposable
{
    private readonly Dictionary<string, L3Draft> _drafts = [];

    internal L3Draft Of(string subject)
    {
        if (!_drafts.TryGetValue(subject, out var draft))
            _drafts.Add(subject, draft = new L3Draft(subject));
        return draft;
    }

    public void Dispose()
    {
        foreach (var draft in _drafts.Values)
            draft.Dispose();
    }
}
