using Voxmark.Gateway.People.SignIn;

namespace Voxmark.Gateway.Tests.People.SignIn;

public sealed class SignInEndpointsTests
{
    [Theory]
    [InlineData("/labels/1?tab=2", true)]
    [InlineData("/", true)]
    [InlineData("//evil.example", false)]
    [InlineData("/\\evil.example", false)]
    [InlineData("https://evil.example", false)]
    [InlineData("/a\nb", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void IsLocal_ReturnUrl_OnlyOwnPaths(string? url, bool expected) =>
        Assert.Equal(expected, SignInEndpoints.IsLocal(url));
}
