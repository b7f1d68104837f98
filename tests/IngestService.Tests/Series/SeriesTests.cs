using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Runtime.InteropServices;
using Voxmark.Contracts.Ingest;
using Voxmark.Fixtures.Dicom;
using Voxmark.Imaging.Phantoms;

namespace Voxmark.IngestService.Tests.Series;

/// <summary>The abdomen phantom, uploaded once.</summary>
public sealed class UploadedPhantom : IAsyncLifetime
{
    public AbdomenPhantom Phantom { get; } = new(Columns: 64, Rows: 48, Slices: 6, PixelMm: 6);

    public IngestFactory Factory { get; } = new();

    public PhantomSeries Series { get; private set; } = null!;

    public SeriesDetail Detail { get; private set; } = null!;

    public HttpClient Client { get; private set; } = null!;

    public string Path => $"/api/series/{Series.SeriesInstanceUid}";

    public async Task InitializeAsync()
    {
        await Factory.InitializeAsync();
        Client = Factory.ClientOf("annotator");
        Series = new PhantomSeries(Phantom);
        // Out of order, as folders come.
        Detail = await Client.UploadSeriesAsync(Series.Images().OrderBy(i => i.SopInstanceUid).Select(i => i.ToBytes()));
    }

    public async Task DisposeAsync() => await Factory.DisposeAsync();
}

public sealed class SeriesTests(UploadedPhantom uploaded) : IClassFixture<UploadedPhantom>
{
    private readonly HttpClient _client = uploaded.Client;

    [Fact]
    public void Detail_OfAVolume_HasItsGeometry()
    {
        var geometry = uploaded.Detail.Geometry!;

        Assert.True(geometry.IsVolume);
        Assert.Equal((64, 48, 6), (geometry.Columns, geometry.Rows, geometry.Slices));
        Assert.Equal([6, 6, 5], geometry.SpacingMm);
        Assert.Equal([-189, -141, 0], geometry.OriginMm); // half of 63 and of 47 pixels of 6 mm
        Assert.Equal([0, 0, 1], geometry.SliceDirection);
    }

    [Fact]
    public void Detail_OfAVolume_ListsSlicesFromTheFeet()
    {
        Assert.Equal([0, 5, 10, 15, 20, 25], uploaded.Detail.Slices.Select(s => s.LocationMm!.Value));
        Assert.Equal([6, 5, 4, 3, 2, 1], uploaded.Detail.Slices.Select(s => s.InstanceNumber!.Value));
    }

    [Fact]
    public void Detail_OfCt_SaysVoxelsAreHounsfieldUnits() =>
        Assert.Equal(new VoxelEncoding(1, 0, "HU", false, -1000, 300), uploaded.Detail.Voxels);

    [Fact]
    public void Detail_OfCt_OffersTheImagesOwnWindowFirst() =>
        Assert.Equal(new WindowPreset("Window 1", 40, 400, "dicom"), uploaded.Detail.Windows[0]);

    [Fact]
    public void Detail_OfThePatient_HasHeightInCentimetres() =>
        Assert.Equal(new PatientValues(162, 58.5, "F", "061Y"), uploaded.Detail.Patient);

    [Fact]
    public void Detail_OfTheStudy_ReadsAsPeopleDo()
    {
        Assert.Equal("Phantom Abdomen", uploaded.Detail.Study.PatientName);
        Assert.Equal(new DateOnly(2026, 1, 15), uploaded.Detail.Study.StudyDate);
    }

    [Fact]
    public async Task Slice_OfEveryIndex_IsThePhantoms()
    {
        for (var k = 0; k < uploaded.Phantom.Slices; k++)
            Assert.Equal(uploaded.Phantom.Slice(k), Voxels(await _client.GetByteArrayAsync($"{uploaded.Path}/slices/{k}")));
    }

    [Fact]
    public async Task Sagittal_OfAColumn_HasASliceInEachRow()
    {
        var plane = Voxels(await _client.GetByteArrayAsync($"{uploaded.Path}/planes/sagittal/30"));

        var expected = Enumerable.Range(0, 6).SelectMany(k => Enumerable.Range(0, 48).Select(j => uploaded.Phantom.Slice(k)[j * 64 + 30]));
        Assert.Equal(expected, plane);
    }

    [Fact]
    public async Task Coronal_OfARow_HasASliceInEachRow()
    {
        var plane = Voxels(await _client.GetByteArrayAsync($"{uploaded.Path}/planes/coronal/24"));

        var expected = Enumerable.Range(0, 6).SelectMany(k => uploaded.Phantom.Slice(k)[(24 * 64)..(25 * 64)]);
        Assert.Equal(expected, plane);
    }

    [Fact]
    public async Task Slice_WhenGzipIsAccepted_InflatesToTheSame()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{uploaded.Path}/slices/3");
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("gzip"));
        var response = await _client.SendAsync(request);

        Assert.Equal(["gzip"], response.Content.Headers.ContentEncoding);
        using var inflated = new MemoryStream();
        await using (var gzip = new GZipStream(await response.Content.ReadAsStreamAsync(), CompressionMode.Decompress))
            await gzip.CopyToAsync(inflated);
        Assert.Equal(uploaded.Phantom.Slice(3), Voxels(inflated.ToArray()));
    }

    [Fact]
    public async Task Slice_WhenTheClientHasIt_IsNotSentAgain()
    {
        var first = await _client.GetAsync($"{uploaded.Path}/slices/1");
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{uploaded.Path}/slices/1");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        Assert.Equal(HttpStatusCode.NotModified, (await _client.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task Slice_WhenTheVolumeIsNamed_MayBeKeptForGood()
    {
        var response = await _client.GetAsync($"{uploaded.Path}/slices/1?v={uploaded.Detail.VolumeId}");

        Assert.Contains("immutable", response.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("slices/6")]
    [InlineData("slices/-1")]
    [InlineData("planes/sagittal/64")]
    [InlineData("planes/coronal/48")]
    public async Task Plane_OutsideTheVolume_IsNotFound(string plane) =>
        Assert.Equal(HttpStatusCode.NotFound, (await _client.GetAsync($"{uploaded.Path}/{plane}")).StatusCode);

    [Fact]
    public async Task Thumbnail_OfASeries_IsAPngOfTheRightShape()
    {
        var png = await _client.GetByteArrayAsync($"{uploaded.Path}/thumbnail");

        // 64 × 48 pixels: 128 × 96.
        Assert.Equal((128, 96), (png[19], png[23]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/slices/0")]
    [InlineData("/thumbnail")]
    [InlineData("/planes/sagittal/0")]
    public async Task Series_WhenNobodyIsSignedIn_AnswersNobody(string path) =>
        Assert.Equal(HttpStatusCode.Unauthorized, (await uploaded.Factory.ClientOf(null).GetAsync(uploaded.Path + path)).StatusCode);

    [Theory]
    [InlineData("/api/series/1.2.3")]
    [InlineData("/api/series/1.2.3/slices/0")]
    [InlineData("/api/series/1.2.3/thumbnail")]
    [InlineData("/api/series/..%2f..%2fetc/slices/0")]
    [InlineData("/api/studies/1.2.3")]
    public async Task Series_ThatIsNotStored_IsNotFound(string path) =>
        Assert.Equal(HttpStatusCode.NotFound, (await _client.GetAsync(path)).StatusCode);

    [Theory]
    [InlineData("?search=phantom abd", 1)]
    [InlineData("?search=PHANTOM-1", 1)]
    [InlineData("?search=nobody", 0)]
    [InlineData("?search=%25", 0)]
    [InlineData("?modality=CT", 1)]
    [InlineData("?modality=MR", 0)]
    [InlineData("?page=2", 0)]
    public async Task Studies_WhenFiltered_ListThoseThatMatch(string query, int expected) =>
        Assert.Equal(expected, (await _client.GetAsync<StudyPage>($"/api/studies{query}")).Studies.Count);

    private static short[] Voxels(byte[] bytes) => MemoryMarshal.Cast<byte, short>(bytes).ToArray();
}
