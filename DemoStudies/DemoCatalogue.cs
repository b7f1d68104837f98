using Voxmark.DemoStudies.Phantom;

namespace Voxmark.DemoStudies;

/// <summary>
/// What a newcomer finds: two CT of different bodies, one that says height and weight and one that does not, with a
/// localizer, and a sagittal MR. Nobody's images: they are drawn by <see cref="Torso"/>.
/// </summary>
internal static class DemoCatalogue
{
    public static IReadOnlyList<DemoSeries> Series()
    {
        var slim = new Torso(girth: 0.98, fatMm: 17, seed: 1);
        var stout = new Torso(girth: 1.16, fatMm: 36, seed: 2);
        var first = new DemoStudy("Demo CT abdomen", "20260105", new("Demo^Slim", "DEMO-1", "F", "061Y", HeightM: 1.62m, WeightKg: 58.5m));
        var second = new DemoStudy("Demo CT abdomen", "20260112", new("Demo^Stout==데모^환자", "DEMO-2", "M", "054Y"));
        var third = new DemoStudy("Demo MR spine", "20260119", new("Demo^Spine", "DEMO-3", "F", "038Y", HeightM: 1.70m, WeightKg: 66m));
        return
        [
            Localizer(first, slim),
            new(first, 2, "Axial 5 mm portal venous", "ABDOMEN", 5,
                Axial(slim, slices: 72, sliceMm: 5, pixelMm: 0.75, TorsoContrast.PortalVenousCt, noise: 11))
            {
                ContrastAgent = "Drawn, none",
            },
            new(second, 2, "Axial 4 mm without contrast", "ABDOMEN", 4,
                Axial(stout, slices: 90, sliceMm: 4, pixelMm: 0.9, TorsoContrast.PlainCt, noise: 14)),
            new(third, 1, "Sagittal T2", "LSPINE", 4, Sagittal(slim)) { IsMr = true, Window = (400, 800) },
        ];
    }

    /// <summary>From the head down, as scanners number them.</summary>
    private static DemoImage[] Axial(
        Torso torso, int slices, double sliceMm, double pixelMm, Func<TorsoTissue, double> contrast, double noise) =>
        [.. Enumerable.Range(0, slices).Select(slice =>
        {
            var plane = PicturePlane.Axial((slices - 1 - slice) * sliceMm, pixelMm, size: 512);
            return new DemoImage(plane, () => Picture.Section(torso, plane, contrast, noise, seed: slice));
        })];

    /// <summary>From the right to the left.</summary>
    private static DemoImage[] Sagittal(Torso torso) =>
        [.. Enumerable.Range(-8, 17).Select(slice =>
        {
            var plane = PicturePlane.Sagittal(slice * 4.4, pixelMm: 0.8, size: 384, topZ: 330);
            return new DemoImage(plane, () => Picture.Section(torso, plane, TorsoContrast.T2Mr, noise: 14, seed: slice));
        })];

    private static DemoSeries Localizer(DemoStudy study, Torso torso)
    {
        var plane = new PicturePlane(new(-215, 0, 355), new(1, 0, 0), new(0, 0, -1), 1, 430, 356);
        return new(study, 1, "Localizer", "ABDOMEN", 1, [new(plane, () => Picture.Projection(torso, plane))])
        {
            IsLocalizer = true,
            Window = (150, 900),
        };
    }
}
