using Voxmark.Imaging.Geometry;

namespace Voxmark.Imaging.Tests.Geometry;

public sealed class StackGeometryTests
{
    private static readonly Vector3d Left = new(1, 0, 0);
    private static readonly Vector3d Back = new(0, 1, 0);
    private static readonly Vector3d Head = new(0, 0, 1);

    [Fact]
    public void From_WhenAxialPlanesArriveHeadFirst_OrdersThemFeetToHead()
    {
        var geometry = StackGeometry.From([Axial(10), Axial(5), Axial(0)]);

        Assert.Equal([0, 5, 10], geometry.PositionsMm);
        Assert.Equal(Head, geometry.Grid!.SliceDirection);
        Assert.True(geometry.IsVolume);
    }

    [Fact]
    public void From_WhenPlanesPointToTheFeet_StillOrdersFeetToHead()
    {
        // Rows to the right, columns to the back: the normal points to the feet.
        var geometry = StackGeometry.From([.. new[] { 0.0, 4, 8 }.Select(z => Plane(new(0, 0, z), -Left, Back))]);

        Assert.Equal([0, 4, 8], geometry.Planes.Select(p => p.Position!.Value.Z));
        Assert.Equal(Head, geometry.Grid!.SliceDirection);
    }

    [Fact]
    public void From_WhenPlanesAreSagittal_OrdersThemRightToLeft()
    {
        var geometry = StackGeometry.From([.. new[] { 6.0, -6, 0 }.Select(x => Plane(new(x, 0, 0), Back, -Head))]);

        Assert.Equal([-6, 0, 6], geometry.PositionsMm);
        Assert.Equal(Left, geometry.Grid!.SliceDirection);
    }

    [Fact]
    public void From_WhenPlanesAreCoronal_OrdersThemFrontToBack()
    {
        var geometry = StackGeometry.From([.. new[] { 6.0, -6, 0 }.Select(y => Plane(new(0, y, 0), Left, -Head))]);

        Assert.Equal([-6, 0, 6], geometry.PositionsMm);
        Assert.Equal(Back, geometry.Grid!.SliceDirection);
    }

    [Fact]
    public void From_WhenPixelsAreNotSquare_PutsColumnSpacingFirst()
    {
        // PixelSpacing 0.7\0.9: rows are 0.7 mm apart (along j), columns 0.9 mm (along i).
        var geometry = StackGeometry.From(
            [.. new[] { 0.0, 3 }.Select(z => Axial(z) with { RowSpacingMm = 0.7, ColumnSpacingMm = 0.9 })]);

        Assert.Equal(new Vector3d(0.9, 0.7, 3), geometry.Grid!.Spacing);
    }

    [Fact]
    public void From_WhenStackIsOblique_MeasuresAlongTheNormal()
    {
        // Rows (1, 0, 0), columns (0, 0.8, -0.6): normal (0, 0.6, 0.8). Steps of 5 mm along it: (0, 3, 4).
        var geometry = StackGeometry.From(
            [.. new[] { 0, 1, 2 }.Select(k => Plane(new(0, 3 * k, 4 * k), Left, new(0, 0.8, -0.6)))]);

        Assert.Equal(5, geometry.Grid!.Spacing.Z, precision: 9);
        Assert.Equal([0, 5, 10], geometry.PositionsMm!.Select(p => Math.Round(p, 9)));
        Assert.True(geometry.IsVolume);
    }

    [Fact]
    public void From_WhenASliceIsMissing_NamesTheSlicesAsTheViewerDoes()
    {
        // Six slices, counted from the head: z = 0 is slice 6, 5 is 5, 10 is 4, 22.5 is 3.
        var geometry = StackGeometry.From([.. new[] { 0, 5, 10, 22.5, 27.5, 32.5 }.Select(Axial)]);

        Assert.Equal(
            "Slices 3 and 4 are 12.5 mm apart, others 5 mm, so volume cannot be measured. Area can.", geometry.Problem);
        Assert.NotNull(geometry.Grid);
        Assert.False(geometry.IsVolume);
    }

    [Fact]
    public void From_WhenPositionsAreRoundedToTenths_IsAVolume()
    {
        // 1.25 mm spacing written with one decimal: 0, 1.3, 2.5, 3.8, 5.0.
        var geometry = StackGeometry.From([.. new[] { 0, 1.3, 2.5, 3.8, 5.0 }.Select(Axial)]);

        Assert.True(geometry.IsVolume);
        Assert.Equal(1.25, geometry.Grid!.Spacing.Z, precision: 9);
    }

    [Fact]
    public void From_WhenTwoImagesShareAPosition_SaysSo()
    {
        var geometry = StackGeometry.From([.. new[] { 0.0, 5, 5, 10 }.Select(Axial)]);

        Assert.Equal(
            "Slices 2 and 3 lie at the same position, so volume cannot be measured. Area can.", geometry.Problem);
    }

    [Fact]
    public void From_WhenGantryIsTilted_SaysTheAngle()
    {
        // Planes tilted by 15° about the left-right axis, the table moving straight along z by 5 mm:
        // shifted sideways by 5·sin 15° = 1.29 mm a slice.
        var (sin, cos) = Math.SinCos(15 * Math.PI / 180);
        var geometry = StackGeometry.From(
            [.. new[] { 0.0, 5, 10 }.Select(z => Plane(new(0, 0, z), Left, new(0, cos, -sin)))]);

        Assert.Equal(
            "Slices 2 and 3 are shifted sideways by 1.29 mm (15° gantry tilt), so volume cannot be measured. Area can.",
            geometry.Problem);
        Assert.Equal(5 * cos, geometry.Grid!.Spacing.Z, precision: 9);
    }

    [Fact]
    public void From_WhenThereIsOneImage_KeepsTheGridForAreas()
    {
        var geometry = StackGeometry.From([Axial(3) with { SliceThicknessMm = 5 }]);

        Assert.Equal("There is a single image, so volume cannot be measured. Area can.", geometry.Problem);
        Assert.Equal(5, geometry.Grid!.Spacing.Z);
    }

    [Fact]
    public void From_WhenAScoutCrossesTheStack_OrdersByNumber()
    {
        var geometry = StackGeometry.From(
        [
            Plane(new(0, 0, 0), Back, -Head) with { InstanceNumber = 2 },
            Axial(0) with { InstanceNumber = 1 },
        ]);

        Assert.Null(geometry.Grid);
        Assert.Equal([1, 2], geometry.Planes.Select(p => p.InstanceNumber));
        Assert.Equal("The images differ in orientation, so they are no volume.", geometry.Problem);
    }

    public static TheoryData<ImagePlane, string> Odd { get; } = new()
    {
        { Axial(5) with { Rows = 256 }, "The images differ in size, so they are no volume." },
        { Axial(5) with { RowSpacingMm = null }, "The images do not say how large a pixel is, so nothing can be measured in them." },
        { Axial(5) with { ColumnSpacingMm = 0 }, "The images do not say how large a pixel is, so nothing can be measured in them." },
        { Axial(5) with { RowSpacingMm = 0.9 }, "The images differ in pixel spacing, so they are no volume. Area can be measured." },
        {
            Axial(5) with { Position = null },
            "The images do not say where they lie in the patient, so volume cannot be measured. Area can."
        },
        {
            Axial(5) with { RowDirection = new(0, 0, 0) },
            "The images do not say where they lie in the patient, so volume cannot be measured. Area can."
        },
    };

    [Theory]
    [MemberData(nameof(Odd))]
    public void From_WhenOneImageIsOdd_HasNoGridAndSaysWhy(ImagePlane odd, string reason)
    {
        var geometry = StackGeometry.From([Axial(0), odd]);

        Assert.Null(geometry.Grid);
        Assert.Equal(reason, geometry.Problem);
    }

    private static ImagePlane Axial(double z) => Plane(new(0, 0, z), Left, Back);

    private static ImagePlane Plane(Vector3d position, Vector3d row, Vector3d column) =>
        new("1.2.3", 0, null, 512, 512, position, row, column, 0.8, 0.8, null);
}
