using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Voxmark.InferenceService.Persistence.Migrations
{
    /// <summary>Names that SQL finds without quotes. Nothing is written anew: names change, rows stay where they are.</summary>
    public partial class SnakeCase : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.RenameColumn(name: "ChangedAt", schema: "inference", table: "jobs", newName: "changed_at");
            migrationBuilder.RenameColumn(name: "CreatedAt", schema: "inference", table: "jobs", newName: "created_at");
            migrationBuilder.RenameColumn(name: "Done", schema: "inference", table: "jobs", newName: "done");
            migrationBuilder.RenameColumn(name: "FirstSlice", schema: "inference", table: "jobs", newName: "first_slice");
            migrationBuilder.RenameColumn(name: "Id", schema: "inference", table: "jobs", newName: "id");
            migrationBuilder.RenameColumn(name: "LabelId", schema: "inference", table: "jobs", newName: "label_id");
            migrationBuilder.RenameColumn(name: "LastSlice", schema: "inference", table: "jobs", newName: "last_slice");
            migrationBuilder.RenameColumn(name: "Model", schema: "inference", table: "jobs", newName: "model");
            migrationBuilder.RenameColumn(name: "ModelVersion", schema: "inference", table: "jobs", newName: "model_version");
            migrationBuilder.RenameColumn(name: "Problem", schema: "inference", table: "jobs", newName: "problem");
            migrationBuilder.RenameColumn(name: "RequestedBy", schema: "inference", table: "jobs", newName: "requested_by");
            migrationBuilder.RenameColumn(name: "RequestedById", schema: "inference", table: "jobs", newName: "requested_by_id");
            migrationBuilder.RenameColumn(name: "SeriesInstanceUid", schema: "inference", table: "jobs", newName: "series_instance_uid");
            migrationBuilder.RenameColumn(name: "State", schema: "inference", table: "jobs", newName: "state");
            migrationBuilder.RenameColumn(name: "VolumeId", schema: "inference", table: "jobs", newName: "volume_id");
            migrationBuilder.RenameColumn(name: "Attempts", schema: "inference", table: "outbox", newName: "attempts");
            migrationBuilder.RenameColumn(name: "Body", schema: "inference", table: "outbox", newName: "body");
            migrationBuilder.RenameColumn(name: "CreatedAt", schema: "inference", table: "outbox", newName: "created_at");
            migrationBuilder.RenameColumn(name: "Failure", schema: "inference", table: "outbox", newName: "failure");
            migrationBuilder.RenameColumn(name: "Id", schema: "inference", table: "outbox", newName: "id");
            migrationBuilder.RenameColumn(name: "NextAttemptAt", schema: "inference", table: "outbox", newName: "next_attempt_at");
            migrationBuilder.RenameColumn(name: "ShelvedAt", schema: "inference", table: "outbox", newName: "shelved_at");
            migrationBuilder.RenameColumn(name: "TraceParent", schema: "inference", table: "outbox", newName: "trace_parent");
            migrationBuilder.RenameColumn(name: "Type", schema: "inference", table: "outbox", newName: "type");

            migrationBuilder.RenameIndex(name: "IX_jobs_SeriesInstanceUid", schema: "inference", table: "jobs", newName: "ix_jobs_series_instance_uid");

            // Keys keep what they are built of; the tool knows no other way than to drop them and to build them again.
            migrationBuilder.Sql("""
                ALTER TABLE inference.jobs RENAME CONSTRAINT "PK_jobs" TO pk_jobs;
                ALTER TABLE inference.outbox RENAME CONSTRAINT "PK_outbox" TO pk_outbox;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.RenameColumn(name: "changed_at", schema: "inference", table: "jobs", newName: "ChangedAt");
            migrationBuilder.RenameColumn(name: "created_at", schema: "inference", table: "jobs", newName: "CreatedAt");
            migrationBuilder.RenameColumn(name: "done", schema: "inference", table: "jobs", newName: "Done");
            migrationBuilder.RenameColumn(name: "first_slice", schema: "inference", table: "jobs", newName: "FirstSlice");
            migrationBuilder.RenameColumn(name: "id", schema: "inference", table: "jobs", newName: "Id");
            migrationBuilder.RenameColumn(name: "label_id", schema: "inference", table: "jobs", newName: "LabelId");
            migrationBuilder.RenameColumn(name: "last_slice", schema: "inference", table: "jobs", newName: "LastSlice");
            migrationBuilder.RenameColumn(name: "model", schema: "inference", table: "jobs", newName: "Model");
            migrationBuilder.RenameColumn(name: "model_version", schema: "inference", table: "jobs", newName: "ModelVersion");
            migrationBuilder.RenameColumn(name: "problem", schema: "inference", table: "jobs", newName: "Problem");
            migrationBuilder.RenameColumn(name: "requested_by", schema: "inference", table: "jobs", newName: "RequestedBy");
            migrationBuilder.RenameColumn(name: "requested_by_id", schema: "inference", table: "jobs", newName: "RequestedById");
            migrationBuilder.RenameColumn(name: "series_instance_uid", schema: "inference", table: "jobs", newName: "SeriesInstanceUid");
            migrationBuilder.RenameColumn(name: "state", schema: "inference", table: "jobs", newName: "State");
            migrationBuilder.RenameColumn(name: "volume_id", schema: "inference", table: "jobs", newName: "VolumeId");
            migrationBuilder.RenameColumn(name: "attempts", schema: "inference", table: "outbox", newName: "Attempts");
            migrationBuilder.RenameColumn(name: "body", schema: "inference", table: "outbox", newName: "Body");
            migrationBuilder.RenameColumn(name: "created_at", schema: "inference", table: "outbox", newName: "CreatedAt");
            migrationBuilder.RenameColumn(name: "failure", schema: "inference", table: "outbox", newName: "Failure");
            migrationBuilder.RenameColumn(name: "id", schema: "inference", table: "outbox", newName: "Id");
            migrationBuilder.RenameColumn(name: "next_attempt_at", schema: "inference", table: "outbox", newName: "NextAttemptAt");
            migrationBuilder.RenameColumn(name: "shelved_at", schema: "inference", table: "outbox", newName: "ShelvedAt");
            migrationBuilder.RenameColumn(name: "trace_parent", schema: "inference", table: "outbox", newName: "TraceParent");
            migrationBuilder.RenameColumn(name: "type", schema: "inference", table: "outbox", newName: "Type");

            migrationBuilder.RenameIndex(name: "ix_jobs_series_instance_uid", schema: "inference", table: "jobs", newName: "IX_jobs_SeriesInstanceUid");

            migrationBuilder.Sql("""
                ALTER TABLE inference.jobs RENAME CONSTRAINT pk_jobs TO "PK_jobs";
                ALTER TABLE inference.outbox RENAME CONSTRAINT pk_outbox TO "PK_outbox";
                """);
        }
    }
}
