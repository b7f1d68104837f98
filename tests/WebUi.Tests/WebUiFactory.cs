using System.Net.Http.Headers;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Voxmark.Fixtures.Services;
using Voxmark.ServiceDefaults.Authentication;

namespace Voxmark.WebUi.Tests;

/// <summary>The pages as they run, in front of services that answer what a test lays down.</summary>
public sealed class WebUiFactory : WebApplicationFactory<Program>
{
    public FakeUpstream Upstream { get; } = new();

    /// <summary>A browser that is signed in with one role, or not at all; it follows no redirect.</summary>
    public HttpClient Browser(string? role = Roles.Annotator)
    {
        var client = CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
        if (role is not null)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", TokenOf("Park Seoyeon", role));
        return client;
    }

    public string TokenOf(string userName, string role) =>
        Services.GetRequiredService<ServiceTokens>().Issue($"{userName}-id", userName, [role]);

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("ServiceTokens:Key", "a-key-that-only-tests-know-0123456789");
        builder.UseSetting("ConnectionStrings:rabbitmq", "amqp://nowhere");
        builder.UseSetting("services:ingest:http:0", "http://ingest");
        builder.UseSetting("services:labeling:http:0", "http://labeling");
        builder.ConfigureTestServices(services =>
        {
            services.AddPatientTestHarness();
            services.ConfigureHttpClientDefaults(http => http.ConfigurePrimaryHttpMessageHandler(() => Upstream));
        });
    }
}
