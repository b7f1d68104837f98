using Voxmark.Gateway.People.SignIn;

namespace Voxmark.Gateway.Tests.People.SignIn;

public sealed class SignInThrottleTests : IDisposable
{
    private readonly SignInThrottle _throttle = new();

    [Fact]
    public void MayTry_AfterTenWrongOnes_NotFromThere()
    {
        Count("kim", "10.0.0.1", isKnown: false, times: 10);

        Assert.False(_throttle.MayTry("Kim ", "10.0.0.1", isKnown: false));
    }

    [Fact]
    public void MayTry_WhenAnotherPlaceTriedTooOften_FromHere()
    {
        Count("kim", "10.0.0.1", isKnown: false, times: 10);

        Assert.True(_throttle.MayTry("kim", "10.0.0.2", isKnown: false));
        Assert.True(_throttle.MayTry("lee", "10.0.0.1", isKnown: false));
    }

    [Fact]
    public void MayTry_WhenStrangersGuessFromManyPlaces_OnlyWhereThePersonIsKnown()
    {
        for (var place = 0; place < 20; place++)
            Count("kim", $"10.0.1.{place}", isKnown: false, times: 5);

        Assert.False(_throttle.MayTry("kim", "10.0.2.1", isKnown: false));
        Assert.True(_throttle.MayTry("kim", "a-browser", isKnown: true));
    }

    [Fact]
    public void Forgive_LetsTheNameIn()
    {
        Count("kim", "10.0.0.1", isKnown: false, times: 10);

        _throttle.Forgive("kim");

        Assert.True(_throttle.MayTry("kim", "10.0.0.1", isKnown: false));
    }

    private void Count(string name, string place, bool isKnown, int times)
    {
        for (var i = 0; i < times; i++)
            _throttle.Count(name, place, isKnown);
    }

    public void Dispose() => _throttle.Dispose();
}
