using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Voxmark.ServiceDefaults.Auditing;

namespace Voxmark.ServiceDefaults.Tests.Auditing;

/// <summary>What the answers of a service say to the audit trail.</summary>
public sealed class AuditHeadersTests : IAsyncLifetime
{
    private readonly WebApplication _service = Build();
    private readonly HttpClient _client = new();

    [Theory]
    [InlineData("GET", "/labels/1", 200, "read label.read")]
    [InlineData("GET", "/labels/1.nii.gz", 200, "read label.export")]
    [InlineData("POST", "/labels", 200, "change label.create")]
    [InlineData("GET", "/models", 200, "nothing")]
    [InlineData("GET", "/secrets", 401, "read secret.read")]
    [InlineData("GET", "/broken", 500, "read broken.read")]
    [InlineData("GET", "/nowhere", 404, null)]
    [InlineData("DELETE", "/labels", 405, null)]
    public async Task Answer_SaysWhatItsEndpointIsCalled(string method, string address, int status, string? said)
    {
        using var answer = await _client.SendAsync(new HttpRequestMessage(new HttpMethod(method), _service.Urls.First() + address));

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(said, answer.Headers.TryGetValues(AuditHeaders.Action, out var values) ? values.Single() : null);
    }

    [Theory]
    [InlineData("read image.read", "image.read", false)]
    [InlineData("change label.create", "label.create", true)]
    [InlineData("nothing", null, false)]
    public void Take_ReadsWhatAnAnswerSaysAndLeavesNothing(string said, string? action, bool isChange)
    {
        var headers = new HeaderDictionary { [AuditHeaders.Action] = said, [AuditHeaders.Series] = "1.2.3", ["ETag"] = "\"1\"" };

        var taken = AuditHeaders.Take(headers);

        Assert.Equal((action, isChange, "1.2.3"), (taken.Action!.Action, taken.Action.IsChange, taken.Series));
        Assert.Equal(["ETag"], headers.Keys);
    }

    public Task InitializeAsync() => _service.StartAsync();

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _service.DisposeAsync();
    }

    private static WebApplication Build()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddAuthentication("none").AddCookie("none", cookie => cookie.Events.OnRedirectToLogin = context =>
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        });
        builder.Services.AddAuthorization();
        builder.Services.AddProblemDetails();
        var service = builder.Build();
        service.UseExceptionHandler();
        service.UseRouting();
        service.UseAuditNames();
        service.UseAuthentication();
        service.UseAuthorization();
        var labels = service.MapGroup("/labels").AuditRead("label.read");
        labels.MapGet("/{id:int}", () => "label");
        labels.MapGet("/{id:int}.nii.gz", () => "file").AuditRead("label.export");
        labels.MapPost("/", () => "made").AuditChange("label.create");
        service.MapGet("/models", () => "all").AuditNothing();
        service.MapGet("/secrets", () => "none").RequireAuthorization().AuditRead("secret.read");
        service.MapGet("/broken", string () => throw new InvalidOperationException()).AuditRead("broken.read");
        return service;
    }
}
