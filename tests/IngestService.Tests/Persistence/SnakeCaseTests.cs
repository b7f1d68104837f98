using Microsoft.EntityFrameworkCore;
using Voxmark.Fixtures.Databases;
using Voxmark.IngestService.Persistence;
using Voxmark.ServiceDefaults.Outbox;

namespace Voxmark.IngestService.Tests.Persistence;

/// <summary>Columns had the names of C# until 28 November 2026. A database of then keeps its rows, and says so in names without
/// quotes.</summary>
public sealed class SnakeCaseTests
{
    [Fact]
    public async Task Up_OfAFormerDatabase_KeepsItsRows()
    {
        using var former = await FormerDatabase.CreateAsync<IngestDbContext>(IngestDbContext.Schema, "20261128094851_PutRight");
        await former.ExecuteAsync("""
            INSERT INTO imaging.studies ("StudyInstanceUid", "PatientName", "PatientId", "StudyDate", "ChangedAt", "IsPatientCorrected")
            VALUES ('1.2', 'Kim^Ara', 'P-1', '2026-01-31', now(), true);
            INSERT INTO imaging.series ("SeriesInstanceUid", "StudyInstanceUid", "Modality", "State", "InstanceCount", "SliceCount",
                "ChangedAt", "BuildAttempts", "Patient", "Acquisition")
            VALUES ('1.2.3', '1.2', 'CT', 'Ready', 1, 1, now(), 0, '{"HeightCm": 163}', '{"TubeVoltageKv": 120}');
            INSERT INTO imaging.instances ("SopInstanceUid", "SeriesInstanceUid", "SopClassUid", "TransferSyntaxUid", "Rows", "Columns",
                "Sha256", "SizeBytes", "ObjectKey", "State", "ReceivedAt")
            VALUES ('1.2.3.4', '1.2.3', '1.2.840', '1.2.840.1', 512, 256, '\x01', 526336, 'dicom/1.2.3.4', 'Stored', now());
            INSERT INTO imaging.patient_corrections ("Id", "StudyInstanceUid", "From", "To", "CorrectedById", "CorrectedBy", "CorrectedAt")
            VALUES (gen_random_uuid(), '1.2', '{"Name": "Kim^Arang", "Id": "P-2"}', '{"Name": "Kim^Ara", "Id": "P-1"}',
                'lee', 'Dr Lee', now());
            INSERT INTO imaging.uploads ("Id", "CreatedBy", "CreatedAt") VALUES ('00000000-0000-7000-8000-000000000001', 'lee', now());
            INSERT INTO imaging.uploaded_files ("UploadId", "Name", "Outcome", "At")
            VALUES ('00000000-0000-7000-8000-000000000001', 'a.dcm', 'Rejected', now());
            INSERT INTO imaging.outbox ("Id", "Type", "Body", "CreatedAt", "Attempts", "NextAttemptAt")
            VALUES (gen_random_uuid(), 'build-series-volume', '{}', now(), 0, now());
            """);

        await former.UpgradeAsync();

        Assert.Empty(await former.NamesInQuotesAsync());
        var series = await former.InDatabaseAsync(db => db.Series.Include(s => s.Study).Include(s => s.Instances).SingleAsync());
        Assert.Equal(("Kim^Ara", "P-1", true), (series.Study!.PatientName, series.Study.PatientId, series.Study.IsPatientCorrected));
        Assert.Equal((163, 120), (series.Patient.HeightCm, series.Acquisition.TubeVoltageKv));
        Assert.Equal((512, 256, "dicom/1.2.3.4"), (series.Instances[0].Rows, series.Instances[0].Columns, series.Instances[0].ObjectKey));
        var correction = await former.InDatabaseAsync(db => db.Corrections.SingleAsync());
        Assert.Equal(("Kim^Arang", "Kim^Ara"), (correction.From.Name, correction.To.Name));
        Assert.Equal("a.dcm", await former.InDatabaseAsync(db => db.UploadedFiles.Select(f => f.Name).SingleAsync()));
        Assert.Equal(1, await former.InDatabaseAsync(db => db.Set<OutboxMessage>().CountAsync()));
        // The search text is still made of the other columns.
        Assert.Equal("kim^ara", await former.InDatabaseAsync(db => db.Studies.Select(s => s.SearchText.Substring(0, 7)).SingleAsync()));
    }
}
