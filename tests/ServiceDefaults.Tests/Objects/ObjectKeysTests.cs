using Voxmark.ServiceDefaults.Objects;

namespace Voxmark.ServiceDefaults.Tests.Objects;

/// <summary>The layout of stores that exist: another one would find nothing in them.</summary>
public sealed class ObjectKeysTests
{
    private static readonly byte[] Sha256 = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
    private static readonly Guid Id = Guid.Parse("01234567-89ab-cdef-0123-456789abcdef");

    public static TheoryData<string, string> Layout { get; } = new()
    {
        { ObjectKeys.Instance("1.1", "1.2", "1.3"), "dicom/1.1/1.2/1.3.dcm" },
        { ObjectKeys.Instance("1.1", "1.2", "1.3", Sha256), "dicom/1.1/1.2/1.3.0001020304050607.dcm" },
        { ObjectKeys.Quarantined("1.3", Sha256), "quarantine/1.3/000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f.dcm" },
        { ObjectKeys.Deleted(Id, "1.3"), "deleted/0123456789abcdef0123456789abcdef/1.3.dcm" },
        { ObjectKeys.Volume("1.2", "ab12"), "volumes/1.2/ab12.vxv" },
        { ObjectKeys.KeptVolume("1.2", "ab12"), "volumes/1.2/ab12.keep" },
        { ObjectKeys.CurrentVolume("1.2"), "volumes/1.2/current" },
        { ObjectKeys.UnnamedVolume("1.2"), "volumes/1.2.vxv" },
        { ObjectKeys.Thumbnail("1.2"), "volumes/1.2.png" },
        { ObjectKeys.PlainMetadata("1.2", "2-ab"), "metadata/1.2/2-ab.json" },
        { ObjectKeys.GzippedMetadata("1.2", "2-ab"), "metadata/1.2/2-ab.json.gz" },
        { ObjectKeys.ModelMasks(Id), "model-masks/0123456789abcdef0123456789abcdef.vxm" },
        { ObjectKeys.DataProtectionKey("key-1"), "access/keys/key-1.xml" },
    };

    [Theory]
    [MemberData(nameof(Layout))]
    public void Key_IsWhereItAlwaysWas(string key, string expected) => Assert.Equal(expected, key);

    [Theory]
    [InlineData("volumes/1.2/ab12.vxv", "ab12")]
    [InlineData("volumes/1.2/ab12.keep", null)]
    [InlineData("volumes/1.2/current", null)]
    public void VolumeIdOf_OfAKey_IsTheVolumes(string key, string? expected) => Assert.Equal(expected, ObjectKeys.VolumeIdOf(key));

    [Theory]
    [InlineData("volumes/1.2/ab12.vxv")]
    [InlineData("volumes/1.2.vxv")]
    [InlineData("volumes/1.2.png")]
    [InlineData("metadata/1.2/2-ab.json.gz")]
    public void SeriesOf_OfWhatIsDerived_IsItsSeries(string key) => Assert.Equal("1.2", ObjectKeys.SeriesOf(key));

    [Fact]
    public void QuarantinedInstanceOf_OfAKey_IsTheInstance() =>
        Assert.Equal("1.3", ObjectKeys.QuarantinedInstanceOf(ObjectKeys.Quarantined("1.3", Sha256)));
}
