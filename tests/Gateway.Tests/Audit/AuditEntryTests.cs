using Voxmark.Gateway.Audit;

namespace Voxmark.Gateway.Tests.Audit;

public sealed class AuditEntryTests
{
    [Theory]
    [InlineData(new int[0], null)]
    [InlineData(new[] { 0 }, "0")]
    [InlineData(new[] { 2, 0, 1, 1 }, "0-2")]
    [InlineData(new[] { 0, 1, 5, 7, 8 }, "0-1,5,7-8")]
    public void Ranges_OfSlices_NameEachOnce(int[] slices, string? expected) => Assert.Equal(expected, AuditEntry.Ranges(slices));

    [Fact]
    public void Merge_OfEqualReads_IsOneRowWithTheirNumber()
    {
        var rows = AuditEntry.Merge([Read("1.2", 0), Read("1.2", 1), Read("1.3", 7)]);

        Assert.Equal([("1.2", 2, "0-1"), ("1.3", 1, "7")], rows.Select(row => (row.SeriesInstanceUid!, row.Count, row.Slices!)));
    }

    [Fact]
    public void Merge_OfEqualChanges_KeepsEach() =>
        Assert.Equal(2, AuditEntry.Merge([Change(), Change()]).Count);

    private static AuditEntry Read(string series, int slice) =>
        new(new AuditEvent { Via = "browser", Action = "image.read", SeriesInstanceUid = series, Status = 200 }, slice, null);

    private static AuditEntry Change() =>
        new(new AuditEvent { Via = "browser", Action = "label.change", Status = 201 }, null, new TaskCompletionSource());
}
