using Microsoft.EntityFrameworkCore;
using Npgsql;
using Voxmark.IngestService.Persistence;

namespace Voxmark.IngestService.Storage;

/// <summary>What the index says to a file that wants to be stored.</summary>
internal enum Claim
{
    /// <summary>The row is pending: write the file, then confirm.</summary>
    Claimed,
    AlreadyStored,
    OtherContent,
    OtherStudy,
}

/// <summary>
/// The rows of studies, series and instances, written by set operations that any number of uploads can do at once: all
/// insert parents first and in the same order, so that none waits for one that waits for it.
/// </summary>
internal sealed class InstanceIndex(IngestDbContext db, TimeProvider clock)
{
    /// <summary>Writes the pending row, unless another file has that place.</summary>
    public async Task<Claim> ClaimAsync(InstanceHeader header, ReceivedFile file, CancellationToken ct)
    {
        try
        {
            return await TryClaimAsync(header, file, ct);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.ForeignKeyViolation)
        {
            return await TryClaimAsync(header, file, ct); // the sweeper removed the empty series in this very moment
        }
    }

    private async Task<Claim> TryClaimAsync(InstanceHeader header, ReceivedFile file, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            await using var batch = ClaimBatch(header, file);
            await using var reader = await batch.ExecuteReaderAsync(ct);
            if (!await reader.ReadAsync(ct))
                return Claim.OtherStudy;
            if (!reader.GetFieldValue<byte[]>(0).AsSpan().SequenceEqual(file.Sha256))
                return Claim.OtherContent;
            return reader.GetString(1) == nameof(InstanceState.Stored) ? Claim.AlreadyStored : Claim.Claimed;
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    /// <summary>Says that the file is durable.</summary>
    /// <returns>False when somebody else said so before.</returns>
    public async Task<bool> ConfirmAsync(string sopInstanceUid, string seriesInstanceUid, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            await using var batch = ConfirmBatch(sopInstanceUid, seriesInstanceUid);
            await using var reader = await batch.ExecuteReaderAsync(ct);
            await reader.NextResultAsync(ct); // of the lock: nothing
            return await reader.ReadAsync(ct);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    /// <summary>Removes a pending row whose file never came, and what it alone had made.</summary>
    public async Task ForgetAsync(StoredInstance instance, CancellationToken ct)
    {
        await db.Instances
            .Where(i => i.SopInstanceUid == instance.SopInstanceUid && i.State == InstanceState.Pending)
            .ExecuteDeleteAsync(ct);
        var study = await db.Series.Where(s => s.SeriesInstanceUid == instance.SeriesInstanceUid)
            .Select(s => s.StudyInstanceUid).SingleOrDefaultAsync(ct);
        await RemoveEmptyAsync(study, instance.SeriesInstanceUid, ct);
    }

    /// <summary>Removes the study and the series that a claim has made for a file that was then set aside.</summary>
    public async Task RetractAsync(InstanceHeader header, CancellationToken ct)
    {
        try
        {
            await RemoveEmptyAsync(header.StudyInstanceUid, header.SeriesInstanceUid, ct);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.ForeignKeyViolation)
        {
            // another file has come into it in this very moment
        }
    }

    private async Task RemoveEmptyAsync(string? study, string series, CancellationToken ct)
    {
        await db.Series.Where(s => s.SeriesInstanceUid == series && !s.Instances.Any()).ExecuteDeleteAsync(ct);
        await db.Studies.Where(s => s.StudyInstanceUid == study && !s.Series.Any()).ExecuteDeleteAsync(ct);
    }

    /// <summary>The shared lock on the series makes a build wait for us, and us for a build: none counts the series
    /// complete while an instance is on its way.</summary>
    private NpgsqlBatch ConfirmBatch(string sopInstanceUid, string seriesInstanceUid) => new((NpgsqlConnection)db.Database.GetDbConnection())
    {
        BatchCommands =
        {
            Command("""SELECT FROM imaging.series WHERE "SeriesInstanceUid" = $1 FOR KEY SHARE""", seriesInstanceUid),
            Command(
                """
                UPDATE imaging.instances SET "State" = 'Stored' WHERE "SopInstanceUid" = $1 AND "State" = 'Pending'
                RETURNING "SopInstanceUid"
                """,
                sopInstanceUid),
            Command(
                """
                UPDATE imaging.series SET "State" = 'Receiving', "ChangedAt" = $2
                WHERE "SeriesInstanceUid" = $1 AND "State" <> 'Receiving'
                """,
                seriesInstanceUid, clock.GetUtcNow()),
        },
    };

    private NpgsqlBatch ClaimBatch(InstanceHeader header, ReceivedFile file)
    {
        var now = clock.GetUtcNow();
        return new NpgsqlBatch((NpgsqlConnection)db.Database.GetDbConnection())
        {
            BatchCommands =
            {
                Command(
                    """
                    INSERT INTO imaging.studies ("StudyInstanceUid", "PatientName", "PatientId", "PatientSex", "PatientAge",
                        "PatientBirthDate", "StudyDate", "StudyTime", "StudyId", "StudyDescription", "AccessionNumber",
                        "ReferringPhysicianName", "ChangedAt")
                    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT DO NOTHING
                    """,
                    header.StudyInstanceUid, header.PatientName, header.PatientId, header.PatientSex, header.PatientAge,
                    header.PatientBirthDate, header.StudyDate, header.StudyTime, header.StudyId, header.StudyDescription,
                    header.AccessionNumber, header.ReferringPhysicianName, now),
                Command(
                    """
                    INSERT INTO imaging.series ("SeriesInstanceUid", "StudyInstanceUid", "Modality", "SeriesNumber",
                        "SeriesDate", "SeriesTime", "SeriesDescription", "BodyPartExamined", "State", "InstanceCount", "SliceCount",
                        "ChangedAt", "Patient", "Acquisition")
                    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'Receiving', 0, 0, $9, '{}', '{}') ON CONFLICT DO NOTHING
                    """,
                    header.SeriesInstanceUid, header.StudyInstanceUid, header.Modality, header.SeriesNumber,
                    header.SeriesDate, header.SeriesTime, header.SeriesDescription, header.BodyPartExamined, now),
                Command(
                    """
                    INSERT INTO imaging.instances ("SopInstanceUid", "SeriesInstanceUid", "SopClassUid", "TransferSyntaxUid",
                        "InstanceNumber", "Rows", "Columns", "BitsAllocated", "NumberOfFrames",
                        "Sha256", "SizeBytes", "ObjectKey", "State", "ReceivedAt")
                    SELECT $1, $2, $3, $4, $5::int, $11::int, $12::int, $13::int, $14::int, $6, $7, $8, 'Pending', $9
                    WHERE EXISTS (SELECT FROM imaging.series WHERE "SeriesInstanceUid" = $2 AND "StudyInstanceUid" = $10)
                    ON CONFLICT DO NOTHING
                    """,
                    header.SopInstanceUid, header.SeriesInstanceUid, header.SopClassUid, header.TransferSyntaxUid,
                    header.InstanceNumber, file.Sha256, file.SizeBytes, header.ObjectKey, now, header.StudyInstanceUid,
                    header.Rows, header.Columns, header.BitsAllocated, header.NumberOfFrames),
                Command("""SELECT "Sha256", "State" FROM imaging.instances WHERE "SopInstanceUid" = $1""", header.SopInstanceUid),
            },
        };
    }

    private static NpgsqlBatchCommand Command(string sql, params object?[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
        return command;
    }
}
