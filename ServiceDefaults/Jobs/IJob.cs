namespace Voxmark.ServiceDefaults.Jobs;

/// <summary>Work that somebody asked for and waits for; its row is the truth of how far it is.</summary>
public interface IJob
{
    /// <summary>It succeeded, failed or was cancelled, and stays so.</summary>
    bool IsOver { get; }

    /// <summary>The message of Contracts that tells those who watch.</summary>
    object ToEvent();
}
