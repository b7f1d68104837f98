using Voxmark.Contracts.Labeling;
using Voxmark.Imaging.Geometry;
using Voxmark.Imaging.Masks;
using Voxmark.Tests;
using Xunit.Abstractions;
using static Voxmark.LabelingService.Tests.Assist.Overlap;

namespace Voxmark.LabelingService.Tests.Assist;

/// <summary>
/// From slice to slice on a shared CT with slices 3 mm apart, against the labels of TotalSegmentator, which are a model's:
/// the values say how far tools get from one slice of such labels to the next. docs/tools.md has the table.
/// </summary>
public sealed class SliceToSliceTests(LabelingServiceFactory service, ITestOutputHelper output) : IClassFixture<LabelingServiceFactory>
{
    private const int MinMuscle = -29, MaxMuscle = 150;

    /// <summary>The middle of L3 in the whole volume; the smaller one of tissues begins at its slice 82.</summary>
    private const int L3 = 71, FirstL3 = 65, LastL3 = 79;

    private static readonly short[] s_iliopsoas = [88, 89], s_autochthon = [86, 87];

    [SharedDataTheory]
    [InlineData("psoas", 4, null, null, 0.94)]
    [InlineData("psoas", 5, null, null, 0.94)]
    [InlineData("psoas", 8, null, null, 0.88)]
    [InlineData("muscle", 5, -29, 150, 0.91)]
    [InlineData("subcutaneous", 5, -190, -30, 0.93)]
    public async Task Interpolation_OverAGap_AgreesWithLabels(string what, int apart, int? min, int? max, double floor)
    {
        var (ct, all) = Load(what);
        byte[] labels(int k) => [.. all(k).Zip(ct.Slice(k), (label, hu) => !(hu < min) && !(hu > max) ? label : (byte)0)];
        var series = Add(ct);
        var (first, last) = what == "psoas" ? (FirstL3, LastL3) : (0, ct.Slices - 1);
        var dice = new List<double>();
        for (var below = first; below + apart <= last; below += apart)
        {
            var proposal = await service.PostAsync<Proposal>("/api/assist/interpolation", new InterpolationRequest(
                series, [Encode(ct, below, labels(below)), Encode(ct, below + apart, labels(below + apart))], min, max));
            Assert.Empty(proposal.Notices);
            dice.AddRange(proposal.Slices.Select(slice => Dice(Decode(slice), labels(slice.Slice))));
        }

        output.WriteLine($"{what}, {3 * apart} mm: mean {dice.Average():F3}, least {dice.Min():F3}");
        Assert.InRange(dice.Average(), floor, 1);
    }

    [SharedDataTheory]
    [InlineData("psoas", 1, 0.85)]
    [InlineData("psoas", 3, 0.80)]
    [InlineData("back", 1, 0.85)]
    [InlineData("back", 3, 0.80)]
    [InlineData("back", 5, 0.80)]
    public async Task Carrying_FromSliceToSlice_AgreesWithLabels(string what, int slices, double floor)
    {
        var (ct, labels) = Load(what);
        var series = Add(ct);
        var dice = new List<double>();
        foreach (var direction in new[] { 1, -1 })
        {
            var mask = Encode(ct, L3, labels(L3)).Mask;
            for (var n = 1; n <= slices; n++)
            {
                var proposal = await service.PostAsync<Proposal>("/api/assist/carry", new CarryRequest(
                    series, L3 + direction * (n - 1), mask, L3 + direction * n, MinHu: MinMuscle, MaxHu: MaxMuscle));
                mask = proposal.Slices[0].Mask;
            }

            var end = L3 + direction * slices;
            Assert.True(Mask.TryParse(mask, out var carried, out _));
            dice.Add(Dice(carried!.Decode(), Gated(ct, end, labels(end))));
        }

        output.WriteLine($"{what}, {slices} slices of 3 mm: up {dice[0]:F3}, down {dice[1]:F3}");
        Assert.InRange(dice.Min(), floor, 1);
    }

    private static (NiftiFile Ct, Func<int, byte[]> Labels) Load(string what)
    {
        switch (what)
        {
            case "psoas" or "back":
                var all = NiftiFile.Load("ct_totalseg", "example_seg_fast_force_split.nii.gz");
                return (
                    NiftiFile.Load("ct_totalseg", "example_ct.nii.gz"), k => all.Labels(k, what == "psoas" ? s_iliopsoas : s_autochthon));
            default:
                var tissue = NiftiFile.Load(
                    "ct_totalseg", "tissue_types", what == "muscle" ? "skeletal_muscle.nii.gz" : "subcutaneous_fat.nii.gz");
                return (NiftiFile.Load("ct_totalseg", "example_ct_sm.nii.gz"), k => tissue.Labels(k, 1));
        }
    }

    private string Add(NiftiFile ct) => service.AddVolume(ct.Rows, ct.Columns, ct.Slice, ct.Slices, new Vector3d(3, 3, 3));

    private static byte[] Gated(NiftiFile ct, int slice, byte[] labels) =>
        [.. labels.Zip(ct.Slice(slice), (label, hu) => hu is >= MinMuscle and <= MaxMuscle ? label : (byte)0)];

    private static LabelledSlice Encode(NiftiFile ct, int slice, byte[] labels) =>
        new(slice, Mask.Encode(labels, ct.Rows, ct.Columns).Bytes.ToArray());
}
