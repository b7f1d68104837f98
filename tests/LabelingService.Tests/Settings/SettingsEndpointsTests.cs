using System.Net;
using System.Net.Http.Json;
using System.Text;
using Voxmark.Contracts.Labeling;
using Voxmark.ServiceDefaults.Authentication;
using Voxmark.ServiceDefaults.Problems;
using static Voxmark.LabelingService.Tests.LabelingServiceFactory;

namespace Voxmark.LabelingService.Tests.Settings;

public sealed class SettingsEndpointsTests(LabelingServiceFactory service) : IClassFixture<LabelingServiceFactory>
{
    private const string Address = "/api/settings";

    // every test is another role's user, so that they do not meet
    private HttpClient Researcher => service.ClientOf(Roles.Researcher);

    [Fact]
    public async Task Find_WhenNothingWasStored_IsAnEmptyDocumentOfVersion0()
    {
        var settings = await Admin.GetFromJsonAsync<UserSettings>(Address);

        Assert.Equal((0, "{}"), (settings!.Version, settings.Document.GetRawText()));
    }

    [Fact]
    public async Task Replace_WithTheNewestVersion_KeepsTheDocumentForThisPersonOnly()
    {
        const string document = """{"keys":{"tool.brush":["KeyB"]},"note":"a\u0000b 근육"}""";

        var saved = await ReadAsync<UserSettings>(await PutAsync(Researcher, 0, document));

        Assert.Equal(1, saved.Version);
        Assert.Equal(document, (await Researcher.GetFromJsonAsync<UserSettings>(Address))!.Document.GetRawText());
        Assert.Equal(0, (await Admin.GetFromJsonAsync<UserSettings>(Address))!.Version);
    }

    [Fact]
    public async Task Replace_WithAnOlderVersion_Answers409()
    {
        var reviewer = service.ClientOf(Roles.Reviewer);
        await ReadAsync<UserSettings>(await PutAsync(reviewer, 0, "{}"));

        using var response = await PutAsync(reviewer, 0, """{"a":1}""");

        await AssertProblemAsync(response, HttpStatusCode.Conflict, ProblemTypes.StaleRevision);
        Assert.Equal("{}", (await reviewer.GetFromJsonAsync<UserSettings>(Address))!.Document.GetRawText());
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("7")]
    public async Task Replace_WithWhatIsNoObject_Answers400(string document)
    {
        using var response = await PutAsync(service.Annotator, 0, document);

        await AssertProblemAsync(response, HttpStatusCode.BadRequest, ProblemTypes.Invalid);
    }

    [Fact]
    public async Task Replace_WithMoreThan64Kilobytes_Answers400()
    {
        using var response = await PutAsync(service.Annotator, 0, $$"""{"a":"{{new string('x', 64 * 1024)}}"}""");

        await AssertProblemAsync(response, HttpStatusCode.BadRequest, ProblemTypes.Invalid);
    }

    [Fact]
    public async Task Replace_WithBytesThatAreNoText_Answers400()
    {
        byte[] body = [.. """{"version":0,"document":{"a":"""u8, (byte)'"', 0xff, 0xfe, .. "\"}}"u8];
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new("application/json");

        using var response = await service.Annotator.PutAsync(Address, content);

        await AssertProblemAsync(response, HttpStatusCode.BadRequest, ProblemTypes.Invalid);
    }

    private HttpClient Admin => service.ClientOf(Roles.Admin);

    private static Task<HttpResponseMessage> PutAsync(HttpClient client, int version, string document) =>
        client.PutAsync(
            Address, new StringContent($$"""{"version":{{version}},"document":{{document}}}""", Encoding.UTF8, "application/json"));
}
