using Voxmark.Contracts.Labeling;
using Voxmark.Imaging.Masks;

namespace Voxmark.LabelingService.Tests.Assist;

internal static class Overlap
{
    public static byte[] Decode(Proposal proposal)
    {
        Assert.True(Mask.TryParse(proposal.Mask, out var mask, out var problem), problem);
        var labels = mask.Decode();
        Assert.Equal(labels.Count(label => label == 1), proposal.PixelCount);
        Assert.DoesNotContain(labels, label => label > 1);
        return labels;
    }

    /// <summary>Dice coefficient, 2 |A ∩ B| / (|A| + |B|), of the pixels that are not 0.</summary>
    public static double Dice(byte[] a, byte[] b)
    {
        var both = a.Where((value, i) => value != 0 && b[i] != 0).Count();
        return 2.0 * both / (a.Count(value => value != 0) + b.Count(value => value != 0));
    }
}
