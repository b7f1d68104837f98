using Voxmark.Contracts;
using Voxmark.Contracts.Access;
using Voxmark.Gateway.Audit;

namespace Voxmark.Gateway.Tests.Audit;

public sealed class AuditCsvTests
{
    [Fact]
    public void Line_WithAFormulaAndAQuote_IsHarmlessText()
    {
        var row = new AuditRow(
            Guid.Empty, new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), new Person("7", "=HYPERLINK(\"x\")"),
            "kim", "browser", "::1",
            "image.read", null, "1.2", null, null, "0-3,5", 5, 200);

        Assert.Equal(
            "2026-01-02T03:04:05.0000000Z,kim,\"'=HYPERLINK(\"\"x\"\")\",browser,::1,image.read,,1.2,,,\"0-3,5\",5,200\r\n",
            AuditCsv.Line(row));
    }
}
