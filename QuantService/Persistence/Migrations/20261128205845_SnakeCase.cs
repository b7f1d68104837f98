using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Voxmark.QuantService.Persistence.Migrations
{
    /// <summary>Names that SQL finds without quotes. Nothing is written anew: names change, rows stay where they are.</summary>
    public partial class SnakeCase : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.RenameColumn(name: "ChangedAt", schema: "quant", table: "jobs", newName: "changed_at");
            migrationBuilder.RenameColumn(name: "CreatedAt", schema: "quant", table: "jobs", newName: "created_at");
            migrationBuilder.RenameColumn(name: "HeightCm", schema: "quant", table: "jobs", newName: "height_cm");
            migrationBuilder.RenameColumn(name: "Id", schema: "quant", table: "jobs", newName: "id");
            migrationBuilder.RenameColumn(name: "LabelId", schema: "quant", table: "jobs", newName: "label_id");
            migrationBuilder.RenameColumn(name: "Problem", schema: "quant", table: "jobs", newName: "problem");
            migrationBuilder.RenameColumn(name: "ReferenceFrame", schema: "quant", table: "jobs", newName: "reference_frame");
            migrationBuilder.RenameColumn(name: "ReferenceSopInstanceUid", schema: "quant", table: "jobs", newName: "reference_sop_instance_uid");
            migrationBuilder.RenameColumn(name: "RequestedBy", schema: "quant", table: "jobs", newName: "requested_by");
            migrationBuilder.RenameColumn(name: "RequestedById", schema: "quant", table: "jobs", newName: "requested_by_id");
            migrationBuilder.RenameColumn(name: "ResultId", schema: "quant", table: "jobs", newName: "result_id");
            migrationBuilder.RenameColumn(name: "Revision", schema: "quant", table: "jobs", newName: "revision");
            migrationBuilder.RenameColumn(name: "State", schema: "quant", table: "jobs", newName: "state");
            migrationBuilder.RenameColumn(name: "WeightKg", schema: "quant", table: "jobs", newName: "weight_kg");
            migrationBuilder.RenameColumn(name: "Attempts", schema: "quant", table: "outbox", newName: "attempts");
            migrationBuilder.RenameColumn(name: "Body", schema: "quant", table: "outbox", newName: "body");
            migrationBuilder.RenameColumn(name: "CreatedAt", schema: "quant", table: "outbox", newName: "created_at");
            migrationBuilder.RenameColumn(name: "Failure", schema: "quant", table: "outbox", newName: "failure");
            migrationBuilder.RenameColumn(name: "Id", schema: "quant", table: "outbox", newName: "id");
            migrationBuilder.RenameColumn(name: "NextAttemptAt", schema: "quant", table: "outbox", newName: "next_attempt_at");
            migrationBuilder.RenameColumn(name: "ShelvedAt", schema: "quant", table: "outbox", newName: "shelved_at");
            migrationBuilder.RenameColumn(name: "TraceParent", schema: "quant", table: "outbox", newName: "trace_parent");
            migrationBuilder.RenameColumn(name: "Type", schema: "quant", table: "outbox", newName: "type");
            migrationBuilder.RenameColumn(name: "HeightAt", schema: "quant", table: "patient_values", newName: "height_at");
            migrationBuilder.RenameColumn(name: "HeightBy", schema: "quant", table: "patient_values", newName: "height_by");
            migrationBuilder.RenameColumn(name: "HeightById", schema: "quant", table: "patient_values", newName: "height_by_id");
            migrationBuilder.RenameColumn(name: "HeightCm", schema: "quant", table: "patient_values", newName: "height_cm");
            migrationBuilder.RenameColumn(name: "StudyInstanceUid", schema: "quant", table: "patient_values", newName: "study_instance_uid");
            migrationBuilder.RenameColumn(name: "WeightAt", schema: "quant", table: "patient_values", newName: "weight_at");
            migrationBuilder.RenameColumn(name: "WeightBy", schema: "quant", table: "patient_values", newName: "weight_by");
            migrationBuilder.RenameColumn(name: "WeightById", schema: "quant", table: "patient_values", newName: "weight_by_id");
            migrationBuilder.RenameColumn(name: "WeightKg", schema: "quant", table: "patient_values", newName: "weight_kg");
            migrationBuilder.RenameColumn(name: "At", schema: "quant", table: "reference_slices", newName: "at");
            migrationBuilder.RenameColumn(name: "ChosenBy", schema: "quant", table: "reference_slices", newName: "chosen_by");
            migrationBuilder.RenameColumn(name: "ChosenById", schema: "quant", table: "reference_slices", newName: "chosen_by_id");
            migrationBuilder.RenameColumn(name: "Frame", schema: "quant", table: "reference_slices", newName: "frame");
            migrationBuilder.RenameColumn(name: "LabelId", schema: "quant", table: "reference_slices", newName: "label_id");
            migrationBuilder.RenameColumn(name: "SopInstanceUid", schema: "quant", table: "reference_slices", newName: "sop_instance_uid");
            migrationBuilder.RenameColumn(name: "Document", schema: "quant", table: "results", newName: "document");
            migrationBuilder.RenameColumn(name: "Id", schema: "quant", table: "results", newName: "id");
            migrationBuilder.RenameColumn(name: "JobId", schema: "quant", table: "results", newName: "job_id");
            migrationBuilder.RenameColumn(name: "LabelId", schema: "quant", table: "results", newName: "label_id");
            migrationBuilder.RenameColumn(name: "Level", schema: "quant", table: "results", newName: "level");
            migrationBuilder.RenameColumn(name: "MeasuredAt", schema: "quant", table: "results", newName: "measured_at");
            migrationBuilder.RenameColumn(name: "Revision", schema: "quant", table: "results", newName: "revision");
            migrationBuilder.RenameColumn(name: "SeriesInstanceUid", schema: "quant", table: "results", newName: "series_instance_uid");
            migrationBuilder.RenameColumn(name: "SfaCm2", schema: "quant", table: "results", newName: "sfa_cm2");
            migrationBuilder.RenameColumn(name: "SmaCm2", schema: "quant", table: "results", newName: "sma_cm2");
            migrationBuilder.RenameColumn(name: "SmdHu", schema: "quant", table: "results", newName: "smd_hu");
            migrationBuilder.RenameColumn(name: "SmiCm2PerM2", schema: "quant", table: "results", newName: "smi_cm2_per_m2");
            migrationBuilder.RenameColumn(name: "VfaCm2", schema: "quant", table: "results", newName: "vfa_cm2");
            migrationBuilder.RenameColumn(name: "AreaCm2", schema: "quant", table: "segments", newName: "area_cm2");
            migrationBuilder.RenameColumn(name: "AreaMean", schema: "quant", table: "segments", newName: "area_mean");
            migrationBuilder.RenameColumn(name: "AreaSd", schema: "quant", table: "segments", newName: "area_sd");
            migrationBuilder.RenameColumn(name: "Code", schema: "quant", table: "segments", newName: "code");
            migrationBuilder.RenameColumn(name: "Key", schema: "quant", table: "segments", newName: "key");
            migrationBuilder.RenameColumn(name: "Mean", schema: "quant", table: "segments", newName: "mean");
            migrationBuilder.RenameColumn(name: "Number", schema: "quant", table: "segments", newName: "number");
            migrationBuilder.RenameColumn(name: "OutsideRange", schema: "quant", table: "segments", newName: "outside_range");
            migrationBuilder.RenameColumn(name: "ResultId", schema: "quant", table: "segments", newName: "result_id");
            migrationBuilder.RenameColumn(name: "Sd", schema: "quant", table: "segments", newName: "sd");
            migrationBuilder.RenameColumn(name: "SliceCount", schema: "quant", table: "segments", newName: "slice_count");
            migrationBuilder.RenameColumn(name: "Unit", schema: "quant", table: "segments", newName: "unit");
            migrationBuilder.RenameColumn(name: "VolumeCm3", schema: "quant", table: "segments", newName: "volume_cm3");
            migrationBuilder.RenameColumn(name: "VoxelCount", schema: "quant", table: "segments", newName: "voxel_count");

            migrationBuilder.RenameIndex(name: "IX_results_JobId", schema: "quant", table: "results", newName: "ix_results_job_id");
            migrationBuilder.RenameIndex(name: "IX_results_LabelId_MeasuredAt", schema: "quant", table: "results", newName: "ix_results_label_id_measured_at");
            migrationBuilder.RenameIndex(name: "IX_segments_Code", schema: "quant", table: "segments", newName: "ix_segments_code");

            // Keys keep what they are built of; the tool knows no other way than to drop them and to build them again.
            migrationBuilder.Sql("""
                ALTER TABLE quant.jobs RENAME CONSTRAINT "PK_jobs" TO pk_jobs;
                ALTER TABLE quant.outbox RENAME CONSTRAINT "PK_outbox" TO pk_outbox;
                ALTER TABLE quant.patient_values RENAME CONSTRAINT "PK_patient_values" TO pk_patient_values;
                ALTER TABLE quant.reference_slices RENAME CONSTRAINT "PK_reference_slices" TO pk_reference_slices;
                ALTER TABLE quant.results RENAME CONSTRAINT "PK_results" TO pk_results;
                ALTER TABLE quant.segments RENAME CONSTRAINT "FK_segments_results_ResultId" TO fk_segments_results_result_id;
                ALTER TABLE quant.segments RENAME CONSTRAINT "PK_segments" TO pk_segments;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.RenameColumn(name: "changed_at", schema: "quant", table: "jobs", newName: "ChangedAt");
            migrationBuilder.RenameColumn(name: "created_at", schema: "quant", table: "jobs", newName: "CreatedAt");
            migrationBuilder.RenameColumn(name: "height_cm", schema: "quant", table: "jobs", newName: "HeightCm");
            migrationBuilder.RenameColumn(name: "id", schema: "quant", table: "jobs", newName: "Id");
            migrationBuilder.RenameColumn(name: "label_id", schema: "quant", table: "jobs", newName: "LabelId");
            migrationBuilder.RenameColumn(name: "problem", schema: "quant", table: "jobs", newName: "Problem");
            migrationBuilder.RenameColumn(name: "reference_frame", schema: "quant", table: "jobs", newName: "ReferenceFrame");
            migrationBuilder.RenameColumn(name: "reference_sop_instance_uid", schema: "quant", table: "jobs", newName: "ReferenceSopInstanceUid");
            migrationBuilder.RenameColumn(name: "requested_by", schema: "quant", table: "jobs", newName: "RequestedBy");
            migrationBuilder.RenameColumn(name: "requested_by_id", schema: "quant", table: "jobs", newName: "RequestedById");
            migrationBuilder.RenameColumn(name: "result_id", schema: "quant", table: "jobs", newName: "ResultId");
            migrationBuilder.RenameColumn(name: "revision", schema: "quant", table: "jobs", newName: "Revision");
            migrationBuilder.RenameColumn(name: "state", schema: "quant", table: "jobs", newName: "State");
            migrationBuilder.RenameColumn(name: "weight_kg", schema: "quant", table: "jobs", newName: "WeightKg");
            migrationBuilder.RenameColumn(name: "attempts", schema: "quant", table: "outbox", newName: "Attempts");
            migrationBuilder.RenameColumn(name: "body", schema: "quant", table: "outbox", newName: "Body");
            migrationBuilder.RenameColumn(name: "created_at", schema: "quant", table: "outbox", newName: "CreatedAt");
            migrationBuilder.RenameColumn(name: "failure", schema: "quant", table: "outbox", newName: "Failure");
            migrationBuilder.RenameColumn(name: "id", schema: "quant", table: "outbox", newName: "Id");
            migrationBuilder.RenameColumn(name: "next_attempt_at", schema: "quant", table: "outbox", newName: "NextAttemptAt");
            migrationBuilder.RenameColumn(name: "shelved_at", schema: "quant", table: "outbox", newName: "ShelvedAt");
            migrationBuilder.RenameColumn(name: "trace_parent", schema: "quant", table: "outbox", newName: "TraceParent");
            migrationBuilder.RenameColumn(name: "type", schema: "quant", table: "outbox", newName: "Type");
            migrationBuilder.RenameColumn(name: "height_at", schema: "quant", table: "patient_values", newName: "HeightAt");
            migrationBuilder.RenameColumn(name: "height_by", schema: "quant", table: "patient_values", newName: "HeightBy");
            migrationBuilder.RenameColumn(name: "height_by_id", schema: "quant", table: "patient_values", newName: "HeightById");
            migrationBuilder.RenameColumn(name: "height_cm", schema: "quant", table: "patient_values", newName: "HeightCm");
            migrationBuilder.RenameColumn(name: "study_instance_uid", schema: "quant", table: "patient_values", newName: "StudyInstanceUid");
            migrationBuilder.RenameColumn(name: "weight_at", schema: "quant", table: "patient_values", newName: "WeightAt");
            migrationBuilder.RenameColumn(name: "weight_by", schema: "quant", table: "patient_values", newName: "WeightBy");
            migrationBuilder.RenameColumn(name: "weight_by_id", schema: "quant", table: "patient_values", newName: "WeightById");
            migrationBuilder.RenameColumn(name: "weight_kg", schema: "quant", table: "patient_values", newName: "WeightKg");
            migrationBuilder.RenameColumn(name: "at", schema: "quant", table: "reference_slices", newName: "At");
            migrationBuilder.RenameColumn(name: "chosen_by", schema: "quant", table: "reference_slices", newName: "ChosenBy");
            migrationBuilder.RenameColumn(name: "chosen_by_id", schema: "quant", table: "reference_slices", newName: "ChosenById");
            migrationBuilder.RenameColumn(name: "frame", schema: "quant", table: "reference_slices", newName: "Frame");
            migrationBuilder.RenameColumn(name: "label_id", schema: "quant", table: "reference_slices", newName: "LabelId");
            migrationBuilder.RenameColumn(name: "sop_instance_uid", schema: "quant", table: "reference_slices", newName: "SopInstanceUid");
            migrationBuilder.RenameColumn(name: "document", schema: "quant", table: "results", newName: "Document");
            migrationBuilder.RenameColumn(name: "id", schema: "quant", table: "results", newName: "Id");
            migrationBuilder.RenameColumn(name: "job_id", schema: "quant", table: "results", newName: "JobId");
            migrationBuilder.RenameColumn(name: "label_id", schema: "quant", table: "results", newName: "LabelId");
            migrationBuilder.RenameColumn(name: "level", schema: "quant", table: "results", newName: "Level");
            migrationBuilder.RenameColumn(name: "measured_at", schema: "quant", table: "results", newName: "MeasuredAt");
            migrationBuilder.RenameColumn(name: "revision", schema: "quant", table: "results", newName: "Revision");
            migrationBuilder.RenameColumn(name: "series_instance_uid", schema: "quant", table: "results", newName: "SeriesInstanceUid");
            migrationBuilder.RenameColumn(name: "sfa_cm2", schema: "quant", table: "results", newName: "SfaCm2");
            migrationBuilder.RenameColumn(name: "sma_cm2", schema: "quant", table: "results", newName: "SmaCm2");
            migrationBuilder.RenameColumn(name: "smd_hu", schema: "quant", table: "results", newName: "SmdHu");
            migrationBuilder.RenameColumn(name: "smi_cm2_per_m2", schema: "quant", table: "results", newName: "SmiCm2PerM2");
            migrationBuilder.RenameColumn(name: "vfa_cm2", schema: "quant", table: "results", newName: "VfaCm2");
            migrationBuilder.RenameColumn(name: "area_cm2", schema: "quant", table: "segments", newName: "AreaCm2");
            migrationBuilder.RenameColumn(name: "area_mean", schema: "quant", table: "segments", newName: "AreaMean");
            migrationBuilder.RenameColumn(name: "area_sd", schema: "quant", table: "segments", newName: "AreaSd");
            migrationBuilder.RenameColumn(name: "code", schema: "quant", table: "segments", newName: "Code");
            migrationBuilder.RenameColumn(name: "key", schema: "quant", table: "segments", newName: "Key");
            migrationBuilder.RenameColumn(name: "mean", schema: "quant", table: "segments", newName: "Mean");
            migrationBuilder.RenameColumn(name: "number", schema: "quant", table: "segments", newName: "Number");
            migrationBuilder.RenameColumn(name: "outside_range", schema: "quant", table: "segments", newName: "OutsideRange");
            migrationBuilder.RenameColumn(name: "result_id", schema: "quant", table: "segments", newName: "ResultId");
            migrationBuilder.RenameColumn(name: "sd", schema: "quant", table: "segments", newName: "Sd");
            migrationBuilder.RenameColumn(name: "slice_count", schema: "quant", table: "segments", newName: "SliceCount");
            migrationBuilder.RenameColumn(name: "unit", schema: "quant", table: "segments", newName: "Unit");
            migrationBuilder.RenameColumn(name: "volume_cm3", schema: "quant", table: "segments", newName: "VolumeCm3");
            migrationBuilder.RenameColumn(name: "voxel_count", schema: "quant", table: "segments", newName: "VoxelCount");

            migrationBuilder.RenameIndex(name: "ix_results_job_id", schema: "quant", table: "results", newName: "IX_results_JobId");
            migrationBuilder.RenameIndex(name: "ix_results_label_id_measured_at", schema: "quant", table: "results", newName: "IX_results_LabelId_MeasuredAt");
            migrationBuilder.RenameIndex(name: "ix_segments_code", schema: "quant", table: "segments", newName: "IX_segments_Code");

            migrationBuilder.Sql("""
                ALTER TABLE quant.jobs RENAME CONSTRAINT pk_jobs TO "PK_jobs";
                ALTER TABLE quant.outbox RENAME CONSTRAINT pk_outbox TO "PK_outbox";
                ALTER TABLE quant.patient_values RENAME CONSTRAINT pk_patient_values TO "PK_patient_values";
                ALTER TABLE quant.reference_slices RENAME CONSTRAINT pk_reference_slices TO "PK_reference_slices";
                ALTER TABLE quant.results RENAME CONSTRAINT pk_results TO "PK_results";
                ALTER TABLE quant.segments RENAME CONSTRAINT fk_segments_results_result_id TO "FK_segments_results_ResultId";
                ALTER TABLE quant.segments RENAME CONSTRAINT pk_segments TO "PK_segments";
                """);
        }
    }
}
