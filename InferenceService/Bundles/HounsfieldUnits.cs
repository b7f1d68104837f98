using Voxmark.Imaging.Volumes;

namespace Voxmark.InferenceService.Bundles;

/// <summary>What the models read.</summary>
internal static class HounsfieldUnits
{
    public const string Unit = "HU";

    /// <summary>One slice in HU, row-major [Rows, Columns].</summary>
    public static float[] Of(SeriesVolume volume, int slice)
    {
        var (slope, intercept) = ((float)volume.Header.Slope, (float)volume.Header.Intercept);
        var voxels = volume.Slice(slice);
        var values = new float[voxels.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = (voxels[i] * slope) + intercept;
        return values;
    }
}
