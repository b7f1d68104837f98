using MassTransit;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Voxmark.Imaging.Volumes;
using Voxmark.ServiceDefaults.Objects;
using Voxmark.ServiceDefaults.Problems;
using Voxmark.ServiceDefaults.Volumes;

namespace Voxmark.ServiceDefaults.Tests.Volumes;

public sealed class SeriesVolumesTests : IDisposable
{
    private const string Uid = "1.2.3";

    private readonly string _root = Directory.CreateTempSubdirectory("voxmark-volumes-").FullName;
    private readonly FolderObjects _objects;
    private readonly VolumeRepair _repair = new(Bus.Factory.CreateUsingInMemory(_ => { }), NullLogger<VolumeRepair>.Instance);
    private readonly SeriesVolumes _volumes;

    public SeriesVolumesTests()
    {
        _objects = new FolderObjects(Options.Create(new ObjectStoreOptions { Root = _root }));
        _volumes = new SeriesVolumes(_objects, _repair);
    }

    public void Dispose()
    {
        _repair.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    [Fact]
    public async Task Open_OfAnOlderVolume_HasItsVoxels()
    {
        var (first, second) = (await PutAsync(1), await PutAsync(2));

        using var old = _volumes.Open(Uid, first)!;
        using var current = _volumes.Open(Uid)!;

        Assert.Equal((1, 2), (old.Slice(0)[0], current.Slice(0)[0]));
        Assert.Equal(second, current.Header.Id);
    }

    [Fact]
    public async Task Id_OfEqualContent_IsEqual()
    {
        var first = await PutAsync(1);
        await PutAsync(2);

        Assert.Equal(first, await PutAsync(1));
    }

    [Fact] // each change may be followed by another: only the last one, and what is kept, stay beside the current
    public async Task MakeCurrent_TwiceMore_LeavesWhatIsKept()
    {
        var (first, second) = (await PutAsync(1), await PutAsync(2));
        await _volumes.KeepAsync(Uid, first);

        var (third, fourth) = (await PutAsync(3), await PutAsync(4));

        Assert.Equal(
            [true, false, true, true],
            new[] { first, second, third, fourth }.Select(id => _volumes.FindHeader(Uid, id) is not null));
    }

    [Fact]
    public async Task TryOpen_OfAVolumeThatIsNotTheSeriesAnyMore_Is409AndNamesTheNewOne()
    {
        var (first, second) = (await PutAsync(1), await PutAsync(2));

        Assert.False(_volumes.TryOpen(Uid, first, out _, out var problem));
        Assert.False(_volumes.TryFind(Uid, first, out _, out var found));

        Assert.Equal((StatusCodes.Status409Conflict, ProblemTypes.SeriesChanged), (problem.StatusCode, problem.ProblemDetails.Type));
        Assert.Equal(second, problem.ProblemDetails.Extensions["volumeId"]);
        Assert.Equal(problem.StatusCode, found.StatusCode);
    }

    [Fact]
    public async Task TryFindKept_OfAnOlderVolume_FindsItWhileItIsThere()
    {
        var (first, _) = (await PutAsync(1), await PutAsync(2));

        Assert.True(_volumes.TryFindKept(Uid, first, out var header, out _));
        Assert.Equal(first, header.Id);
        await PutAsync(3);
        Assert.False(_volumes.TryFindKept(Uid, first, out _, out var problem));
        Assert.Equal(ProblemTypes.SeriesChanged, problem.ProblemDetails.Type);
    }

    [Theory]
    [InlineData("9.9.9")]
    [InlineData("../1.2.3")]
    [InlineData("")]
    [InlineData(null)]
    public async Task TryOpen_OfAnUnknownSeries_Is404(string? series)
    {
        await PutAsync(1);

        Assert.False(_volumes.TryOpen(series, null, out _, out var problem));

        Assert.Equal(StatusCodes.Status404NotFound, problem.StatusCode);
    }

    [Fact] // a folder of before volumes were named
    public async Task Find_OfAnUnnamedVolume_FindsItAlsoAfterTheSeriesHasChanged()
    {
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(_root, "volumes")).FullName, $"{Uid}.vxv");
        var old = Write(path, 1);

        Assert.Equal(old.Id, _volumes.FindHeader(Uid)!.Id);
        Assert.Equal(old.Id, _volumes.FindHeader(Uid, old.Id)!.Id);
        Assert.Null(_volumes.FindHeader(Uid, "another"));
        await _volumes.KeepAsync(Uid, old.Id);
        await PutAsync(2);
        await PutAsync(3);

        using var kept = _volumes.Open(Uid, old.Id)!;
        Assert.Equal(1, kept.Slice(0)[0]);
        Assert.False(File.Exists(path));
    }

    /// <summary>The series has one voxel of this value from now on.</summary>
    private async Task<string> PutAsync(short value)
    {
        using var staged = _objects.Stage();
        var header = Write(staged.Path, value);
        await _volumes.CommitAsync(staged, header);
        await _volumes.MakeCurrentAsync(Uid, header.Id);
        return header.Id;
    }

    private static VolumeHeader Write(string path, short value)
    {
        var draft = new VolumeHeader(
            "", "1.2", Uid, "CT", 1, 1, 1, null, "No grid.", 1, 0, "HU", false, 0, 0, [new("1.2.3.1", 0, 1, null, null)], []);
        using var writer = new SeriesVolumeWriter(path, draft);
        writer.WriteSlice(0, [value]);
        return writer.Complete(draft);
    }
}
