using FellowOakDicom;
using Voxmark.Contracts.Ingest;
using Voxmark.Fixtures.Dicom;

namespace Voxmark.IngestService.Tests.Storage;

/// <summary>A study is one patient's, whatever its identifier says.</summary>
public sealed class IdentityTests(IngestFactory factory) : IClassFixture<IngestFactory>
{
    private readonly HttpClient _client = factory.ClientOf("annotator");

    [Theory]
    [InlineData("Hong^Gildong", "P1", "HONG^GILDONG=洪^吉洞=홍^길동", "P1")]
    [InlineData("Kim, A.", "P1", "Kim^A", "p1")]
    [InlineData("Kim^A", "P1", "", "P1")]
    [InlineData("Kim^A", "", "Kim^A", "P1")]
    [InlineData("^^^^", "P1", "Kim^A", "P1")]
    public async Task Upload_OfTheSamePatientWrittenOtherwise_StaysInTheStudy(string name, string id, string otherName, string otherId)
    {
        var first = new CtImage { PatientName = name, PatientId = id };
        var second = InAnotherSeries(first) with { PatientName = otherName, PatientId = otherId };

        Assert.Equal((first.StudyInstanceUid, first.StudyInstanceUid), (await StudyOfAsync(first), await StudyOfAsync(second)));
    }

    [Theory]
    [InlineData("Lee^B", "P1")]
    [InlineData("Kim^A", "P2")]
    public async Task Upload_OfAnotherPatient_MakesAStudyOfItsOwn(string otherName, string otherId)
    {
        var first = new CtImage { PatientName = "Kim^A", PatientId = "P1" };
        var other = InAnotherSeries(first) with { PatientName = otherName, PatientId = otherId };
        var third = InAnotherSeries(other);

        await StudyOfAsync(first);
        var own = await StudyOfAsync(other);

        Assert.NotEqual(first.StudyInstanceUid, own);
        Assert.Equal(own, await StudyOfAsync(third)); // all of that patient's are together
        Assert.Equal(FileDisposition.AlreadyThere, (await _client.SendAsync(other.ToBytes())).Outcome);
    }

    [Fact]
    public async Task Upload_WithAnotherBirthDate_MakesAStudyOfItsOwn()
    {
        var first = new CtImage();
        await _client.SendAsync(Bytes(first, "19610102"));

        Assert.NotEqual(first.StudyInstanceUid, (await _client.SendAsync(Bytes(InAnotherSeries(first), "19710102"))).StudyInstanceUid);
    }

    [Fact]
    public async Task Upload_OfAnotherPatientInTheSameSeries_IsSetAside()
    {
        var first = new CtImage { PatientId = "P1" };
        await StudyOfAsync(first);

        var outcome = await _client.SendAsync((first with { SopInstanceUid = DicomUID.Generate().UID, PatientId = "P2" }).ToBytes());

        Assert.Equal(FileDisposition.Quarantined, outcome.Outcome);
        Assert.NotNull(outcome.Reason);
    }

    private async Task<string?> StudyOfAsync(CtImage image)
    {
        var outcome = await _client.SendAsync(image.ToBytes());
        Assert.Equal(FileDisposition.Stored, outcome.Outcome);
        return outcome.StudyInstanceUid;
    }

    private static CtImage InAnotherSeries(CtImage image) =>
        image with { SeriesInstanceUid = DicomUID.Generate().UID, SopInstanceUid = DicomUID.Generate().UID };

    private static byte[] Bytes(CtImage image, string birthDate)
    {
        var file = image.ToFile();
        file.Dataset.AddOrUpdate(DicomTag.PatientBirthDate, birthDate);
        using var stream = new MemoryStream();
        file.Save(stream);
        return stream.ToArray();
    }
}
