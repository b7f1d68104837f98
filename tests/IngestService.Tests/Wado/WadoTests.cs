using System.IO.Compression;
using System.Net;
using System.Text.Json;
using Voxmark.Fixtures.Dicom;
using Voxmark.IngestService.Tests.DicomWeb;
using Voxmark.ServiceDefaults.Objects;

namespace Voxmark.IngestService.Tests.Wado;

/// <summary>Two images of a series.</summary>
public sealed class RetrievedSeries : IAsyncLifetime
{
    private readonly IngestFactory _factory = new();

    public HttpClient Client { get; private set; } = null!;

    public CtImage First { get; } = new() { Voxels = [.. Enumerable.Range(0, 64).Select(i => (short)(i * 10))] };

    public CtImage Second { get; private set; } = null!;

    public string Study => $"/dicom-web/studies/{First.StudyInstanceUid}";

    public string Series => $"{Study}/series/{First.SeriesInstanceUid}";

    public string Instance => $"{Series}/instances/{First.SopInstanceUid}";

    /// <summary>The pixel data of the first image: HU + 1024, little endian.</summary>
    public byte[] Pixels => [.. First.Voxels.SelectMany(hu => BitConverter.GetBytes((ushort)(hu + 1024)))];

    public async Task InitializeAsync()
    {
        await _factory.InitializeAsync();
        Second = First with { SopInstanceUid = $"{First.SopInstanceUid}.2", InstanceNumber = 2 };
        await _factory.ClientOf("annotator").StoreAsync(First.ToBytes(), Second.ToBytes());
        Client = _factory.ClientOf("reviewer");
    }

    public Task StoreAsync(byte[] file) => _factory.ClientOf("annotator").StoreAsync(file);

    public Task DisposeAsync() => _factory.DisposeAsync().AsTask();
}

public sealed class WadoTests(RetrievedSeries series) : IClassFixture<RetrievedSeries>
{
    private const string Stored = "multipart/related; type=\"application/dicom\"; transfer-syntax=*";

    private readonly HttpClient _client = series.Client;

    [Fact]
    public async Task Instance_AsItIsStored_IsTheVeryBytes()
    {
        var (contentType, content) = Assert.Single(await (await _client.GetAsync(series.Instance, Stored)).PartsAsync());

        Assert.Equal("application/dicom; transfer-syntax=1.2.840.10008.1.2.1", contentType);
        Assert.Equal(series.First.ToBytes(), content);
    }

    [Fact]
    public async Task Instance_AsASinglePart_IsTheVeryBytes() =>
        Assert.Equal(
            series.First.ToBytes(),
            await (await _client.GetAsync(series.Instance, "application/dicom")).Content.ReadAsByteArrayAsync());

    [Fact]
    public async Task SeriesAndStudy_AreAllInstancesInOrder()
    {
        byte[][] expected = [series.First.ToBytes(), series.Second.ToBytes()];

        Assert.Equal(expected, (await (await _client.GetAsync(series.Series, Stored)).PartsAsync()).Select(p => p.Content));
        Assert.Equal(expected, (await (await _client.GetAsync(series.Study, Stored)).PartsAsync()).Select(p => p.Content));
    }

    [Theory]
    [InlineData("multipart/related; type=application/octet-stream; transfer-syntax=*")] // OHIF's, without quotes
    [InlineData("multipart/related; type=\"application/octet-stream\"")]
    [InlineData("*/*")]
    public async Task Frames_AreThePixels(string accept)
    {
        var (contentType, content) = Assert.Single(await (await _client.GetAsync($"{series.Instance}/frames/1", accept)).PartsAsync());

        Assert.Equal("application/octet-stream; transfer-syntax=1.2.840.10008.1.2.1", contentType);
        Assert.Equal(series.Pixels, content);
    }

    [Fact]
    public async Task Frames_ForWhoSendsStoredBytesItself_AreNamed()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{series.Instance}/frames/1");
        request.Headers.Add("Accept", "application/octet-stream");
        request.Headers.Add(StoredBody.Header, "here");

        using var response = await _client.SendAsync(request);

        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
        var (start, length) = (series.First.ToBytes().AsSpan().IndexOf(series.Pixels), series.Pixels.Length);
        var (study, uid) = (series.First.StudyInstanceUid, series.First.SeriesInstanceUid);
        Assert.Equal(
            $"{start}:{length}:dicom/{study}/{uid}/{series.First.SopInstanceUid}.dcm",
            Assert.Single(response.Headers.GetValues(StoredBody.Header)));
    }

    [Fact]
    public async Task Frames_AsASinglePart_AreThePixels() =>
        Assert.Equal(
            series.Pixels,
            await (await _client.GetAsync($"{series.Instance}/frames/1", "application/octet-stream")).Content.ReadAsByteArrayAsync());

    [Theory]
    [InlineData("2", HttpStatusCode.NotFound)]
    [InlineData("0", HttpStatusCode.BadRequest)]
    [InlineData("1,x", HttpStatusCode.BadRequest)]
    public async Task Frames_ThatAreNone_AreRefused(string frames, HttpStatusCode expected) =>
        Assert.Equal(expected, (await _client.GetAsync($"{series.Instance}/frames/{frames}")).StatusCode);

    [Fact]
    public async Task Frames_InATransferSyntaxNobodyHas_Is406() =>
        Assert.Equal(HttpStatusCode.NotAcceptable, (await _client.GetAsync(
            $"{series.Instance}/frames/1", "multipart/related; type=\"image/jp2\"; transfer-syntax=1.2.840.10008.1.2.4.90")).StatusCode);

    [Fact]
    public async Task Metadata_HasAddressesInPlaceOfPixels()
    {
        var images = (await (await _client.GetAsync($"{series.Series}/metadata")).JsonAsync()).EnumerateArray().ToList();

        Assert.Equal([series.First.SopInstanceUid, series.Second.SopInstanceUid], images.Select(i => i.Value("00080018")));
        Assert.Equal("-1024", images[0].Value("00281052"));
        var pixels = images[0].GetProperty("7FE00010");
        Assert.False(pixels.TryGetProperty("InlineBinary", out _));
        Assert.Equal(series.Pixels, await _client.GetByteArrayAsync(pixels.GetProperty("BulkDataURI").GetString()));
    }

    [Fact]
    public async Task Metadata_Compressed_IsTheSame()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{series.Series}/metadata");
        request.Headers.Add("Accept-Encoding", "gzip");
        var response = await _client.SendAsync(request);

        await using var unzipped = new GZipStream(await response.Content.ReadAsStreamAsync(), CompressionMode.Decompress);
        using var compressed = await JsonDocument.ParseAsync(unzipped);
        Assert.Equal(
            (await (await _client.GetAsync($"{series.Series}/metadata")).JsonAsync()).ToString(), compressed.RootElement.ToString());
    }

    [Fact]
    public async Task Metadata_OfAStudyAndOfAnInstance_AreTheSeriesOwn()
    {
        var whole = (await (await _client.GetAsync($"{series.Series}/metadata")).JsonAsync()).ToString();

        Assert.Equal(whole, (await (await _client.GetAsync($"{series.Study}/metadata")).JsonAsync()).ToString());
        Assert.Contains(
            (await (await _client.GetAsync($"{series.Instance}/metadata")).JsonAsync())[0].ToString(), whole, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metadata_AfterTheSeriesGrew_HasTheNewImage()
    {
        await using var factory = new IngestFactory();
        await factory.InitializeAsync();
        var client = factory.ClientOf("annotator");
        var image = new CtImage();
        var path = $"/dicom-web/studies/{image.StudyInstanceUid}/series/{image.SeriesInstanceUid}/metadata";
        await client.StoreAsync(image.ToBytes());
        var before = await (await client.GetAsync(path)).JsonAsync();

        await client.StoreAsync((image with { SopInstanceUid = $"{image.SopInstanceUid}.2" }).ToBytes());

        Assert.Equal((1, 2), (before.GetArrayLength(), (await (await client.GetAsync(path)).JsonAsync()).GetArrayLength()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/metadata")]
    [InlineData("/frames/1")]
    [InlineData("/bulkdata/7FE00010")]
    public async Task Anything_AskedForAgainByItsTag_Is304(string resource)
    {
        var first = await _client.GetAsync(series.Instance + resource);
        using var again = new HttpRequestMessage(HttpMethod.Get, series.Instance + resource);
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        Assert.Equal(HttpStatusCode.NotModified, (await _client.SendAsync(again)).StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/metadata")]
    [InlineData("/frames/1")]
    [InlineData("/bulkdata/7FE00010")]
    public async Task Anything_ThatIsNotStored_Is404(string resource)
    {
        Assert.Equal(HttpStatusCode.NotFound, (await _client.GetAsync($"{series.Series}/instances/1.2.3{resource}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _client.GetAsync( // the right instance in a wrong place
            $"/dicom-web/studies/1.2.3/series/{series.First.SeriesInstanceUid}/instances/{series.First.SopInstanceUid}{resource}"))
            .StatusCode);
    }

    [Fact]
    public async Task Anything_ByNobody_Is401()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, series.Instance);
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer nonsense");
        Assert.Equal(HttpStatusCode.Unauthorized, (await _client.SendAsync(request)).StatusCode);
    }
}
