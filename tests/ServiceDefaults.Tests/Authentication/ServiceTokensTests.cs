using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Voxmark.ServiceDefaults.Authentication;

namespace Voxmark.ServiceDefaults.Tests.Authentication;

public sealed class ServiceTokensTests
{
    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false };

    [Fact]
    public async Task Issue_WhenValidatedWithTheSameKey_CarriesNameAndRoles()
    {
        var tokens = With("a-key-that-only-tests-know-0123456789");

        var result = await Handler.ValidateTokenAsync(tokens.Issue("7", "Kim", [Roles.Annotator]), tokens.Validation);

        Assert.True(result.IsValid, result.Exception?.Message);
        Assert.Equal("Kim", result.ClaimsIdentity.Name);
        Assert.True(result.ClaimsIdentity.HasClaim("role", Roles.Annotator));
    }

    [Fact]
    public async Task Issue_WhenValidatedWithAnotherKey_IsRefused()
    {
        var token = With("a-key-that-only-tests-know-0123456789").Issue("7", "Kim", [Roles.Admin]);

        var result = await Handler.ValidateTokenAsync(token, With("another-key-that-tests-know-9876543210").Validation);

        Assert.False(result.IsValid);
    }

    [Fact]
    public async Task Issue_AfterSixMinutes_HasExpired()
    {
        var then = new FixedClock(DateTimeOffset.UtcNow - TimeSpan.FromMinutes(6));
        var tokens = With("a-key-that-only-tests-know-0123456789", then);

        var result = await Handler.ValidateTokenAsync(tokens.Issue("7", "Kim", []), tokens.Validation);

        Assert.False(result.IsValid);
    }

    private static ServiceTokens With(string key, TimeProvider? clock = null) =>
        new(Options.Create(new ServiceTokenOptions { Key = key }), clock ?? TimeProvider.System);

    private sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
