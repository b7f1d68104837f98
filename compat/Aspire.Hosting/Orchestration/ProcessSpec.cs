namespace Aspire.Hosting.Orchestration;

/// <summary>How to run one program, and how to end it.</summary>
/// <param name="FileName">Absolute path.</param>
internal sealed record ProcessSpec(string FileName, IReadOnlyList<string> Arguments, string WorkingDirectory)
{
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether the host's own environment lies beneath <see cref="Environment"/>.</summary>
    public bool InheritsEnvironment { get; init; } = true;

    /// <summary>The account to run as; null means the host's own.</summary>
    public ProcessUser? User { get; init; }

    public Signal StopSignal { get; init; } = Signal.Terminate;

    /// <summary>After this long without an end, the process group is killed.</summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>What the kernel sends when the host dies without having stopped its processes.</summary>
    public Signal ParentDeathSignal { get; init; } = Signal.Kill;
}

/// <summary>An account for a process that must not run as root.</summary>
/// <param name="Name">Also the name of its group.</param>
/// <param name="PassesClosedFolders">
/// Keeps the capability to read and traverse any folder, for data below one that is closed to others (such as /root).
/// </param>
internal sealed record ProcessUser(string Name, bool PassesClosedFolders);

/// <summary>Signal numbers on Linux.</summary>
internal enum Signal
{
    Interrupt = 2,
    Quit = 3,
    Kill = 9,
    Terminate = 15,
}
