using System.Net;
using System.Text.Json;
using Voxmark.Tests;

namespace Voxmark.IngestService.Tests.DicomWeb;

/// <summary>Odd files from many makers, stored by STOW-RS, each in a request of its own.</summary>
public sealed class StoredZoo : IAsyncLifetime
{
    private readonly IngestFactory _factory = new();

    public HttpClient Client { get; private set; } = null!;

    /// <summary>Status and answer, by path inside the zoo.</summary>
    public Dictionary<string, (HttpStatusCode Status, JsonElement Answer)> Answers { get; } = [];

    /// <summary>Addresses of what is stored.</summary>
    public List<string> Instances { get; } = [];

    public async Task InitializeAsync()
    {
        if (SharedData.Root is null)
            return;
        await _factory.InitializeAsync();
        Client = _factory.ClientOf("annotator");
        var paths = Directory.EnumerateFiles(SharedData.PathOf("zoo"), "*", SearchOption.AllDirectories);
        foreach (var path in paths.Order(StringComparer.Ordinal))
        {
            var response = await Client.PostAsync("/dicom-web/studies", DicomWebClient.Multipart(await File.ReadAllBytesAsync(path)));
            var answer = await response.JsonAsync();
            Answers.Add(Path.GetRelativePath(SharedData.PathOf("zoo"), path), (response.StatusCode, answer));
            Instances.AddRange(answer.Items("00081199").Select(i => new Uri(i.Value("00081190")!).AbsolutePath));
        }
    }

    public async Task DisposeAsync()
    {
        if (SharedData.Root is not null)
            await _factory.DisposeAsync();
    }
}

public sealed class DicomWebZooTests(StoredZoo zoo) : IClassFixture<StoredZoo>
{
    [SharedDataFact]
    public void Store_OfAnyFile_IsASuccessOrSaysWhyNot() => Assert.All(zoo.Answers, file => Assert.True(
        file.Value.Status == HttpStatusCode.OK
        || (file.Value.Status == HttpStatusCode.Conflict && file.Value.Answer.Items("00081198")
            .Concat(file.Value.Answer.Items("0008119A")).All(failure => failure.Value("00000902") is { Length: > 10 })), file.Key));

    [SharedDataTheory]
    [InlineData("06_structure_private/MR_truncated.dcm", HttpStatusCode.Conflict)]
    [InlineData("05_charset/chrI2.dcm", HttpStatusCode.OK)]
    [InlineData("03_multiframe/emri_small.dcm", HttpStatusCode.OK)]
    [InlineData("02_ts_other/image_dfl.dcm", HttpStatusCode.OK)]
    public void Store_OfAFile_HasItsOutcome(string name, HttpStatusCode expected) => Assert.Equal(expected, zoo.Answers[name].Status);

    [SharedDataTheory]
    [InlineData("", "multipart/related; type=\"application/dicom\"; transfer-syntax=*")]
    [InlineData("", "multipart/related; type=\"application/dicom\"; transfer-syntax=1.2.840.10008.1.2.1")]
    [InlineData("/metadata", "application/dicom+json")]
    [InlineData("/frames/1", "multipart/related; type=\"application/octet-stream\"; transfer-syntax=*")]
    [InlineData("/frames/1", "multipart/related; type=\"application/octet-stream\"")]
    [InlineData("/rendered", "image/jpeg")]
    public async Task Retrieve_OfAnyStoredFile_WorksOrSaysWhyNot(string resource, string accept)
    {
        foreach (var instance in zoo.Instances)
        {
            var response = await zoo.Client.GetAsync(instance + resource, accept);
            Assert.True(
                response.IsSuccessStatusCode || (response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.NotAcceptable
                    or HttpStatusCode.UnprocessableEntity && response.Content.Headers.ContentType!.MediaType == "application/problem+json"),
                $"{instance}{resource}: {(int)response.StatusCode}");
            Assert.NotEmpty(await response.Content.ReadAsByteArrayAsync());
        }
    }
}
