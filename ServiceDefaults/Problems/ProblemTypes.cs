namespace Voxmark.ServiceDefaults.Problems;

/// <summary>Every problem type that an API of ours answers with: stable names for programs; the detail is for people.</summary>
public static class ProblemTypes
{
    public const string Outage = "urn:voxmark:outage";
    public const string NotFound = "urn:voxmark:not-found";
    public const string Invalid = "urn:voxmark:invalid";
    public const string StaleRevision = "urn:voxmark:stale-revision";
    public const string SeriesChanged = "urn:voxmark:series-changed";
    public const string Locked = "urn:voxmark:locked";
    public const string NotReady = "urn:voxmark:not-ready";
    public const string Unreadable = "urn:voxmark:unreadable";
    public const string NotAcceptable = "urn:voxmark:not-acceptable";
    public const string Conflict = "urn:voxmark:conflict";
    public const string TooLarge = "urn:voxmark:too-large";
    public const string SignedOut = "urn:voxmark:signed-out";
    public const string Forbidden = "urn:voxmark:forbidden";
    public const string Busy = "urn:voxmark:busy";

    /// <summary>The disk is full.</summary>
    public const string NoRoom = "urn:voxmark:no-room";
}
