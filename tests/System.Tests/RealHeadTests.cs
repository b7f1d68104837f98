using Voxmark.Contracts.Inference;
using Voxmark.Contracts.Quant;
using Voxmark.Tests;

namespace Voxmark.SystemTests;

/// <summary>A network of whole volumes on a real T1 of the head, from upload to volumes.</summary>
[Collection(RunningSystemGroup.Name)]
public sealed class RealHeadTests(RunningSystem system)
{
    /// <summary>
    /// The same weights, run by other software on the same head before it was cut into DICOM slices: white matter 520 ml, grey
    /// matter 726 ml. The grid lies a voxel elsewhere and the values are scaled anew, so a few per cent are apart.
    /// </summary>
    [SharedDataFact]
    public async Task Segment_OfAHead_FindsAsMuchWhiteAndGreyMatterAsElsewhere()
    {
        var series = await system.Client.UploadSeriesAsync(
            Directory.EnumerateFiles(SharedData.PathOf("mr_brain_t1", "dicom"), "*", SearchOption.AllDirectories));

        var job = await system.Client.SegmentAsync(new StartInference(series.Series.SeriesInstanceUid, "brain-tissue-light", null, null));

        var result = await system.Client.MeasureAsync(new StartQuant(job.LabelId!.Value, null, null, null, null));
        Assert.InRange(VolumeMl("white-matter"), 0.95 * 520, 1.05 * 520);
        Assert.InRange(VolumeMl("grey-matter"), 0.95 * 726, 1.05 * 726);

        double VolumeMl(string key) => Assert.Single(result.Segments, segment => segment.Key == key).VolumeCm3!.Value;
    }
}
