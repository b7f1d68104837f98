using System.Net;
using FellowOakDicom;
using FellowOakDicom.Imaging;
using FellowOakDicom.Imaging.Codec;
using FellowOakDicom.IO.Buffer;
using Voxmark.Fixtures.Dicom;
using Voxmark.IngestService.Tests.DicomWeb;

namespace Voxmark.IngestService.Tests.Wado;

public sealed class RenderedTests(RetrievedSeries series) : IClassFixture<RetrievedSeries>
{
    private readonly HttpClient _client = series.Client;

    [Fact]
    public async Task Rendered_OfColours_IsInColour()
    {
        // left half red, right half blue
        byte[] pixels = [.. Enumerable.Range(0, 64).SelectMany(p => p % 8 < 4 ? (byte[])[255, 0, 0] : [0, 0, 255])];
        var image = new CtImage { Rows = 8, Columns = 8 };
        await series.StoreAsync(Colours(image, pixels));
        var address =
            $"/dicom-web/studies/{image.StudyInstanceUid}/series/{image.SeriesInstanceUid}/instances/{image.SopInstanceUid}/rendered";

        var jpeg = await (await _client.GetAsync(address + "?quality=100", "image/jpeg")).Content.ReadAsByteArrayAsync();
        var png = await (await _client.GetAsync(address, "image/png")).Content.ReadAsByteArrayAsync();

        Assert.All(pixels.Zip(Decode(jpeg, 8, 8, samples: 3)), pair => Assert.InRange(pair.First - pair.Second, -6, 6));
        Assert.Equal(2, png[25]); // colour type of IHDR: red, green, blue
    }

    [Theory]
    [InlineData("SIGMOID")]
    [InlineData("LINEAR_EXACT")]
    public async Task Rendered_WithAFunction_IsTheStandards(string function)
    {
        var query = $"?quality=100&window=300,500,{function.ToLowerInvariant().Replace('_', '-')}";

        var response = await _client.GetAsync($"{series.Instance}/rendered{query}", "image/jpeg");
        var grey = Decode(await response.Content.ReadAsByteArrayAsync(), 8, 8);

        foreach (var (hu, value) in series.First.Voxels.Zip(grey))
        {
            var expected = function == "SIGMOID" ? 1 / (1 + Math.Exp(-4 * (hu - 300) / 500.0)) : Math.Clamp((hu - 300) / 500.0 + 0.5, 0, 1);
            Assert.InRange(value - 255 * expected, -3, 3); // PS3.3 C.11.2.1.3
        }
    }

    [Theory]
    [InlineData("image/jpeg")]
    [InlineData("multipart/related; type=\"image/jpeg\"")]
    public async Task Rendered_OfASeriesAndAStudy_IsAPictureOfEachInstance(string accept)
    {
        foreach (var address in (string[])[series.Series, series.Study])
        {
            var parts = await (await _client.GetAsync($"{address}/rendered", accept)).PartsAsync();

            Assert.Equal(["image/jpeg", "image/jpeg"], parts.Select(part => part.ContentType));
            Assert.All(parts, part => Assert.Equal([0xff, 0xd8], part.Content[..2]));
        }
    }

    [Fact]
    public async Task Thumbnail_OfAStudy_IsAJpeg() =>
        Assert.Equal("image/jpeg", (await _client.GetAsync($"{series.Study}/thumbnail", "*/*")).Content.Headers.ContentType!.MediaType);

    [Theory]
    [InlineData("?quality=100", 40, 400)] // the image's own window
    [InlineData("?quality=100&window=300,500,LINEAR", 300, 500)]
    public async Task Rendered_AsJpeg_IsTheWindowedImage(string query, double center, double width)
    {
        var response = await _client.GetAsync($"{series.Instance}/rendered{query}", "image/jpeg");

        Assert.Equal("image/jpeg", response.Content.Headers.ContentType!.MediaType);
        var grey = Decode(await response.Content.ReadAsByteArrayAsync(), 8, 8);
        foreach (var (hu, value) in series.First.Voxels.Zip(grey))
            Assert.InRange(value - 255 * Math.Clamp((hu - (center - 0.5)) / (width - 1) + 0.5, 0, 1), -3, 3); // PS3.3 C.11.2.1.2.1
    }

    [Fact]
    public async Task Rendered_AsPng_IsAPng()
    {
        var response = await _client.GetAsync($"{series.Instance}/frames/1/rendered", "image/png");

        Assert.Equal([0x89, 0x50, 0x4e, 0x47], (await response.Content.ReadAsByteArrayAsync())[..4]);
    }

    [Theory]
    [InlineData("/rendered?viewport=16,4", 4, 4)] // 8 × 8, as large as fits
    [InlineData("/rendered?viewport=8,8,0,0,8,4", 8, 4)]
    [InlineData("/thumbnail?viewport=4,4", 4, 4)]
    [InlineData("/thumbnail", 128, 128)]
    public async Task Picture_IntoAViewport_KeepsItsAspect(string resource, int columns, int rows)
    {
        var jpeg = await (await _client.GetAsync(series.Instance + resource, "image/jpeg")).Content.ReadAsByteArrayAsync();

        var frame = jpeg.AsSpan().IndexOf<byte>([0xff, 0xc0]); // SOF0: length, precision, rows, columns
        Assert.Equal((rows, columns), (jpeg[frame + 5] << 8 | jpeg[frame + 6], jpeg[frame + 7] << 8 | jpeg[frame + 8]));
    }

    [Fact]
    public async Task Thumbnail_OfASeries_IsAJpeg() =>
        Assert.Equal("image/jpeg", (await _client.GetAsync($"{series.Series}/thumbnail", "*/*")).Content.Headers.ContentType!.MediaType);

    [Theory]
    [InlineData("/rendered?quality=0")]
    [InlineData("/rendered?window=wide")]
    [InlineData("/rendered?window=40,400,cubic")]
    [InlineData("/rendered?window=40,0,sigmoid")]
    [InlineData("/rendered?viewport=0,10")]
    [InlineData("/rendered?viewport=100000,100000")]
    [InlineData("/rendered?viewport=10,10,0,0,0,0")]
    public async Task Picture_WithNonsense_Is400(string resource) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await _client.GetAsync(series.Instance + resource)).StatusCode);

    [Fact]
    public async Task Picture_AsSomethingElse_Is406() =>
        Assert.Equal(HttpStatusCode.NotAcceptable, (await _client.GetAsync($"{series.Instance}/rendered", "image/gif")).StatusCode);

    [Fact]
    public async Task Picture_OfAFrameThatIsNone_Is404() =>
        Assert.Equal(HttpStatusCode.NotFound, (await _client.GetAsync($"{series.Instance}/frames/2/rendered")).StatusCode);

    private static byte[] Colours(CtImage image, byte[] pixels)
    {
        var file = image.ToFile();
        file.Dataset
            .AddOrUpdate(DicomTag.SamplesPerPixel, (ushort)3).AddOrUpdate(DicomTag.PhotometricInterpretation, "RGB")
            .AddOrUpdate(DicomTag.PlanarConfiguration, (ushort)0).AddOrUpdate(DicomTag.BitsAllocated, (ushort)8)
            .AddOrUpdate(DicomTag.BitsStored, (ushort)8).AddOrUpdate(DicomTag.HighBit, (ushort)7)
            .AddOrUpdate(new DicomOtherByte(DicomTag.PixelData, pixels));
        using var stream = new MemoryStream();
        file.Save(stream);
        return stream.ToArray();
    }

    /// <summary>By the stand-in's decoder, which is checked against the standard's own example.</summary>
    private static byte[] Decode(byte[] jpeg, ushort columns, ushort rows, ushort samples = 1)
    {
        var dataset = new DicomDataset(DicomTransferSyntax.JPEGProcess1)
        {
            { DicomTag.SamplesPerPixel, samples },
            { DicomTag.PhotometricInterpretation, samples == 1 ? "MONOCHROME2" : "YBR_FULL" },
            { DicomTag.Rows, rows },
            { DicomTag.Columns, columns },
            { DicomTag.BitsAllocated, (ushort)8 },
            { DicomTag.BitsStored, (ushort)8 },
            { DicomTag.HighBit, (ushort)7 },
            { DicomTag.PixelRepresentation, (ushort)0 },
        };
        DicomPixelData.Create(dataset, newPixelData: true).AddFrame(new MemoryByteBuffer(jpeg));
        return new DicomTranscoder(DicomTransferSyntax.JPEGProcess1, DicomTransferSyntax.ExplicitVRLittleEndian)
            .DecodeFrame(dataset, 0).Data;
    }
}
