using Npgsql;

namespace Voxmark.ServiceDefaults.Problems;

/// <summary>Whether something failed because a disk takes no more: it is full, over its quota, or read-only.</summary>
public static class DiskFailure
{
    /// <summary>ENOSPC; .NET keeps errno in <see cref="Exception.HResult"/> on Unix.</summary>
    internal const int NoSpace = 28;

    private const int ReadOnlyFileSystem = 30;
    private const int OverQuota = 122;
    private const int WindowsDiskFull = unchecked((int)0x80070070);

    public static bool IsIn(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is IOException { HResult: NoSpace or ReadOnlyFileSystem or OverQuota or WindowsDiskFull }
                or PostgresException { SqlState: PostgresErrorCodes.DiskFull }
                || (exception is AggregateException all && all.InnerExceptions.Any(IsIn)))
                return true;
        }

        return false;
    }
}
