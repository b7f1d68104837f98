using Voxmark.Contracts.Labeling;
using Voxmark.Imaging.Masks;

namespace Voxmark.LabelingService.Tests.Assist;

internal static class Overlap
{
    /// <summary>The labels of a proposal for one slice, which must be 0 or 1.</summary>
    public static byte[] Decode(Proposal proposal)
    {
        var labels = Decode(Assert.Single(proposal.Slices));
        Assert.DoesNotContain(labels, label => label > 1);
        return labels;
    }

    public static byte[] Decode(ProposedSlice slice)
    {
        Assert.True(Mask.TryParse(slice.Mask, out var mask, out var problem), problem);
        var labels = mask.Decode();
        Assert.Equal(labels.Count(label => label != 0), slice.PixelCount);
        return labels;
    }

    /// <summary>Dice coefficient, 2 |A ∩ B| / (|A| + |B|), of the pixels that are not 0.</summary>
    public static double Dice(byte[] a, byte[] b)
    {
        var both = a.Where((value, i) => value != 0 && b[i] != 0).Count();
        return 2.0 * both / (a.Count(value => value != 0) + b.Count(value => value != 0));
    }
}
