using Voxmark.Gateway.People.Users;

namespace Voxmark.Gateway.Tests.People.Users;

public sealed class PasswordRulesTests
{
    [Theory]
    [InlineData("password", "password-too-common")]
    [InlineData("12345678", "password-too-common")]
    [InlineData("aaaaaaaa", "password-too-common")]
    [InlineData("qwertyuiop", "password-too-common")]
    [InlineData("P@ssw0rd", "password-too-common")]
    [InlineData("iloveyou1", "password-too-common")]
    [InlineData("seven77", "password-too-short")]
    [InlineData("junho.lee", "password-holds-name")]
    [InlineData("xJUNHO.LEE9k!", "password-holds-name")]
    [InlineData("Junho Lee 2026", "password-holds-name")]
    public void WhatIsWrong_WithWhatIsGuessedFirst_SaysIt(string password, string code) =>
        Assert.Equal(code, PasswordRules.WhatIsWrong(password, isAdministrator: false, "junho.lee", "Junho Lee")?.Code);

    [Theory]
    [InlineData("correct horse battery")]
    [InlineData("gtk7-wo2p-fe3x-9amz")]
    [InlineData("한라산에서 커피 한 잔")]
    public void WhatIsWrong_WithAGoodOne_IsNothing(string password) =>
        Assert.Null(PasswordRules.WhatIsWrong(password, isAdministrator: true, "junho.lee", "Junho Lee"));

    [Fact]
    public void WhatIsWrong_WithElevenCharacters_DependsOnWhoUsesIt()
    {
        const string eleven = "gtk7-wo2p-f";

        Assert.Null(PasswordRules.WhatIsWrong(eleven, isAdministrator: false, "kim"));
        Assert.Equal("administrator-password-too-short", PasswordRules.WhatIsWrong(eleven, isAdministrator: true, "kim")?.Code);
    }

    /// <summary>The estimate takes longer with length; a long one is no attack on us.</summary>
    [Fact]
    public void WhatIsWrong_WithAVeryLongOne_IsNothing() =>
        Assert.Null(PasswordRules.WhatIsWrong(string.Concat(Enumerable.Range(0, 20_000).Select(n => $"{n * 7919 % 10007}x")), true, "kim"));
}
