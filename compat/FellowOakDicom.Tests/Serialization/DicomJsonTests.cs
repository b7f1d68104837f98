using System.Diagnostics;
using System.Text.Json;
using FellowOakDicom;
using FellowOakDicom.IO.Buffer;
using FellowOakDicom.Serialization;
using Voxmark.Tests;

namespace Voxmark.FellowOakDicom.Tests.Serialization;

public sealed class DicomJsonTests
{
    /// <summary>Of the example in PS3.18 section F.4: those of its attributes that are not empty.</summary>
    private const string StandardExample =
        """
        {
          "0020000D": { "vr": "UI", "Value": [ "1.2.392.200036.9116.2.2.2.1762893313.1029997326.945873" ] },
          "00080005": { "vr": "CS", "Value": [ "ISO_IR192" ] },
          "00080020": { "vr": "DA", "Value": [ "20130409" ] },
          "00080030": { "vr": "TM", "Value": [ "131600.0000" ] },
          "00080050": { "vr": "SH", "Value": [ "11235813" ] },
          "00080061": { "vr": "CS", "Value": [ "CT", "PET" ] },
          "00080090": { "vr": "PN", "Value": [ { "Alphabetic": "^Bob^^Dr." } ] },
          "00091002": { "vr": "UN", "InlineBinary": "z0x9c8v7" },
          "00100010": { "vr": "PN", "Value": [ { "Alphabetic": "Wang^XiaoDong", "Ideographic": "王^小東" } ] },
          "00101002": { "vr": "SQ", "Value": [
            { "00100020": { "vr": "LO", "Value": [ "54321" ] }, "00100021": { "vr": "LO", "Value": [ "Hospital B" ] } },
            { "00100020": { "vr": "LO", "Value": [ "24680" ] }, "00100021": { "vr": "LO", "Value": [ "Hospital C" ] } } ] },
          "00201206": { "vr": "IS", "Value": [ 4 ] },
          "00201208": { "vr": "IS", "Value": [ 942 ] }
        }
        """;

    [Fact]
    public void ConvertJsonToDicom_OfTheStandardsExample_HasItsValues()
    {
        var dataset = DicomJson.ConvertJsonToDicom(StandardExample, autoValidate: false);

        Assert.Equal("Wang^XiaoDong=王^小東", dataset.GetString(DicomTag.PatientName));
        Assert.Equal(["CT", "PET"], dataset.GetValues<string>(DicomTag.ModalitiesInStudy));
        Assert.Equal(942, dataset.GetSingleValue<int>(DicomTag.NumberOfStudyRelatedInstances));
        Assert.Equal("Hospital C", dataset.GetSequence(DicomTag.OtherPatientIDsSequence).Items[1].GetString(DicomTag.IssuerOfPatientID));
        Assert.Equal([0xcf, 0x4c, 0x7d, 0x73, 0xcb, 0xfb], dataset.GetDicomItem<DicomUnknown>(new(0x0009, 0x1002)).Buffer.Data);
    }

    [Fact]
    public void ConvertDicomToJson_OfTheStandardsExample_IsTheExample()
    {
        var dataset = DicomJson.ConvertJsonToDicom(StandardExample, autoValidate: false);

        Assert.True(JsonElement.DeepEquals(Parse(StandardExample), Parse(DicomJson.ConvertDicomToJson(dataset))));
    }

    [Theory]
    [InlineData("1.500", "1.500")]
    [InlineData("+5", "5")]
    [InlineData("-007.25", "-7.25")]
    [InlineData(".5", "0.5")]
    [InlineData("5.", "5")]
    [InlineData(" 1e-3 ", "1e-3")]
    [InlineData("-1.2E+08", "-1.2E+08")]
    [InlineData("000", "0")]
    public void ConvertDicomToJson_OfDecimalStrings_WritesJsonNumbers(string text, string expected) =>
        Assert.Contains($"\"Value\":[{expected}]", DicomJson.ConvertDicomToJson(Unvalidated(
            new DicomDecimalString(DicomTag.SliceThickness, text))), StringComparison.Ordinal);

    [Fact]
    public void ConvertDicomToJson_OfADecimalStringThatIsNone_Throws() =>
        Assert.Throws<FormatException>(() =>
            DicomJson.ConvertDicomToJson(Unvalidated(new DicomDecimalString(DicomTag.SliceThickness, "5mm"))));

    [Fact]
    public void ConvertDicomToJson_PreferringNumbers_WritesWhatIsNoneAsText() =>
        Assert.Contains("\"Value\":[\"1A\"]", DicomJson.ConvertDicomToJson(
            Unvalidated(new DicomIntegerString(DicomTag.NumberOfFrames, "1A")),
            numberSerializationMode: NumberSerializationMode.PreferablyAsNumber), StringComparison.Ordinal);

    [Fact]
    public void ConvertDicomToJson_OfAnEmptyAmongSeveral_WritesNull() =>
        Assert.Contains("\"Value\":[\"A\",null,\"B\"]", DicomJson.ConvertDicomToJson(
            new DicomDataset { { DicomTag.ImageType, "A", "", "B" } }), StringComparison.Ordinal);

    [Fact]
    public void ConvertDicomToJson_OfAnEmptyAttribute_HasNoValue() =>
        Assert.Equal("""{"00100020":{"vr":"LO"}}""", DicomJson.ConvertDicomToJson(new DicomDataset { { DicomTag.PatientID, "" } }));

    [Fact]
    public void ConvertDicomToJson_OfNumbersThatJsonLacks_WritesTheirNames() =>
        Assert.Contains("[1.5,\"NaN\",\"-Infinity\"]", DicomJson.ConvertDicomToJson(Unvalidated(
            new DicomFloatingPointDouble(DicomTag.EventTimeOffset, 1.5, double.NaN, double.NegativeInfinity))), StringComparison.Ordinal);

    [Fact]
    public void ConvertDicomToJson_OfAnAddressedValue_WritesTheAddress()
    {
        var dataset = new DicomDataset(new DicomOtherWord(DicomTag.PixelData, new BulkDataUriByteBuffer("http://x/1")));

        var json = DicomJson.ConvertDicomToJson(dataset);

        Assert.Equal("""{"7FE00010":{"vr":"OW","BulkDataURI":"http://x/1"}}""", json);
        var read = Assert.IsAssignableFrom<IBulkDataUriByteBuffer>(
            DicomJson.ConvertJsonToDicom(json).GetDicomItem<DicomElement>(DicomTag.PixelData).Buffer);
        Assert.Equal("http://x/1", read.BulkDataUri);
    }

    [Fact]
    public void ConvertJsonToDicom_WithTheVrLast_ReadsTheValue() =>
        Assert.Equal("7", DicomJson.ConvertJsonToDicom("""{"00100020":{"Value":["7"],"vr":"LO"}}""").GetString(DicomTag.PatientID));

    [Theory]
    [InlineData("[]")]
    [InlineData("""{"00100020":7}""")]
    [InlineData("""{"00100020":{"Value":["7"]}}""")]
    [InlineData("""{"00100020":{"vr":"XX","Value":["7"]}}""")]
    [InlineData("""{"NoSuchKeyword":{"vr":"LO"}}""")]
    [InlineData("""{"00280010":{"vr":"US","Value":["many"]}}""")]
    [InlineData("""{"00280010":{"vr":"US","Value":[70000]}}""")]
    [InlineData("""{"7FE00010":{"vr":"OW","InlineBinary":"§"}}""")]
    [InlineData("""{"00100020":{"vr":"LO","Value":"7"}}""")]
    public void ConvertJsonToDicom_OfWhatIsNoDicom_Throws(string json) =>
        Assert.Throws<JsonException>(() => DicomJson.ConvertJsonToDicom(json, autoValidate: false));

    [Fact]
    public void ConvertJsonToDicom_OfSequencesTooDeep_Throws()
    {
        var json = string.Concat(Enumerable.Repeat("""{"00101002":{"vr":"SQ","Value":[""", 1000)) + "{}"
            + string.Concat(Enumerable.Repeat("]}}", 1000));

        Assert.Throws<JsonException>(() => DicomJson.ConvertJsonToDicom(json));
    }

    [SharedDataTheory]
    [InlineData("04_photometric_bits/CT_small.dcm")]
    [InlineData("04_photometric_bits/1.dcm")]
    [InlineData("05_charset/chrI2.dcm")]
    [InlineData("05_charset/chrH31.dcm")]
    [InlineData("09_objects/rtplan.dcm")]
    [InlineData("09_objects/rtstruct.dcm")]
    [InlineData("09_objects/seg_image_ct_binary.dcm")]
    public void ConvertDicomToJson_OfARealFile_IsWhatPydicomSays(string name)
    {
        var path = SharedData.PathOf("zoo/" + name);
        var ours = Parse(DicomJson.ConvertDicomToJson(
            DicomFile.Open(path).Dataset.NotValidated(), numberSerializationMode: NumberSerializationMode.PreferablyAsNumber));
        var theirs = Parse(Pydicom(path));

        Assert.Equal(
            theirs.EnumerateObject().Where(a => !a.Name.EndsWith("0000", StringComparison.Ordinal)).Select(a => a.Name),
            ours.EnumerateObject().Select(a => a.Name));
        foreach (var attribute in theirs.EnumerateObject().Where(a => ours.TryGetProperty(a.Name, out _)))
            AssertSame(attribute.Name, attribute.Value, ours.GetProperty(attribute.Name));
    }

    private static void AssertSame(string where, JsonElement expected, JsonElement actual)
    {
        if (actual.ValueKind == JsonValueKind.Null && expected.ValueEquals(""))
            return; // an empty one of several: null by PS3.18 section F.2.5, though pydicom writes an empty text
        Assert.True(expected.ValueKind == actual.ValueKind, $"{where}: {expected} and {actual}");
        switch (expected.ValueKind)
        {
            case JsonValueKind.Number:
                Assert.Equal(expected.GetDouble(), actual.GetDouble(), 1e-6 * Math.Abs(expected.GetDouble()));
                break;
            case JsonValueKind.Array:
                Assert.Equal(expected.GetArrayLength(), actual.GetArrayLength());
                foreach (var (one, other) in expected.EnumerateArray().Zip(actual.EnumerateArray()))
                    AssertSame(where, one, other);
                break;
            case JsonValueKind.Object:
                foreach (var member in expected.EnumerateObject().Where(m => !m.Name.EndsWith("0000", StringComparison.Ordinal)))
                {
                    Assert.True(actual.TryGetProperty(member.Name, out var value), $"{where}: no {member.Name} in {actual}");
                    AssertSame($"{where}.{member.Name}", member.Value, value);
                }

                break;
            default:
                Assert.Equal($"{where}: {expected}", $"{where}: {actual}");
                break;
        }
    }

    private static string Pydicom(string path)
    {
        var start = new ProcessStartInfo("/usr/bin/python3") { RedirectStandardOutput = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add("import sys, pydicom; print(pydicom.dcmread(sys.argv[1], force=True).to_json(bulk_data_threshold=10**9))");
        start.ArgumentList.Add(path);
        using var python = Process.Start(start)!;
        var output = python.StandardOutput.ReadToEnd();
        python.WaitForExit();
        Assert.Equal(0, python.ExitCode);
        return output;
    }

    private static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    private static DicomDataset Unvalidated(DicomItem item)
    {
        var dataset = new DicomDataset().NotValidated();
        dataset.Add(item);
        return dataset;
    }
}
