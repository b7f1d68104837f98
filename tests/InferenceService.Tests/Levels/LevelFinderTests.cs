using Voxmark.Contracts.Inference;
using Voxmark.InferenceService.BodyComposition;
using Voxmark.InferenceService.Levels;
using Voxmark.Tests;

namespace Voxmark.InferenceService.Tests.Levels;

/// <summary>
/// Levels of the phantom, and of the shared CTs. Where the latter's L3 lies is documented with them (MANIFEST.md), as read by
/// others; no expert's truth. Parts of them count from the lowest slice.
/// </summary>
public sealed class LevelFinderTests
{
    private const double MostOffMm = 12;

    private static readonly Subject s_acrin = new(-629.5, "ct_acrin001", "dicom");
    private static readonly Subject s_totalseg = new(307.3, "ct_totalseg", "derived_dicom"); // slice 71
    private static readonly Subject s_crlm = new(-345, "ct_crlm1004", "dicom");

    private sealed record Subject(double L3, params string[] Path);

    [Fact]
    public void Find_OnThePhantom_FindsItsL3()
    {
        var phantom = new SpinePhantom();
        using var volume = phantom.Volume();

        var levels = Find(volume);

        Assert.InRange(L3Of(levels, 0), phantom.L3Mm - 4, phantom.L3Mm + 4);
        Assert.InRange(levels.Confidence, 0.9, 0.95);
    }

    [Fact] // L3's name is then one of two
    public void Find_OnThePhantomWithoutCrests_HasItsL3AmongTwoAndIsNotSure()
    {
        var phantom = new SpinePhantom(LumbosacralMm: -40, HasCrests: false);
        using var volume = phantom.Volume();

        var levels = Find(volume);

        Assert.Contains(new[] { 0, 1 }, place => Math.Abs(L3Of(levels, place) - phantom.L3Mm) < 4);
        Assert.InRange(levels.Confidence, 0, 0.5);
        Assert.False(levels.Preselect);
    }

    [SharedDataTheory] // the part from one height to another, mm above the lowest slice
    [InlineData(0, 1000)]
    [InlineData(0, 250)]
    [InlineData(0, 300)]
    [InlineData(60, 1000)]
    [InlineData(100, 300)]
    [InlineData(130, 250)]
    [InlineData(130, 330)]
    public void Find_OnAcrin_WithTheCrestsInView_FindsL3(int fromMm, int toMm) => FindsL3(s_acrin, fromMm, toMm);

    [SharedDataTheory]
    [InlineData(0, 1000)]
    [InlineData(0, 250)]
    [InlineData(0, 300)]
    [InlineData(60, 1000)]
    [InlineData(100, 300)]
    [InlineData(130, 250)]
    [InlineData(130, 330)]
    [InlineData(150, 1000)]
    public void Find_OnTotalseg_WithTheCrestsInView_FindsL3(int fromMm, int toMm) => FindsL3(s_totalseg, fromMm, toMm);

    [SharedDataFact]
    public void Find_OnCrlm_WhichEndsAboveTheCrests_HasL3AmongTwoAndIsNotSure() => HasL3AmongTwo(s_crlm, 0, 1000);

    [SharedDataTheory]
    [InlineData(0, 160)]
    [InlineData(0, 180)]
    public void Find_OnPartsOfCrlm_HasL3AmongTwoAndIsNotSure(int fromMm, int toMm) => HasL3AmongTwo(s_crlm, fromMm, toMm);

    [SharedDataTheory]
    [InlineData(150, 1000)] // of the left crest there is nothing left
    [InlineData(180, 1000)]
    public void Find_OnAcrinWithoutTheCrests_HasL3AmongTwoAndIsNotSure(int fromMm, int toMm) => HasL3AmongTwo(s_acrin, fromMm, toMm);

    [SharedDataFact]
    public void Find_OnTotalsegWithoutTheCrests_HasL3AmongTwoAndIsNotSure() => HasL3AmongTwo(s_totalseg, 180, 1000);

    [SharedDataTheory] // no L3 at all, or a part of it: whatever it is called, nobody is sure of it
    [InlineData(0, 120)]
    [InlineData(0, 160)]
    [InlineData(0, 200)]
    [InlineData(230, 1000)]
    public void Find_WhereL3IsNotInView_IsNotSure(int fromMm, int toMm)
    {
        foreach (var subject in new[] { s_acrin, s_totalseg })
        {
            using var volume = Part(subject, fromMm, toMm);
            Assert.InRange(Find(volume).Confidence, 0, 0.499);
        }
    }

    [SharedDataFact] // the positions alone, whatever the names; totalseg's L3 is documented as the slices 65 to 79
    public void Find_OnEachSubject_PutsAVertebraWhereL3Is()
    {
        foreach (var (subject, middle) in new[] { (s_acrin, s_acrin.L3), (s_totalseg, 310.3), (s_crlm, s_crlm.L3) })
        {
            using var volume = Part(subject, 0, 1000);
            Assert.InRange(Find(volume).Levels.Min(level => Math.Abs(level.Z - middle)), 0, 8);
        }
    }

    private static void FindsL3(Subject subject, int fromMm, int toMm)
    {
        using var volume = Part(subject, fromMm, toMm);

        var levels = Find(volume);

        Assert.InRange(L3Of(levels, 0), subject.L3 - MostOffMm, subject.L3 + MostOffMm);
        Assert.InRange(levels.Confidence, 0.5, 0.95);
    }

    private static void HasL3AmongTwo(Subject subject, int fromMm, int toMm)
    {
        using var volume = Part(subject, fromMm, toMm);

        var levels = Find(volume);

        Assert.Contains(new[] { 0, 1 }, place => Math.Abs(L3Of(levels, place) - subject.L3) < MostOffMm);
        Assert.InRange(levels.Confidence, 0, 0.499);
    }

    private static TestVolume Part(Subject subject, double fromMm, double toMm)
    {
        var ct = SharedCt.Of(subject.Path);
        var first = (int)(fromMm / ct.SliceMm);
        return ct.Volume(first, Math.Min(ct.Slices - first, (int)((toMm - fromMm) / ct.SliceMm)));
    }

    private static SeriesLevels Find(TestVolume volume)
    {
        Assert.Null(LevelFinder.WhatDoesNotFit(volume.Volume.Header));
        var found = LevelFinder.Find(volume.Volume, new VertebraTracks(), CancellationToken.None);
        return found!.ToContract("2.25.1", "1", DateTimeOffset.UnixEpoch);
    }

    /// <summary>z of the vertebra that is called L3 in one of the numberings; far away when it is none.</summary>
    private static double L3Of(SeriesLevels levels, int place) =>
        levels.Numberings[place].Names.ToList().IndexOf("L3") is >= 0 and var index ? levels.Levels[index].Z : double.MaxValue;
}
