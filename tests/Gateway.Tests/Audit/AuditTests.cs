using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using MassTransit.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Voxmark.Contracts.Access;
using Voxmark.Gateway.Audit;
using Voxmark.ServiceDefaults.Auditing;
using Voxmark.ServiceDefaults.Authentication;

namespace Voxmark.Gateway.Tests.Audit;

public sealed class AuditTests : IClassFixture<GatewayFactory>
{
    private readonly GatewayFactory _gateway;

    public AuditTests(GatewayFactory gateway)
    {
        _gateway = gateway;
        gateway.Backend = _ => null;
    }

    [Fact]
    public async Task ImageRead_OfManySlices_IsRecordedWithEachOfThem()
    {
        using var script = _gateway.Admin();
        await Task.WhenAll(Enumerable.Range(0, 40).Select(slice => script.GetAsync($"/api/series/1.2.3.40/slices/{slice}")));

        var rows = await _gateway.AuditAsync("id=1.2.3.40");
        for (var tries = 0; rows.Sum(row => row.Count) < 40 && tries < 200; tries++)
        {
            await Task.Delay(50);
            rows = await _gateway.AuditAsync("id=1.2.3.40");
        }

        Assert.Equal(40, rows.Sum(row => row.Count));
        Assert.All(rows, row => Assert.Equal(("image.read", "admin", "token", 200), (row.Action, row.UserName, row.Via, row.Status)));
        Assert.Equal(Enumerable.Range(0, 40), rows.SelectMany(row => SlicesOf(row.Slices!)).Order());
    }

    [Fact]
    public async Task Row_ThatTheDatabaseRefuses_IsShelvedAndHoldsUpNobody()
    {
        var trail = _gateway.Services.GetRequiredService<AuditTrail>();
        await trail.ReserveAsync(TimeSpan.FromSeconds(5), CancellationToken.None);
        await trail.ReserveAsync(TimeSpan.FromSeconds(5), CancellationToken.None);
        var poison = new AuditEvent { At = DateTimeOffset.UtcNow, Via = "browser", Action = "poison", UserName = "a\0b" };
        var next = new AuditEvent { At = DateTimeOffset.UtcNow, Via = "browser", Action = "after.poison" };

        trail.Record(poison, null);
        await trail.RecordDurablyAsync(next).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.True(await _gateway.InDatabaseAsync(db => db.Audit.AnyAsync(row => row.Id == next.Id)));
        var shelved = await _gateway.InDatabaseAsync(db => db.AuditShelf.SingleAsync(row => row.Row.Contains("poison")));
        Assert.Contains(@"a\u0000b", shelved.Row, StringComparison.Ordinal);
        Assert.Contains("poison", await _gateway.Admin().GetStringAsync("/api/access/audit/shelf"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Change_WhenItIsAnswered_IsInTheDatabase()
    {
        var label = Guid.NewGuid();

        await _gateway.Admin().PostAsync($"/api/labels/{label}/revisions", null);

        var row = await _gateway.InDatabaseAsync(db => db.Audit.SingleAsync(row => row.Subject == $"label:{label}"));
        Assert.Equal(("label.change", 200), (row.Action, row.Status));
    }

    [Fact]
    public async Task Change_WhenTheServiceNamesTheImages_IsRecordedWithThemAndTheHeadersStayHere()
    {
        var created = Guid.NewGuid();
        _gateway.Backend = context =>
        {
            context.NoteForAudit(study: "1.2", series: "1.2.9");
            return TypedResults.Created($"/api/labels/{created}");
        };

        using var answer = await _gateway.Admin().PostAsync("/api/labels", null);

        var row = Assert.Single(await _gateway.AuditAsync($"id={created}"));
        Assert.Equal(("label.create", "1.2", "1.2.9"), (row.Action, row.StudyInstanceUid, row.SeriesInstanceUid));
        Assert.False(answer.Headers.Contains(AuditHeaders.Series));
        Assert.False(answer.Headers.Contains(AuditHeaders.Action));
    }

    [Fact]
    public async Task Page_OfALabel_IsRecordedWithIt()
    {
        var label = Guid.NewGuid();

        await _gateway.Admin().GetAsync($"/labels/{label}/quantify");

        var row = Assert.Single(await _gateway.AuditAsync($"id={label}"));
        Assert.Equal(("page.label", $"label:{label}"), (row.Action, row.Subject));
    }

    [Theory]
    [InlineData("GET", "labeling.read")]
    [InlineData("PATCH", "labeling.change")]
    public async Task Answer_ThatNamesNoAction_IsAReadOrAChangeOfItsService(string method, string action)
    {
        var label = Guid.NewGuid();

        await _gateway.Admin().SendAsync(new HttpRequestMessage(new HttpMethod(method), $"/api/labels/{label}.nii.gz"));

        var row = Assert.Single(await _gateway.AuditAsync($"id={label}"));
        Assert.Equal((action, $"label:{label}", 200), (row.Action, row.Subject, row.Status));
    }

    [Fact]
    public async Task Change_WhenItsServiceIsDown_IsRecordedWithWhatItsAddressNames()
    {
        await using var alone = new LonelyGateway();
        await alone.InitializeAsync();
        var label = Guid.NewGuid();

        await alone.Admin().PostAsync($"/api/labels/{label}/revisions", null);

        var row = Assert.Single(await alone.AuditAsync($"id={label}"));
        Assert.Equal(("labeling.change", $"label:{label}", 502), (row.Action, row.Subject, row.Status));
    }

    [Theory]
    [InlineData("/dicom-web/studies/1.2.50/series/1.2.51/instances/1.2.52/frames/1")]
    [InlineData("/DICOM-Web/Studies/1.2.50/Series/1.2.51/Instances/1.2.52")]
    public async Task Row_HasTheIdentifiersOfTheAddress(string address)
    {
        await _gateway.Admin().GetAsync(address);

        var row = (await _gateway.AuditAsync("id=1.2.52"))[0];
        Assert.Equal(
            ("ingest.read", "1.2.50", "1.2.51", "1.2.52"),
            (row.Action, row.StudyInstanceUid, row.SeriesInstanceUid, row.SopInstanceUid));
    }

    /// <summary>Also where nobody is signed in, and the room that was kept for a row is free again.</summary>
    [Theory]
    [InlineData("/api/templates")]
    [InlineData("/sign-in")]
    public async Task Answer_ThatSaysNothingIsToBeRecorded_LeavesNoRow(string address)
    {
        var trail = _gateway.Services.GetRequiredService<AuditTrail>();
        while (trail.Waiting > 0)
            await Task.Delay(50); // rows of other tests
        var before = await _gateway.InDatabaseAsync(db => db.Audit.CountAsync());

        using var answer = await _gateway.Admin().GetAsync(address);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.False(answer.Headers.Contains(AuditHeaders.Action));
        Assert.Equal(0, trail.Waiting);
        Assert.Equal(before, await _gateway.InDatabaseAsync(db => db.Audit.CountAsync()));
    }

    [Fact]
    public async Task Read_ThatTheServiceRefuses_IsRecordedAsRefused()
    {
        _gateway.Backend = _ => TypedResults.StatusCode(StatusCodes.Status403Forbidden);

        await _gateway.Admin().GetAsync("/api/series/1.2.3.403/slices/0");

        Assert.Equal(403, Assert.Single(await _gateway.AuditAsync("id=1.2.3.403&outcome=refused")).Status);
    }

    [Fact]
    public async Task Read_OfAnAddressThatNamesAPatient_RecordsNoName()
    {
        await _gateway.Admin().GetAsync("/api/series/KIM%5EMINSU/slices/0?search=KIM%5EMINSU");
        await _gateway.Admin().GetAsync("/api/series/1.2.3.99/slices/0");
        await _gateway.AuditAsync("id=1.2.3.99");

        var csv = await _gateway.Admin().GetStringAsync("/api/access/audit.csv");

        Assert.DoesNotContain("MINSU", csv, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIn_ThatFails_IsRecordedForAUserAndNotForAStranger()
    {
        await _gateway.CreateUserAsync("target", Roles.Annotator);
        (await _gateway.Browser().SignInAsync("target", "wrong")).Dispose();
        (await _gateway.Browser().SignInAsync("my-password-typed-here", "wrong")).Dispose();

        var row = Assert.Single(await _gateway.AuditAsync("action=sign-in&user=target"));

        Assert.Equal(401, row.Status);
        Assert.Empty((await _gateway.Admin().GetFromJsonAsync<AuditPage>("/api/access/audit?user=my-password-typed-here"))!.Rows);
        Assert.Contains(await _gateway.AuditAsync("action=sign-in&outcome=refused", 2), one => one.UserName is null);
    }

    [Fact]
    public async Task Audit_Paged_GivesEveryRowOnceNewestFirst()
    {
        for (var i = 0; i < 5; i++)
            await _gateway.Admin().PostAsync("/api/labels/00000000-0000-0000-0000-000000000777/revisions", null);
        var seen = new List<AuditRow>();
        for (Guid? before = null; ;)
        {
            var page = (await _gateway.Admin().GetFromJsonAsync<AuditPage>(
                $"/api/access/audit?pageSize=2&id=00000000-0000-0000-0000-000000000777{(before is null ? "" : $"&before={before}")}"))!;
            seen.AddRange(page.Rows);
            if (page.Next is null)
                break;
            before = page.Next;
        }

        Assert.Equal(5, seen.DistinctBy(row => row.Id).Count());
        Assert.Equal(seen.OrderByDescending(row => row.At), seen);
    }

    [Theory]
    [InlineData("UPDATE access.audit SET user_name = 'nobody'")]
    [InlineData("DELETE FROM access.audit")]
    [InlineData("TRUNCATE access.audit")]
    public async Task Trail_ByTheGatewaysOwnRole_CanOnlyGrow(string statement)
    {
        await using var command = _gateway.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(statement);

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
    }

    [Fact]
    public async Task ImagesExchanged_DeliveredTwice_IsOneRow()
    {
        var harness = _gateway.Services.GetRequiredService<ITestHarness>();
        var received = new ImagesExchanged(
            Guid.CreateVersion7(), DateTimeOffset.UtcNow, "image.receive", "MODALITY1", "10.1.2.3", "1.2.77", "1.2.77.1", 300, 200);

        await harness.Bus.Publish(received);
        await harness.Bus.Publish(received);
        await _gateway.AuditAsync("id=1.2.77.1");
        var consumed = harness.Consumed.SelectAsync<ImagesExchanged>(one => one.Context.Message.Id == received.Id);
        Assert.Equal(2, await AsyncEnumerable.CountAsync(AsyncEnumerable.Take(consumed, 2)));

        var row = Assert.Single(await _gateway.AuditAsync("id=1.2.77.1"));
        Assert.Equal(("dicom", "MODALITY1@10.1.2.3", 300), (row.Via, row.Source, row.Count));
    }

    [Fact]
    public async Task Audit_AsCsv_IsADownloadWithAHeadAndALinePerRow()
    {
        await _gateway.Admin().PostAsync("/api/labels/00000000-0000-0000-0000-000000000888/revisions", null);

        using var answer = await _gateway.Admin().GetAsync("/api/access/audit.csv?id=00000000-0000-0000-0000-000000000888");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.EndsWith(".csv", answer.Content.Headers.ContentDisposition!.FileName, StringComparison.Ordinal);
        var lines = (await answer.Content.ReadAsStringAsync()).TrimEnd().Split("\r\n");
        Assert.Equal(2, lines.Length);
        Assert.Contains(",admin,Administrator,token,", lines[1], StringComparison.Ordinal);
    }

    private static IEnumerable<int> SlicesOf(string ranges) => ranges.Split(',').SelectMany(range =>
    {
        var ends = range.Split('-').Select(end => int.Parse(end, CultureInfo.InvariantCulture)).ToArray();
        return Enumerable.Range(ends[0], ends[^1] - ends[0] + 1);
    });
}
