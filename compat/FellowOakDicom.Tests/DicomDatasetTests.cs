using FellowOakDicom;

namespace Voxmark.FellowOakDicom.Tests;

public sealed class DicomDatasetTests
{
    [Fact]
    public void GetSingleValue_WhenAbsent_ThrowsDicomDataException() =>
        Assert.Throws<DicomDataException>(() => new DicomDataset().GetSingleValue<int>(DicomTag.Rows));

    [Fact]
    public void GetSingleValue_WhenSeveral_ThrowsDicomDataException()
    {
        var dataset = new DicomDataset().Add(DicomTag.PixelSpacing, 1m, 2m);

        Assert.Throws<DicomDataException>(() => dataset.GetSingleValue<decimal>(DicomTag.PixelSpacing));
    }

    [Fact]
    public void GetValue_ConvertsBetweenNumberTypes()
    {
        var dataset = new DicomDataset().Add(DicomTag.SliceThickness, "2.50").Add(DicomTag.InstanceNumber, 42);

        Assert.Equal(2.5, dataset.GetValue<double>(DicomTag.SliceThickness, 0));
        Assert.Equal(42L, dataset.GetValue<long>(DicomTag.InstanceNumber, 0));
        Assert.Equal("2.50", dataset.GetString(DicomTag.SliceThickness));
    }

    [Fact]
    public void TryGetSingleValue_WhenTextIsNoNumber_ReturnsFalse()
    {
        var dataset = new DicomDataset().NotValidated().Add(DicomTag.NumberOfFrames, "1A");

        Assert.False(dataset.TryGetSingleValue<int>(DicomTag.NumberOfFrames, out _));
        Assert.Equal(1, dataset.GetSingleValueOrDefault(DicomTag.NumberOfFrames, 1));
    }

    [Fact]
    public void TryGetString_WhenEmpty_ReturnsEmptyText()
    {
        var dataset = new DicomDataset().Add(DicomTag.PatientID, "");

        Assert.True(dataset.TryGetString(DicomTag.PatientID, out var text));
        Assert.Equal("", text);
    }

    [Fact]
    public void Add_WhenPresent_ThrowsArgumentException()
    {
        var dataset = new DicomDataset().Add(DicomTag.PatientID, "A");

        Assert.Throws<ArgumentException>(() => dataset.Add(DicomTag.PatientID, "B"));
    }

    [Fact]
    public void AddOrUpdate_WhenPresent_Replaces()
    {
        var dataset = new DicomDataset().Add(DicomTag.PatientID, "A").AddOrUpdate(DicomTag.PatientID, "B");

        Assert.Equal("B", dataset.GetString(DicomTag.PatientID));
    }

    [Fact]
    public void Add_WhenTypeDoesNotFitVr_ThrowsInvalidOperationException() =>
        Assert.Throws<InvalidOperationException>(() => new DicomDataset().Add(DicomTag.Rows, (short)-1));

    [Theory]
    [InlineData("1.2.03")]
    [InlineData("1.2.x")]
    public void Add_WhenUidIsInvalid_ThrowsDicomValidationException(string uid) =>
        Assert.Throws<DicomValidationException>(() => new DicomDataset().Add(DicomTag.SOPInstanceUID, uid));

    [Fact]
    public void Add_WhenNotValidated_TakesInvalidValues()
    {
        var dataset = new DicomDataset().NotValidated().Add(DicomTag.PatientSex, "male!");

        Assert.Equal("male!", dataset.GetString(DicomTag.PatientSex));
    }

    [Fact]
    public void Enumeration_IsInTagOrder()
    {
        var dataset = new DicomDataset()
            .Add(DicomTag.PixelData, new byte[2]).Add(DicomTag.Modality, "CT").Add(DicomTag.PatientID, "A");

        Assert.Equal([DicomTag.Modality, DicomTag.PatientID, DicomTag.PixelData], dataset.Select(item => item.Tag));
    }

    [Fact]
    public void Add_WhenPrivate_ReservesBlock()
    {
        var dataset = new DicomDataset()
            .Add(DicomVR.CS, new DicomTag(0x0029, 0x01, "FIRST"), "A")
            .Add(DicomVR.CS, new DicomTag(0x0029, 0x01, "SECOND"), "B");

        Assert.Equal("SECOND", dataset.GetString(new DicomTag(0x0029, 0x0011)));
        Assert.Equal("B", dataset.GetString(new DicomTag(0x0029, 0x1101)));
    }

    [Fact]
    public void Clone_WhenItemOfSequenceIsChanged_LeavesOriginal()
    {
        var original = new DicomDataset().Add(
            new DicomSequence(DicomTag.ReferencedSeriesSequence, new DicomDataset().Add(DicomTag.PatientID, "A")));

        original.Clone().GetSequence(DicomTag.ReferencedSeriesSequence).Items[0].AddOrUpdate(DicomTag.PatientID, "B");

        Assert.Equal("A", original.GetSequence(DicomTag.ReferencedSeriesSequence).Items[0].GetString(DicomTag.PatientID));
    }

    [Fact]
    public void GetDateTime_JoinsDateAndTime()
    {
        var dataset = new DicomDataset().Add(DicomTag.StudyDate, "20040119").Add(DicomTag.StudyTime, "072731.5");

        Assert.Equal(
            new DateTime(2004, 1, 19, 7, 27, 31), dataset.GetDateTime(DicomTag.StudyDate, DicomTag.StudyTime));
    }

    [Theory]
    [InlineData("20040119", 2004, 1, 19)]
    [InlineData("2004.01.19", 2004, 1, 19)]      // ACR-NEMA
    public void GetValue_OfDate_ReadsBothNotations(string text, int year, int month, int day)
    {
        var dataset = new DicomDataset().NotValidated().Add(DicomTag.StudyDate, text);

        Assert.Equal(new DateTime(year, month, day), dataset.GetValue<DateTime>(DicomTag.StudyDate, 0));
    }

    [Fact]
    public void PersonName_HasComponents()
    {
        var name = new DicomPersonName(DicomTag.PatientName, "Adams^John Robert Quincy^^Rev.^B.A. M.Div.");

        Assert.Equal(("Adams", "John Robert Quincy", "", "Rev.", "B.A. M.Div."),
            (name.Last, name.First, name.Middle, name.Prefix, name.Suffix));   // PS3.5 section 6.2.1.1, example
    }
}
