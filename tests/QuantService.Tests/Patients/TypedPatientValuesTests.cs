using Voxmark.Contracts;
using Voxmark.Contracts.Ingest;
using Voxmark.QuantService.Patients;

namespace Voxmark.QuantService.Tests.Patients;

/// <summary>What is typed goes before what the images say, and what the images say needs no typing.</summary>
public sealed class TypedPatientValuesTests
{
    private static readonly Person Park = new("park", "Dr Park");
    private static readonly PatientValues Images = new(HeightCm: 163, WeightKg: null, null, null);

    [Theory]
    [InlineData(163)]
    [InlineData(163.04)]
    public void With_WhatTheImagesSay_IsTheImagesOwn(double heightCm) => Assert.Null(Typed(heightCm).Height);

    [Fact]
    public void With_AnotherHeight_IsTyped() =>
        Assert.Equal(new TypedValue(170, Park, DateTimeOffset.UnixEpoch), Typed(170).Height);

    [Fact]
    public void With_AWeightThatTheImagesDoNotState_IsTyped() =>
        Assert.Equal(70, Untyped.With(null, 70, Images, Park, DateTimeOffset.UnixEpoch).Weight?.Value);

    [Fact]
    public void With_Nothing_ForgetsWhatWasTyped() =>
        Assert.Null(Typed(170).With(null, null, Images, Park with { Id = "kim" }, DateTimeOffset.UnixEpoch).Height);

    private static TypedPatientValues Untyped => new() { StudyInstanceUid = "1.2" };

    private static TypedPatientValues Typed(double heightCm) =>
        Untyped.With(heightCm, null, Images, Park, DateTimeOffset.UnixEpoch);
}
