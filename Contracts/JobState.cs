namespace Voxmark.Contracts;

/// <summary>Where a job stands. It only moves down this list.</summary>
public enum JobState
{
    Queued,
    Running,
    Succeeded,
    Failed,
    Cancelled,
}
