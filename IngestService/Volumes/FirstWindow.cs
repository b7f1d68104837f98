using Voxmark.Imaging.Volumes;

namespace Voxmark.IngestService.Volumes;

/// <summary>The window that an image is shown with first, alike in thumbnails and rendered images and, for the most part, in the
/// viewer (<c>windows.ts</c>, <c>autoWindow.ts</c>): its own, else its body part's where values are HU, else what its
/// values span without the background and the extremes.</summary>
internal static class FirstWindow
{
    /// <summary>The darkest and the brightest hundredth of what is no background do not count.</summary>
    private const double Cut = 0.01;

    private static readonly VolumeWindow Abdomen = new("", 40, 400), Lung = new("", -600, 1500);

    private static readonly string[] ChestParts = ["CHEST", "LUNG", "THORAX"];

    public static VolumeWindow? Known(IReadOnlyList<VolumeWindow> own, bool isHounsfield, string? bodyPartExamined)
    {
        if (own is [var first, ..])
            return first;
        if (!isHounsfield)
            return null;
        var isChest = ChestParts.Any(
            part => bodyPartExamined?.Contains(part, StringComparison.OrdinalIgnoreCase) == true);
        return isChest ? Lung : Abdomen;
    }

    /// <param name="values">Without padding, in any order; sorted by this.</param>
    public static VolumeWindow Measured(double[] values)
    {
        if (values.Length == 0)
            return VolumeWindow.Over(0, 1);
        Array.Sort(values);
        var background = values.AsSpan().LastIndexOf(values[0]) + 1;
        var shown = values.AsSpan(background);
        return shown.Length == 0
            ? VolumeWindow.Over(values[0], values[0])
            : VolumeWindow.Over(At(shown, Cut), At(shown, 1 - Cut));

        static double At(ReadOnlySpan<double> sorted, double share) =>
            sorted[Math.Clamp((int)Math.Ceiling(sorted.Length * share) - 1, 0, sorted.Length - 1)];
    }
}
