using Voxmark.Imaging.Conforming;
using Voxmark.Imaging.Geometry;

namespace Voxmark.Imaging.Tests.Conforming;

public sealed class AnatomicalAxesTests
{
    [Fact] // DICOM's x grows to the left, y to the back, z to the head.
    public void Of_FreeSurfersOrientation_IsLeftFeetFront() =>
        Assert.Equal([new Vector3d(1, 0, 0), new Vector3d(0, 0, -1), new Vector3d(0, -1, 0)], AnatomicalAxes.Of("LIA"));

    [Theory]
    [InlineData("")]
    [InlineData("LI")]
    [InlineData("LIAS")]
    [InlineData("LRA")] // one axis twice
    [InlineData("lia")]
    [InlineData("LIX")]
    public void Of_WhatIsNoOrientation_IsNull(string letters) => Assert.Null(AnatomicalAxes.Of(letters));
}
