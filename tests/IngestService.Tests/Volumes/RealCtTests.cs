using System.Runtime.InteropServices;
using Voxmark.Contracts.Ingest;
using Voxmark.Tests;

namespace Voxmark.IngestService.Tests.Volumes;

/// <summary>A portal-venous CT of 41 slices, uploaded once. Expected values are pydicom's.</summary>
public sealed class UploadedCt : IAsyncLifetime
{
    private readonly IngestFactory _factory = new();

    public HttpClient Client { get; private set; } = null!;

    public SeriesDetail Detail { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (SharedData.Root is null)
            return;
        await _factory.InitializeAsync();
        Client = _factory.ClientOf("annotator");
        Detail = await Client.UploadSeriesAsync(
            Directory.EnumerateFiles(SharedData.PathOf("ct_crlm1004", "dicom"), "*.dcm").Select(File.ReadAllBytes));
    }

    public async Task DisposeAsync()
    {
        if (SharedData.Root is not null)
            await _factory.DisposeAsync();
    }
}

public sealed class RealCtTests(UploadedCt ct) : IClassFixture<UploadedCt>
{
    [SharedDataFact]
    public void Geometry_OfTheSeries_IsThatOfItsHeaders()
    {
        var geometry = ct.Detail.Geometry!;

        Assert.True(geometry.IsVolume);
        Assert.Equal((512, 512, 41), (geometry.Columns, geometry.Rows, geometry.Slices));
        Assert.Equal([0.796875, 0.796875, 5], geometry.SpacingMm);
        Assert.Equal([-198.199997, -204, -375], geometry.OriginMm);
    }

    [SharedDataFact]
    public void Slices_OfTheSeries_GoFromFeetToHead()
    {
        Assert.Equal(Enumerable.Range(0, 41).Select(k => -375.0 + 5 * k), ct.Detail.Slices.Select(s => s.LocationMm!.Value));
        Assert.Equal((85, 45), (ct.Detail.Slices[0].InstanceNumber, ct.Detail.Slices[40].InstanceNumber));
    }

    [SharedDataTheory]
    [InlineData(0, 0, 0, -3024)]
    [InlineData(0, 256, 256, 159)]
    [InlineData(0, 300, 200, 28)]
    [InlineData(0, 150, 330, -98)]
    [InlineData(20, 256, 256, 143)]
    [InlineData(20, 300, 200, -92)]
    [InlineData(40, 300, 200, -860)]
    [InlineData(40, 150, 330, 138)]
    public async Task Slice_AtAPixel_HoldsItsHounsfieldUnits(int k, int row, int column, short expected) =>
        Assert.Equal(expected, (await SliceAsync(k))[row * 512 + column]);

    [SharedDataTheory]
    [InlineData(0, -290_888_135)]
    [InlineData(20, -281_735_065)]
    [InlineData(40, -304_504_546)]
    public async Task Slice_Summed_IsWhatPydicomSums(int k, long expected) =>
        Assert.Equal(expected, (await SliceAsync(k)).Sum(v => (long)v));

    private async Task<short[]> SliceAsync(int k) => MemoryMarshal.Cast<byte, short>(
        await ct.Client.GetByteArrayAsync($"/api/series/{ct.Detail.Series.SeriesInstanceUid}/slices/{k}")).ToArray();
}
