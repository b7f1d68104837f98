using Voxmark.ServiceDefaults.Auditing;

namespace Voxmark.WebUi.Tests.Pages;

/// <summary>What pages are called in the audit trail, also those that could not be shown.</summary>
public sealed class AuditNamesTests : IDisposable
{
    private readonly WebUiFactory _web = new();

    [Theory]
    [InlineData("/labels/6f1b1f6e-52e8-4b43-9f4e-3f2a9f6c1a11", 404, "read page.label")]
    [InlineData("/labels/6f1b1f6e-52e8-4b43-9f4e-3f2a9f6c1a11/quantify", 404, "read page.label")]
    [InlineData("/series/1.2.3/area", 404, "read page.series")]
    [InlineData("/studies", 502, "read page.studies")]
    [InlineData("/users", 403, "nothing")]
    [InlineData("/nowhere", 404, "nothing")]
    [InlineData("/sign-in", 200, "nothing")]
    public async Task Page_WhateverIsShownInItsPlace_KeepsItsName(string address, int status, string said)
    {
        _web.Upstream.Fail("ingest/api/studies");

        using var answer = await _web.Browser().GetAsync(address);

        Assert.Equal((status, said), ((int)answer.StatusCode, answer.Headers.GetValues(AuditHeaders.Action).Single()));
    }

    public void Dispose() => _web.Dispose();
}
