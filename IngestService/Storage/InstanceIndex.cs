using Npgsql;
using Voxmark.IngestService.Dicom;
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

    /// <summary>Its study is another patient's: nothing was written.</summary>
    OtherPatient,
}

/// <summary>The row that has an instance's place.</summary>
internal sealed record Holder(InstanceState State, byte[] Sha256, long SizeBytes, string ObjectKey);

/// <summary>
/// The rows of studies, series and instances, written by set operations that any number of uploads can do at once: all
/// insert and lock parents first and in the same order, so that none waits for one that waits for it. Each is one round trip of
/// prepared statements and one commit. Thread-safe.
/// </summary>
internal sealed class InstanceIndex(NpgsqlDataSource database, TimeProvider clock)
{
    /// <summary>Writes the pending row, unless another file has that place.</summary>
    /// <returns>And who has the place now; null when its series is under another study, or its study another patient's.</returns>
    public async Task<(Claim Claim, Holder? Holder)> ClaimAsync(InstanceHeader header, ReceivedFile file, CancellationToken ct)
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

    /// <summary>
    /// Gives the place of a file that never came, or is lost, to another: its row is pending as if it were new. A file of
    /// other content takes the place of a stored one only when the index knows no difference between the two images.
    /// </summary>
    /// <param name="holder">Whose file is not there; a row that has changed since is left alone.</param>
    /// <param name="key">Where the new file will lie.</param>
    /// <returns>Whether the place was given.</returns>
    public async Task<bool> TakeOverAsync(InstanceHeader header, ReceivedFile file, Holder holder, string key, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            """
            UPDATE instances SET state = 'Pending', sha256 = $3, size_bytes = $4, object_key = $5,
                transfer_syntax_uid = $6, received_at = $7, sop_class_uid = $8, rows = $9, columns = $10,
                bits_allocated = $11, number_of_frames = $12, instance_number = $13
            WHERE sop_instance_uid = $1 AND series_instance_uid = $2 AND sha256 = $14 AND (state = 'Pending'
                OR (sop_class_uid, rows, columns, bits_allocated, number_of_frames, instance_number)
                    IS NOT DISTINCT FROM ($8, $9, $10, $11, $12, $13))
            """,
            Sql.Text(header.SopInstanceUid), Sql.Text(header.SeriesInstanceUid), Sql.Bytes(file.Sha256), Sql.Long(file.SizeBytes),
            Sql.Text(key), Sql.Text(header.TransferSyntaxUid), Sql.Time(clock.GetUtcNow()), Sql.Text(header.SopClassUid),
            Sql.Number(header.Rows), Sql.Number(header.Columns), Sql.Number(header.BitsAllocated),
            Sql.Number(header.NumberOfFrames), Sql.Number(header.InstanceNumber), Sql.Bytes(holder.Sha256));
        return await command.ExecuteNonQueryAsync(ct) == 1;
    }

    /// <summary>Says that the file is durable, and records it in its upload, if it came by one.</summary>
    /// <returns>False when there is no pending row of this content any more: nothing was written then.</returns>
    public async Task<bool> ConfirmAsync(
        string sopInstanceUid, string seriesInstanceUid, byte[] sha256, UploadRecord? record, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var batch = new NpgsqlBatch(connection);
        // The shared lock makes a build wait for us, and us for a build: none counts the series complete while an
        // instance is on its way.
        batch.Add("SELECT FROM series WHERE series_instance_uid = $1 FOR KEY SHARE", Sql.Text(seriesInstanceUid));
        if (record is null)
            batch.Add(Confirm, Sql.Text(sopInstanceUid), Sql.Bytes(sha256));
        else
            record.AddTo(batch, Confirm, sopInstanceUid, sha256, seriesInstanceUid, clock.GetUtcNow());
        batch.Add(
            """
            UPDATE series SET state = 'Receiving', changed_at = $2, build_attempts = 0
            WHERE series_instance_uid = $1 AND state <> 'Receiving'
            """,
            Sql.Text(seriesInstanceUid), Sql.Time(clock.GetUtcNow()));
        await batch.PrepareAsync(ct);
        await using var reader = await batch.ExecuteReaderAsync(ct);
        await reader.NextResultAsync(ct); // of the lock: nothing
        var isStored = await reader.ReadAsync(ct);
        await reader.NextResultAsync(ct); // past the commit: it may fail
        return isStored;
    }

    /// <summary>Removes the study and the series that a claim has made, unless something else is in them.</summary>
    public async Task RetractAsync(string studyInstanceUid, string seriesInstanceUid, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var batch = new NpgsqlBatch(connection);
        batch.Add("SELECT FROM studies WHERE study_instance_uid = $1 FOR UPDATE", Sql.Text(studyInstanceUid));
        batch.Add(
            """
            DELETE FROM series s WHERE series_instance_uid = $1
                AND NOT EXISTS (SELECT FROM instances i WHERE i.series_instance_uid = s.series_instance_uid)
            """,
            Sql.Text(seriesInstanceUid));
        batch.Add(
            """
            DELETE FROM studies s WHERE study_instance_uid = $1
                AND NOT EXISTS (SELECT FROM series x WHERE x.study_instance_uid = s.study_instance_uid)
            """,
            Sql.Text(studyInstanceUid));
        try
        {
            await batch.ExecuteNonQueryAsync(ct);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.ForeignKeyViolation)
        {
            // another file has come into it in this very moment
        }
    }

    private const string Confirm =
        """
        UPDATE instances SET state = 'Stored'
        WHERE sop_instance_uid = $1 AND sha256 = $2 AND state = 'Pending' RETURNING 1
        """;

    /// <summary>Columns that a later file fills where an earlier one left them empty: empty never beats filled. Their values are the
    /// parameters from 2 on.</summary>
    private static readonly string[] StudyColumns =
    [
        "patient_name", "patient_id", "patient_sex", "patient_birth_date", "patient_age", "study_date", "study_time", "study_id",
        "study_description", "accession_number", "referring_physician_name",
    ];

    private static readonly string[] SeriesColumns =
        ["series_number", "series_date", "series_time", "series_description", "body_part_examined"];

    /// <summary>Of the study columns, those that a person may have corrected: what was emptied stays empty.</summary>
    private const int PatientColumns = 4;

    private static string Filled(string[] columns, int correctable = 0) =>
        string.Join(", ", columns.Select((column, i) => $"{column} = COALESCE(st.{column}, {Given(i, correctable)})"));

    private static string Fillable(string[] columns, int correctable = 0) =>
        string.Join(" OR ", columns.Select((column, i) => $"(st.{column} IS NULL AND {Given(i, correctable)} IS NOT NULL)"));

    private static string Given(int column, int correctable) =>
        column < correctable ? $"CASE WHEN NOT st.is_patient_corrected THEN ${column + 2} END" : $"${column + 2}";

    /// <summary>
    /// Whether study <c>st</c> is this patient's, by the numbers of three parameters: identifier, name and birth date. A study
    /// that was corrected is the patient's that its files name, too.
    /// </summary>
    private static string SamePatient(int id, int name, int birthDate) =>
        $"""
        ({Same("st.patient_id", id, "st.patient_name", name, "st.patient_birth_date", birthDate)}
        OR st.is_patient_corrected AND EXISTS (SELECT FROM patient_corrections c
            WHERE c.study_instance_uid = st.study_instance_uid AND c.withdrawn_at IS NULL AND c.deletion_id IS NULL
            AND {Same(
                "(c.patient_before->>'Id')", id, "(c.patient_before->>'Name')", name,
                "(c.patient_before->>'BirthDate')::date", birthDate)}))
        """;

    /// <summary>
    /// Either side may leave each of the three empty. Of a name one group is enough (Hong^Gildong is
    /// Hong^Gildong=洪^吉洞=홍^길동), whatever its case and separators.
    /// </summary>
    private static string Same(string idIs, int id, string nameIs, int name, string birthDateIs, int birthDate) =>
        $"""
        (({idIs} IS NULL OR ${id} IS NULL OR lower({idIs}) = lower(${id}))
        AND ({nameIs} IS NULL OR ${name} IS NULL OR {Groups(nameIs)} && array_remove({Groups($"${name}")}, ''))
        AND ({birthDateIs} IS NULL OR ${birthDate} IS NULL OR {birthDateIs} = ${birthDate}))
        """;

    private static string Groups(string name) => $"string_to_array(lower({NameSearch.CompactSql(name)}), '=')";

    private async Task<(Claim, Holder?)> TryClaimAsync(InstanceHeader header, ReceivedFile file, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var batch = ClaimBatch(connection, header, file);
        await batch.PrepareAsync(ct);
        await using var reader = await batch.ExecuteReaderAsync(ct);
        if (!await reader.ReadAsync(ct) || !reader.GetBoolean(0))
            return (Claim.OtherPatient, null);
        await reader.NextResultAsync(ct);
        if (!await reader.ReadAsync(ct))
            return (Claim.OtherStudy, null);
        var holder = new Holder(
            Enum.Parse<InstanceState>(reader.GetString(1)), reader.GetFieldValue<byte[]>(0), reader.GetInt64(2), reader.GetString(3));
        await reader.NextResultAsync(ct); // past the commit: it may fail
        var isSame = holder.Sha256.AsSpan().SequenceEqual(file.Sha256);
        return (!isSame ? Claim.OtherContent : holder.State == InstanceState.Stored ? Claim.AlreadyStored : Claim.Claimed, holder);
    }

    private NpgsqlBatch ClaimBatch(NpgsqlConnection connection, InstanceHeader header, ReceivedFile file)
    {
        var now = Sql.Time(clock.GetUtcNow());
        var batch = new NpgsqlBatch(connection);
        batch.Add(
            """
            INSERT INTO studies (study_instance_uid, patient_name, patient_id, patient_sex, patient_age,
                patient_birth_date, study_date, study_time, study_id, study_description, accession_number,
                referring_physician_name, changed_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT DO NOTHING
            """,
            Sql.Text(header.StudyInstanceUid), Sql.Text(header.PatientName), Sql.Text(header.PatientId),
            Sql.Text(header.PatientSex), Sql.Text(header.PatientAge), Sql.Date(header.PatientBirthDate),
            Sql.Date(header.StudyDate), Sql.Text(header.StudyTime), Sql.Text(header.StudyId),
            Sql.Text(header.StudyDescription), Sql.Text(header.AccessionNumber), Sql.Text(header.ReferringPhysicianName), now);
        batch.Add(
            $"""
            UPDATE studies st SET {Filled(StudyColumns, PatientColumns)}
            WHERE study_instance_uid = $1 AND ({Fillable(StudyColumns, PatientColumns)}) AND {SamePatient(3, 2, 5)}
            """,
            Sql.Text(header.StudyInstanceUid), Sql.Text(header.PatientName), Sql.Text(header.PatientId),
            Sql.Text(header.PatientSex), Sql.Date(header.PatientBirthDate), Sql.Text(header.PatientAge),
            Sql.Date(header.StudyDate), Sql.Text(header.StudyTime), Sql.Text(header.StudyId),
            Sql.Text(header.StudyDescription), Sql.Text(header.AccessionNumber), Sql.Text(header.ReferringPhysicianName));
        batch.Add(
            $$"""
            INSERT INTO series (series_instance_uid, study_instance_uid, modality, series_number,
                series_date, series_time, series_description, body_part_examined, state, instance_count, slice_count,
                changed_at, build_attempts, patient, acquisition)
            SELECT $1, $2, $3, $4, $5, $6, $7, $8, 'Receiving', 0, 0, $9, 0, '{}'::jsonb, '{}'::jsonb
            WHERE EXISTS (SELECT FROM studies st WHERE study_instance_uid = $2 AND {{SamePatient(10, 11, 12)}})
            ON CONFLICT DO NOTHING
            """,
            Sql.Text(header.SeriesInstanceUid), Sql.Text(header.StudyInstanceUid), Sql.Text(header.Modality),
            Sql.Number(header.SeriesNumber), Sql.Date(header.SeriesDate), Sql.Text(header.SeriesTime),
            Sql.Text(header.SeriesDescription), Sql.Text(header.BodyPartExamined), now.Clone(),
            Sql.Text(header.PatientId), Sql.Text(header.PatientName), Sql.Date(header.PatientBirthDate));
        batch.Add(
            $"""
            UPDATE series st SET {Filled(SeriesColumns)}
            WHERE series_instance_uid = $1 AND study_instance_uid = $7 AND ({Fillable(SeriesColumns)})
            """,
            Sql.Text(header.SeriesInstanceUid), Sql.Number(header.SeriesNumber), Sql.Date(header.SeriesDate),
            Sql.Text(header.SeriesTime), Sql.Text(header.SeriesDescription), Sql.Text(header.BodyPartExamined),
            Sql.Text(header.StudyInstanceUid));
        batch.Add(
            $"""
            INSERT INTO instances (sop_instance_uid, series_instance_uid, sop_class_uid, transfer_syntax_uid,
                instance_number, rows, columns, bits_allocated, number_of_frames,
                sha256, size_bytes, object_key, state, received_at)
            SELECT $1, $2, $3, $4, $5, $11, $12, $13, $14, $6, $7, $8, 'Pending', $9
            WHERE EXISTS (SELECT FROM series WHERE series_instance_uid = $2 AND study_instance_uid = $10)
                AND EXISTS (SELECT FROM studies st WHERE study_instance_uid = $10 AND {SamePatient(15, 16, 17)})
            ON CONFLICT DO NOTHING
            """,
            Sql.Text(header.SopInstanceUid), Sql.Text(header.SeriesInstanceUid), Sql.Text(header.SopClassUid),
            Sql.Text(header.TransferSyntaxUid), Sql.Number(header.InstanceNumber), Sql.Bytes(file.Sha256),
            Sql.Long(file.SizeBytes), Sql.Text(header.ObjectKey), now.Clone(), Sql.Text(header.StudyInstanceUid),
            Sql.Number(header.Rows), Sql.Number(header.Columns), Sql.Number(header.BitsAllocated), Sql.Number(header.NumberOfFrames),
            Sql.Text(header.PatientId), Sql.Text(header.PatientName), Sql.Date(header.PatientBirthDate));
        batch.Add(
            $"SELECT {SamePatient(2, 3, 4)} FROM studies st WHERE study_instance_uid = $1",
            Sql.Text(header.StudyInstanceUid), Sql.Text(header.PatientId), Sql.Text(header.PatientName), Sql.Date(header.PatientBirthDate));
        batch.Add(
            "SELECT sha256, state, size_bytes, object_key FROM instances WHERE sop_instance_uid = $1",
            Sql.Text(header.SopInstanceUid));
        return batch;
    }
}
