using Npgsql;

namespace Voxmark.Benchmarks.Ingest;

/// <summary>
/// Studies that exist in the index only: 100,000 of them would take hours to receive. Names, dates, modalities and
/// identifiers are spread as in a hospital's archive, and the same at every run.
/// </summary>
internal static class Archive
{
    private const string Root = "1.2.826.0.1.3680043.10.1541.9";

    /// <summary>Adds studies until there are so many that were made here.</summary>
    public static async Task GrowToAsync(string connection, int studies)
    {
        await using var database = NpgsqlDataSource.Create(connection);
        await ExecuteAsync(
            $"""
            INSERT INTO imaging.studies (study_instance_uid, patient_name, patient_id, patient_sex, patient_age, patient_birth_date,
                study_date, study_time, study_id, study_description, accession_number, referring_physician_name, changed_at)
            SELECT '{Root}.' || n,
                (ARRAY['Kim','Lee','Park','Choi','Jung','Meyer','Schmidt','Smith','Jones','Garcia','Rossi','Dubois','Novak','Silva'])
                    [1 + n * 5 % 14]
                    || substr(md5(n::text), 1, 3) || '^' ||
                    (ARRAY['Minjun','Seoyeon','Jiho','Anna','Peter','Maria','John','Lucia','Paul','Emma','Ivan'])[1 + n * 3 % 11]
                    || CASE WHEN n % 3 = 0 THEN '=洪^吉洞=홍^길동' ELSE '' END,
                'P' || lpad((n * 7919 % {studies})::text, 7, '0'), CASE WHEN n % 2 = 0 THEN 'F' ELSE 'M' END,
                lpad((n % 90)::text, 3, '0') || 'Y',
                DATE '1930-01-01' + n * 31 % 29000, DATE '2026-01-31' - n * 13 % 3650,
                lpad((n * 37 % 86400 / 3600)::text, 2, '0') || '1500',
                n::text,
                (ARRAY['Abdomen','Thorax','Head','Spine','Pelvis'])[1 + n % 5] || ' '
                    || (ARRAY['routine','contrast','follow-up'])[1 + n % 3],
                'A' || lpad(n::text, 8, '0'), 'Ref' || n % 200 || '^Doctor', now() - n * interval '7 minutes'
            FROM generate_series(1, {studies}) n ON CONFLICT DO NOTHING;
            INSERT INTO imaging.series (series_instance_uid, study_instance_uid, modality, series_number, series_date, series_time,
                series_description, body_part_examined, state, instance_count, slice_count, changed_at, patient, acquisition)
            SELECT '{Root}.' || n || '.' || k, '{Root}.' || n, (ARRAY['CT','CT','CT','MR','CR','MR','CT','US','PT','CT'])[1 + (n + k) % 10],
                k, DATE '2026-01-31' - n * 13 % 3650, '101500', 'Axial ' || k || ' mm', 'ABDOMEN', 'Ready', 3, 3,
                now() - n * interval '7 minutes', jsonb_build_object(), jsonb_build_object()
            FROM generate_series(1, {studies}) n, generate_series(1, 2) k ON CONFLICT DO NOTHING;
            INSERT INTO imaging.instances (sop_instance_uid, series_instance_uid, sop_class_uid, transfer_syntax_uid, instance_number,
                rows, columns, bits_allocated, sha256, size_bytes, object_key, state, received_at)
            SELECT '{Root}.' || n || '.' || k || '.' || i, '{Root}.' || n || '.' || k,
                '1.2.840.10008.5.1.4.1.1.2', '1.2.840.10008.1.2.1', i,
                512, 512, 16, sha256((n || '.' || k || '.' || i)::bytea), 526336,
                'dicom/{Root}.' || n || '/' || k || '/' || i || '.dcm', 'Stored', now() - n * interval '7 minutes'
            FROM generate_series(1, {studies}) n, generate_series(1, 2) k, generate_series(1, 3) i ON CONFLICT DO NOTHING;
            """);
        // What a server does by itself within minutes.
        foreach (var table in (string[])["studies", "series", "instances"])
            await ExecuteAsync($"VACUUM (ANALYZE) imaging.{table}");
        await ExecuteAsync("CHECKPOINT");

        async Task ExecuteAsync(string sql)
        {
            await using var command = database.CreateCommand(sql);
            command.CommandTimeout = 600;
            await command.ExecuteNonQueryAsync();
        }
    }
}
