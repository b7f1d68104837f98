using System.Diagnostics;
using Voxmark.Contracts.Ingest;
using Voxmark.ServiceDefaults.Outbox;

namespace Voxmark.ServiceDefaults.Tests.Outbox;

public sealed class OutboxMessageTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch;

    [Fact]
    public void From_RemembersTheTraceItComesFrom()
    {
        using var activity = new Activity("a request").Start();

        Assert.StartsWith($"00-{activity.TraceId}-", Row().TraceParent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 4)]
    [InlineData(9, 256)]
    public void Fail_WaitsTwiceAsLongEachTime(int attempts, int seconds)
    {
        var row = Row();

        Fail(row, attempts);

        Assert.Equal(Start.AddSeconds(seconds), row.NextAttemptAt);
        Assert.Null(row.ShelvedAt);
    }

    [Fact]
    public void Fail_ForTheTenthTime_ShelvesUntilSomebodyTriesAgain()
    {
        var row = Row();
        Fail(row, 10);
        Assert.Equal(Start, row.ShelvedAt);

        row.TryAgain(Start.AddDays(1));

        Assert.Equal((0, null, Start.AddDays(1)), (row.Attempts, row.ShelvedAt, row.NextAttemptAt));
    }

    [Fact]
    public void Fail_OfWhatCanNeverWork_ShelvesAtOnce()
    {
        var row = Row();

        row.Fail(new InvalidDataException("It is no message."), Start);

        Assert.Equal(Start, row.ShelvedAt);
    }

    private static OutboxMessage Row() => OutboxMessage.From(new BuildSeriesVolume("1.2.3"), Start);

    private static void Fail(OutboxMessage row, int times)
    {
        for (var i = 0; i < times; i++)
            row.Fail(new InvalidOperationException("Not now."), Start);
    }
}
