using Voxmark.Contracts.Labeling;
using Voxmark.Imaging.Geometry;
using Voxmark.Tests;
using Xunit.Abstractions;
using static Voxmark.LabelingService.Tests.Assist.Overlap;

namespace Voxmark.LabelingService.Tests.Assist;

/// <summary>
/// Psoas and back muscles of the three shared L3 drafts, by a <see cref="ScriptedUser"/>. The drafts are semi-automatic
/// (<see cref="L3Slice"/>): the values say that contours agree, nothing of accuracy. docs/tools.md has the table.
/// </summary>
public sealed class MusclePartTests(LabelingServiceFactory service, ITestOutputHelper output) : IClassFixture<LabelingServiceFactory>
{
    private const int MinMuscle = -29, MaxMuscle = 150;

    private static readonly PixelRectangle[] s_acrinPsoas = [new(191, 294, 29, 42), new(259, 293, 31, 43)];
    private static readonly PixelRectangle[] s_crlmPsoas = [new(182, 251, 43, 42), new(280, 255, 36, 45)];
    private static readonly PixelRectangle[] s_acrinBack = [new(160, 344, 76, 45), new(237, 344, 83, 48)];
    private static readonly PixelRectangle[] s_crlmBack = [new(146, 312, 100, 55), new(248, 312, 100, 60)];

    /// <summary>Of TotalSegmentator's "total" labels, left and right.</summary>
    private static readonly short[] s_iliopsoas = [88, 89], s_autochthon = [86, 87];

    [SharedDataTheory]
    [InlineData(true, 0.90)]
    [InlineData(false, 0.93)]
    public async Task GrabCut_AfterFourInteractions_AgreesWithDrafts(bool isPsoas, double floor)
    {
        var all = new List<double[]>();
        foreach (var (slice, reference) in Parts(isPsoas))
            all.Add(await CutAsync(slice, reference));

        for (var n = 0; n < 3; n++)
            output.WriteLine($"{n + 2} interactions: mean {all.Average(dice => dice[n]):F3}, least {all.Min(dice => dice[n]):F3}");
        Assert.InRange(all.Average(dice => dice[2]), floor, 1);
    }

    [SharedDataTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task BackProjection_WithALimit_AgreesWithDrafts(bool isPsoas)
    {
        var (box, lasso) = (new List<double>(), new List<double>());
        foreach (var (slice, reference) in Parts(isPsoas))
        {
            var user = new ScriptedUser(reference, slice.Columns);
            var request = new BackProjectionRequest(
                Add(slice), 0, user.Inside(), OpenMm: slice.PixelMm < 2 ? 2 : 0, MinHu: MinMuscle, MaxHu: MaxMuscle);
            box.Add(Dice(await SelectAsync(request with { Limit = user.Box((int)Math.Round(3 / slice.PixelMm)) }), reference));
            lasso.Add(Dice(await SelectAsync(request with { Lasso = Outline(reference, slice.Columns, 3 / slice.PixelMm) }), reference));
        }

        output.WriteLine($"box: mean {box.Average():F3}, least {box.Min():F3}; lasso: mean {lasso.Average():F3}, least {lasso.Min():F3}");
        Assert.InRange(box.Average(), 0.85, 1);
        Assert.InRange(lasso.Average(), 0.85, 1);
    }

    /// <returns>Dice after two, three and four interactions: box and stroke, then one dot each.</returns>
    private async Task<double[]> CutAsync(L3Slice slice, byte[] reference)
    {
        var user = new ScriptedUser(reference, slice.Columns);
        var rectangle = user.Box(slice.PixelMm < 2 ? 2 : 1);
        var (keep, remove) = (new List<Stroke> { user.Along(slice.PixelMm < 2 ? 2 : 0.5) }, new List<Stroke>());
        var dice = new double[3];
        var series = Add(slice);
        for (var n = 0; n < dice.Length; n++)
        {
            var proposal = await service.PostAsync<Proposal>("/api/assist/grab-cut", new GrabCutRequest(
                series, 0, rectangle, keep, remove, MinHu: MinMuscle, MaxHu: MaxMuscle));
            var proposed = Decode(proposal);
            dice[n] = Dice(proposed, reference);
            var (dot, isKeep) = user.Correct(proposed, rectangle);
            (isKeep ? keep : remove).Add(dot);
        }

        output.WriteLine(string.Join(" / ", dice.Select(value => $"{value:F3}")));
        return dice;
    }

    private async Task<byte[]> SelectAsync(BackProjectionRequest request) =>
        Decode(await service.PostAsync<Proposal>("/api/assist/back-projection", request));

    private static IEnumerable<(L3Slice Slice, byte[] Reference)> Parts(bool isPsoas)
    {
        var (acrin, crlm) = (L3Slice.Load("acrin001"), L3Slice.Load("crlm1004"));
        foreach (var part in isPsoas ? s_acrinPsoas : s_acrinBack)
            yield return (acrin, acrin.Part(1, part.Left, part.Top, part.Width, part.Height));
        foreach (var part in isPsoas ? s_crlmPsoas : s_crlmBack)
            yield return (crlm, crlm.Part(1, part.Left, part.Top, part.Width, part.Height));

        const int l3 = 71;
        var draft = NiftiFile.Load("l3_draft_reference", "totalseg", "l3_labels.nii.gz");
        var ct = NiftiFile.Load("ct_totalseg", "example_ct.nii.gz");
        var muscles = NiftiFile.Load("ct_totalseg", "example_seg_fast_force_split.nii.gz");
        var slice = new L3Slice(ct.Rows, ct.Columns, 3, ct.Slice(l3), draft.Labels(l3, 1));
        foreach (var number in isPsoas ? s_iliopsoas : s_autochthon)
            yield return (slice, [.. muscles.Labels(l3, number).Zip(slice.Labels, (a, b) => (byte)(a & b))]);
    }

    /// <summary>A lasso as a hand might draw it: around every row of the part, some pixels outside.</summary>
    private static double[] Outline(byte[] reference, int columns, double room)
    {
        var rows = Enumerable.Range(0, reference.Length / columns)
            .Select(y => (Y: y, Xs: Enumerable.Range(0, columns).Where(x => reference[y * columns + x] != 0).ToList()))
            .Where(row => row.Xs.Count > 0).ToList();
        var (top, bottom) = (rows[0].Y - room, rows[^1].Y + room);
        return [
            rows[0].Xs[0] - room, top, .. rows.SelectMany(row => new[] { row.Xs[0] - room, row.Y }), rows[^1].Xs[0] - room, bottom,
            rows[^1].Xs[^1] + room, bottom,
            .. rows.AsEnumerable().Reverse().SelectMany(row => new[] { row.Xs[^1] + room, row.Y }), rows[0].Xs[^1] + room, top];
    }

    private string Add(L3Slice slice) => service.AddSeries(
        slice.Rows, slice.Columns, 1, slice.Voxels, spacing: new Vector3d(slice.PixelMm, slice.PixelMm, 5));
}
