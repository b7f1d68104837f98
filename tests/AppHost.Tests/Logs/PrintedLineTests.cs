using Voxmark.AppHost.Logs;

namespace Voxmark.AppHost.Tests.Logs;

public sealed class PrintedLineTests
{
    private static readonly DateTime Otherwise = new(2026, 1, 2, 3, 4, 5);

    [Fact]
    public void Parse_OfALineWithATime_TakesItOffAndDropsColours() =>
        Assert.Equal((new DateTime(2026, 11, 28, 7, 5, 22, 145, DateTimeKind.Utc).ToLocalTime(), "warn: Things[0]"),
            PrintedLine.Parse("2026-11-28T07:05:22.1450000Z \u001b[40m\u001b[1m\u001b[33mwarn\u001b[39m: Things[0]", Otherwise));

    [Theory]
    [InlineData("")]
    [InlineData("ABCZ says")]
    [InlineData("Zebra")]
    public void Parse_OfALineWithoutOne_IsTheLine(string line) => Assert.Equal((Otherwise, line), PrintedLine.Parse(line, Otherwise));
}
