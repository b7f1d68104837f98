using System.Net;
using Voxmark.Fixtures.Dicom;
using Voxmark.IngestService.Tests.DicomWeb;

namespace Voxmark.IngestService.Tests.Qido;

/// <summary>Four studies: three of one patient's name, one of a Korean one with three groups.</summary>
public sealed class SearchedArchive : IAsyncLifetime
{
    public const string Korean = "Hong^Gildong=洪^吉洞=홍^길동";

    private readonly IngestFactory _factory = new();

    public HttpClient Client { get; private set; } = null!;

    public CtImage Hong { get; } = new() { PatientName = Korean, PatientId = "KR_1", StudyDate = "20250301" };

    public CtImage[] Smiths { get; } =
    [
        new() { PatientName = "Smith^Ann", PatientId = "S-1", StudyDate = "20260101", StudyTime = "083000" },
        new() { PatientName = "Smith^Ann", PatientId = "S-1", StudyDate = "20260102" },
        new() { PatientName = "Smithson^Bob", PatientId = "S-2", StudyDate = "20260103", Modality = "MR" },
    ];

    public async Task InitializeAsync()
    {
        await _factory.InitializeAsync();
        Client = _factory.ClientOf("researcher");
        var second = Smiths[0] with { SopInstanceUid = $"{Smiths[0].SopInstanceUid}.2", InstanceNumber = 2 };
        await _factory.ClientOf("annotator").StoreAsync([.. Smiths.Append(second).Append(Hong).Select(image => image.ToBytes())]);
    }

    public Task DisposeAsync() => _factory.DisposeAsync().AsTask();
}

public sealed class QidoTests(SearchedArchive archive) : IClassFixture<SearchedArchive>
{
    private const string PatientName = "00100010";
    private const string StudyInstanceUid = "0020000D";

    private readonly HttpClient _client = archive.Client;

    [Theory]
    [InlineData("PatientName=Smith^Ann", 2)]
    [InlineData("PatientName=smith^ann", 2)] // names whatever their case
    [InlineData("PatientName=smith*", 3)]
    [InlineData("00100010=*son*", 1)]
    [InlineData("PatientName=Smith^?nn", 2)]
    [InlineData("PatientName=Smith", 0)] // no wildcard: the whole name
    [InlineData("PatientName=홍^길동", 1)] // a group of three
    [InlineData("PatientName=洪*", 1)]
    [InlineData("PatientName=*길*", 1)]
    [InlineData("PatientName=gildong hong&fuzzymatching=true", 1)]
    [InlineData("PatientID=KR_1", 1)]
    [InlineData("PatientID=KR%251", 0)] // % and _ are no wildcards here
    [InlineData("PatientID=S_1", 0)]
    [InlineData("PatientID=*S-*", 3)]
    [InlineData("StudyDate=20260101", 1)]
    [InlineData("StudyDate=20260102-", 2)]
    [InlineData("StudyDate=-20260101", 2)]
    [InlineData("StudyDate=20260101-20260102", 2)]
    [InlineData("StudyDate=20260101&StudyTime=08-0830", 1)]
    [InlineData("StudyDate=20260101&StudyTime=0831-", 0)]
    [InlineData("ModalitiesInStudy=MR", 1)]
    [InlineData("ModalitiesInStudy=MR,CT", 4)]
    [InlineData("AccessionNumber=*A-00*", 4)]
    [InlineData("StudyDescription=*PHANTOM", 4)]
    [InlineData("PatientName=*", 4)] // any
    [InlineData("PatientName=", 4)]
    public async Task SearchStudies_ByAttribute_FindsThoseThatMatch(string query, int count) =>
        Assert.Equal(count, (await _client.SearchAsync($"studies?{query}")).Length);

    [Fact]
    public async Task SearchStudies_AsOhifAsks_AnswersWhatItReads()
    {
        var study = Assert.Single(await _client.SearchAsync(
            "studies?limit=101&offset=0&fuzzymatching=false&includefield=00081030,00080060,00080090,00100030"
            + "&PatientName=*smith*&ModalitiesInStudy=CT&StudyDate=20260101-20260101&00100020=*S-1*&AccessionNumber=*A*"
            + "&StudyDescription=*abd*"));

        Assert.Equal(archive.Smiths[0].StudyInstanceUid, study.Value(StudyInstanceUid));
        Assert.Equal("20260101", study.Value("00080020"));
        Assert.Equal("083000", study.Value("00080030"));
        Assert.Equal("A-0001", study.Value("00080050"));
        Assert.Equal("S-1", study.Value("00100020"));
        Assert.Equal("Smith^Ann", study.GetProperty(PatientName).GetProperty("Value")[0].GetProperty("Alphabetic").GetString());
        Assert.Equal("2", study.Value("00201208")); // instances
        Assert.Equal("1", study.Value("00201206")); // series
        Assert.Equal("CT", study.Value("00080061"));
        Assert.Equal("Abdomen phantom", study.Value("00081030"));
    }

    [Theory]
    [InlineData("studies")]
    [InlineData("series")]
    [InlineData("instances")]
    public async Task Search_WithAFieldThatIsNotIndexed_AnswersItFromTheFile(string level)
    {
        var found = await _client.SearchAsync($"{level}?PatientID=KR_1&includefield=PatientWeight&includefield=00280030,00101020");

        var answer = Assert.Single(found);
        Assert.Equal("58.5", answer.Value("00101030"));
        Assert.Equal("1.62", answer.Value("00101020"));
        Assert.Equal(2, answer.GetProperty("00280030").GetProperty("Value").GetArrayLength());
        Assert.Equal("KR_1", answer.Value("00100020"));
    }

    [Fact]
    public async Task SearchStudies_OfAKoreanName_AnswersItsThreeGroups()
    {
        var name = Assert.Single(await _client.SearchAsync("studies?PatientID=KR_1")).GetProperty(PatientName).GetProperty("Value")[0];

        Assert.Equal("Hong^Gildong", name.GetProperty("Alphabetic").GetString());
        Assert.Equal("洪^吉洞", name.GetProperty("Ideographic").GetString());
        Assert.Equal("홍^길동", name.GetProperty("Phonetic").GetString());
    }

    [Fact]
    public async Task SearchStudies_ByPages_HasEachOnceNewestFirst()
    {
        var pages = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => _client.SearchAsync($"studies?limit=1&offset={i}")));

        Assert.Equal(["20260103", "20260102", "20260101", "20250301"], pages.SelectMany(p => p).Select(s => s.Value("00080020")));
    }

    [Fact]
    public async Task SearchStudies_WithMoreThanTheLimit_Warns()
    {
        var cut = await _client.GetAsync("/dicom-web/studies?limit=3");
        var whole = await _client.GetAsync("/dicom-web/studies?limit=4");

        Assert.StartsWith("299 ", Assert.Single(cut.Headers.GetValues("Warning")), StringComparison.Ordinal);
        Assert.False(whole.Headers.Contains("Warning"));
    }

    [Fact]
    public async Task SearchStudies_ByAListOfUids_FindsEach() =>
        Assert.Equal(2, (await _client.SearchAsync(
            $"studies?StudyInstanceUID={archive.Hong.StudyInstanceUid},{archive.Smiths[1].StudyInstanceUid},9.9")).Length);

    [Fact]
    public async Task SearchStudies_WithoutAMatch_Is204() =>
        Assert.Equal(HttpStatusCode.NoContent, (await _client.GetAsync("/dicom-web/studies?PatientID=nobody")).StatusCode);

    [Fact]
    public async Task SearchSeries_OfAStudy_AnswersWhatOhifReads()
    {
        var series = Assert.Single(await _client.SearchAsync(
            $"studies/{archive.Smiths[0].StudyInstanceUid}/series?includefield=0008103E,00080021"));

        Assert.Equal(archive.Smiths[0].SeriesInstanceUid, series.Value("0020000E"));
        Assert.Equal("CT", series.Value("00080060"));
        Assert.Equal("2", series.Value("00200011"));
        Assert.Equal("2", series.Value("00201209"));
        Assert.Equal("Axial 5 mm", series.Value("0008103E"));
    }

    [Fact]
    public async Task SearchSeries_InTheWholeArchive_MatchesStudysAttributesToo() =>
        Assert.Equal(archive.Smiths[2].SeriesInstanceUid, Assert.Single(
            await _client.SearchAsync("series?Modality=MR&PatientName=Smith*")).Value("0020000E"));

    [Fact]
    public async Task SearchInstances_AtEveryLevel_FindsThem()
    {
        var image = archive.Smiths[0];

        Assert.Equal(5, (await _client.SearchAsync("instances")).Length);
        Assert.Equal(2, (await _client.SearchAsync($"studies/{image.StudyInstanceUid}/instances")).Length);
        var first = (await _client.SearchAsync(
            $"studies/{image.StudyInstanceUid}/series/{image.SeriesInstanceUid}/instances?limit=1&includefield=00080018"))[0];
        Assert.Equal(image.SopInstanceUid, first.Value("00080018"));
        Assert.Equal("8", first.Value("00280010"));
        Assert.EndsWith(
            $"/dicom-web/studies/{image.StudyInstanceUid}/series/{image.SeriesInstanceUid}/instances/{image.SopInstanceUid}",
            first.Value("00081190"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("StudyDate=yesterday")]
    [InlineData("StudyDate=20260230")]
    [InlineData("StudyTime=noon")]
    [InlineData("StudyInstanceUID=1.2.x")]
    [InlineData("limit=-1")]
    [InlineData("offset=many")]
    [InlineData("fuzzymatching=perhaps")]
    [InlineData("includefield=NoSuchThing")]
    [InlineData("NoSuchThing=1")]
    [InlineData("InstanceNumber=1")] // an instance's, not a study's
    [InlineData("PatientName=%00")]
    public async Task SearchStudies_ByNonsense_Is400WithAReason(string query)
    {
        var response = await _client.GetAsync($"/dicom-web/studies?{query}");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task SearchStudies_AcceptingXmlOnly_Is406() =>
        Assert.Equal(HttpStatusCode.NotAcceptable, (await _client.GetAsync("/dicom-web/studies", "application/dicom+xml")).StatusCode);
}
