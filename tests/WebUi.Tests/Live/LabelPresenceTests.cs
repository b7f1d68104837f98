using Voxmark.Contracts;
using Voxmark.WebUi.Live;

namespace Voxmark.WebUi.Tests.Live;

public sealed class LabelPresenceTests
{
    private static readonly Guid Label = Guid.NewGuid();

    private readonly Clock _clock = new();
    private readonly LabelPresence _presence;

    public LabelPresenceTests() => _presence = new(_clock);

    [Fact]
    public void At_HasWhoCameFirstFirst()
    {
        _presence.Note(Here("lee", slice: 1, sinceMinute: 5));
        _presence.Note(Here("park", slice: 2, sinceMinute: 3));

        Assert.Equal(["park", "lee"], _presence.At(Label).Select(here => here.Person.Id));
    }

    [Fact]
    public void Note_WhenRepeated_IsNothingNew()
    {
        Assert.True(_presence.Note(Here("lee", slice: 1)));
        Assert.False(_presence.Note(Here("lee", slice: 1)));
        Assert.True(_presence.Note(Here("lee", slice: 2)));
    }

    [Fact]
    public void Note_OfWhoLeft_ForgetsThem()
    {
        _presence.Note(Here("lee", slice: 1));

        Assert.True(_presence.Note(Here("lee", slice: 1) with { HasLeft = true }));
        Assert.Empty(_presence.At(Label));
    }

    [Fact]
    public void Expire_ForgetsWhoWasNotHeardOfForLong()
    {
        _presence.Note(Here("lee", slice: 1));
        _clock.Now += LabelPresence.GoneAfter / 2;
        _presence.Note(Here("park", slice: 2));
        Assert.Empty(_presence.Expire());

        _clock.Now += LabelPresence.GoneAfter / 2 + TimeSpan.FromSeconds(1);

        Assert.Equal([Label], _presence.Expire());
        Assert.Equal(["park"], _presence.At(Label).Select(here => here.Person.Id));
    }

    private static PresenceChanged Here(string user, int slice, int sinceMinute = 0) => new(
        Label,
        new Attendance(
            $"{user}/page", new Person(user, user), slice, IsWorking: true, DateTimeOffset.UnixEpoch.AddMinutes(sinceMinute)),
        HasLeft: false);

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = DateTimeOffset.UnixEpoch;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
