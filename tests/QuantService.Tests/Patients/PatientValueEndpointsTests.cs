using System.Net;
using System.Net.Http.Json;
using Voxmark.Contracts.Quant;
using Voxmark.ServiceDefaults;
using Voxmark.ServiceDefaults.Authentication;

namespace Voxmark.QuantService.Tests.Patients;

public sealed class PatientValueEndpointsTests(QuantServiceFactory service) : IClassFixture<QuantServiceFactory>
{
    [Fact]
    public async Task Type_AHeight_IsMeasuredWithFromThenOn()
    {
        var series = service.AddPhantom();
        await TypeAsync(new(series, 170, null));

        var result = await MeasureAsync(series);

        Assert.Equal(
            (170.0, "typed", "Some annotator"),
            (result.Subject.HeightCm, result.Subject.HeightSource, result.Subject.HeightTyped?.By.Name));
        Assert.Null(result.Subject.WeightKg);
    }

    [Fact]
    public async Task Type_Nothing_ForgetsWhatWasTyped()
    {
        var series = service.AddPhantom();
        await TypeAsync(new(series, 170, 70));
        await TypeAsync(new(series, null, 70));

        var subject = (await MeasureAsync(series)).Subject;
        Assert.Equal((null, 70.0), (subject.HeightCm, subject.WeightKg));
    }

    [Fact] // who types 170 again did not type it first
    public async Task Type_TheSameValueAgain_KeepsWhoTypedItAndWhen()
    {
        var series = service.AddPhantom();
        await TypeAsync(new(series, 170, null));
        var first = (await MeasureAsync(series)).Subject.HeightTyped;
        await TypeAsync(new(series, 170, 70));

        Assert.Equal(first, (await MeasureAsync(series)).Subject.HeightTyped);
    }

    [Fact]
    public async Task Type_AnAbsurdValue_NamesTheField()
    {
        using var response = await service.Annotator.PutAsJsonAsync(
            "/api/quant/patient-values", new TypePatientValues(service.AddPhantom(), 1.7, null), Defaults.Json);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("heightCm", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2.25.404")]
    [InlineData("")]
    [InlineData(null)]
    public async Task Type_ForASeriesThatIsNotHere_Is404(string? series)
    {
        using var response = await service.Annotator.PutAsJsonAsync(
            "/api/quant/patient-values", new TypePatientValues(series!, 170, null), Defaults.Json);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Type_ByWhoOnlyLooks_IsRefused()
    {
        using var response = await service.ClientOf(Roles.Researcher).PutAsJsonAsync(
            "/api/quant/patient-values", new TypePatientValues(service.AddPhantom(), 170, null), Defaults.Json);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact] // unsynchronised: none of them may fail, whatever order they come in
    public async Task Type_ManyAtOnce_IsNoFailure()
    {
        var series = service.AddPhantom();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(n => TypeAsync(new(series, 160 + n, null))));

        Assert.InRange((await MeasureAsync(series)).Subject.HeightCm!.Value, 160, 167);
    }

    private async Task TypeAsync(TypePatientValues body)
    {
        using var response = await service.Annotator.PutAsJsonAsync("/api/quant/patient-values", body, Defaults.Json);
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
    }

    private Task<QuantResult> MeasureAsync(string series) =>
        service.MeasureAsync(new StartQuant(service.AddLabel(series, 2).Id, null, null, null, null));
}
