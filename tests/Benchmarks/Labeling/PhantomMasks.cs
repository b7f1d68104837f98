using Voxmark.Imaging.Phantoms;

namespace Voxmark.Benchmarks.Labeling;

/// <summary>The phantom's own tissues as the labels 1 (muscle), 2, 3 (subcutaneous and visceral fat) and 4 (spine).</summary>
internal static class PhantomMasks
{
    /// <returns>Row-major, [Rows, Columns].</returns>
    public static byte[] Of(AbdomenPhantom phantom, int slice)
    {
        var labels = new byte[phantom.Rows * phantom.Columns];
        for (var j = 0; j < phantom.Rows; j++)
            for (var i = 0; i < phantom.Columns; i++)
                labels[j * phantom.Columns + i] = Label(AbdomenPhantom.TissueAt(phantom.Grid.ToPatient(i, j, slice)));
        return labels;
    }

    private static byte Label(PhantomTissue tissue) => tissue switch
    {
        PhantomTissue.Muscle => 1,
        PhantomTissue.SubcutaneousFat => 2,
        PhantomTissue.VisceralFat => 3,
        PhantomTissue.Bone or PhantomTissue.Disc => 4,
        _ => 0,
    };
}
