using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Voxmark.LabelingService.Persistence.Migrations
{
    /// <summary>Names that SQL finds without quotes. Nothing is written anew: names change, rows stay where they are.</summary>
    public partial class SnakeCase : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.RenameColumn(name: "Area", schema: "labeling", table: "labels", newName: "area");
            migrationBuilder.RenameColumn(name: "ChangedAt", schema: "labeling", table: "labels", newName: "changed_at");
            migrationBuilder.RenameColumn(name: "Columns", schema: "labeling", table: "labels", newName: "columns");
            migrationBuilder.RenameColumn(name: "CreatedAt", schema: "labeling", table: "labels", newName: "created_at");
            migrationBuilder.RenameColumn(name: "CreatedBy", schema: "labeling", table: "labels", newName: "created_by");
            migrationBuilder.RenameColumn(name: "CreatedById", schema: "labeling", table: "labels", newName: "created_by_id");
            migrationBuilder.RenameColumn(name: "DeletedAt", schema: "labeling", table: "labels", newName: "deleted_at");
            migrationBuilder.RenameColumn(name: "DeletionId", schema: "labeling", table: "labels", newName: "deletion_id");
            migrationBuilder.RenameColumn(name: "FirstSegments", schema: "labeling", table: "labels", newName: "first_segments");
            migrationBuilder.RenameColumn(name: "FirstSlice", schema: "labeling", table: "labels", newName: "first_slice");
            migrationBuilder.RenameColumn(name: "FirstVolumeId", schema: "labeling", table: "labels", newName: "first_volume_id");
            migrationBuilder.RenameColumn(name: "HeadRevision", schema: "labeling", table: "labels", newName: "head_revision");
            migrationBuilder.RenameColumn(name: "Id", schema: "labeling", table: "labels", newName: "id");
            migrationBuilder.RenameColumn(name: "IsHidden", schema: "labeling", table: "labels", newName: "is_hidden");
            migrationBuilder.RenameColumn(name: "JobId", schema: "labeling", table: "labels", newName: "job_id");
            migrationBuilder.RenameColumn(name: "LastSlice", schema: "labeling", table: "labels", newName: "last_slice");
            migrationBuilder.RenameColumn(name: "Level", schema: "labeling", table: "labels", newName: "level");
            migrationBuilder.RenameColumn(name: "Name", schema: "labeling", table: "labels", newName: "name");
            migrationBuilder.RenameColumn(name: "Origin", schema: "labeling", table: "labels", newName: "origin");
            migrationBuilder.RenameColumn(name: "Rows", schema: "labeling", table: "labels", newName: "rows");
            migrationBuilder.RenameColumn(name: "Segments", schema: "labeling", table: "labels", newName: "segments");
            migrationBuilder.RenameColumn(name: "SelectionId", schema: "labeling", table: "labels", newName: "selection_id");
            migrationBuilder.RenameColumn(name: "SeriesInstanceUid", schema: "labeling", table: "labels", newName: "series_instance_uid");
            migrationBuilder.RenameColumn(name: "SeriesSlices", schema: "labeling", table: "labels", newName: "series_slices");
            migrationBuilder.RenameColumn(name: "Template", schema: "labeling", table: "labels", newName: "template");
            migrationBuilder.RenameColumn(name: "VolumeId", schema: "labeling", table: "labels", newName: "volume_id");
            migrationBuilder.RenameColumn(name: "Bytes", schema: "labeling", table: "masks", newName: "bytes");
            migrationBuilder.RenameColumn(name: "Hash", schema: "labeling", table: "masks", newName: "hash");
            migrationBuilder.RenameColumn(name: "Attempts", schema: "labeling", table: "outbox", newName: "attempts");
            migrationBuilder.RenameColumn(name: "Body", schema: "labeling", table: "outbox", newName: "body");
            migrationBuilder.RenameColumn(name: "CreatedAt", schema: "labeling", table: "outbox", newName: "created_at");
            migrationBuilder.RenameColumn(name: "Failure", schema: "labeling", table: "outbox", newName: "failure");
            migrationBuilder.RenameColumn(name: "Id", schema: "labeling", table: "outbox", newName: "id");
            migrationBuilder.RenameColumn(name: "NextAttemptAt", schema: "labeling", table: "outbox", newName: "next_attempt_at");
            migrationBuilder.RenameColumn(name: "ShelvedAt", schema: "labeling", table: "outbox", newName: "shelved_at");
            migrationBuilder.RenameColumn(name: "TraceParent", schema: "labeling", table: "outbox", newName: "trace_parent");
            migrationBuilder.RenameColumn(name: "Type", schema: "labeling", table: "outbox", newName: "type");
            migrationBuilder.RenameColumn(name: "LabelId", schema: "labeling", table: "revisions", newName: "label_id");
            migrationBuilder.RenameColumn(name: "Model", schema: "labeling", table: "revisions", newName: "model");
            migrationBuilder.RenameColumn(name: "Number", schema: "labeling", table: "revisions", newName: "number");
            migrationBuilder.RenameColumn(name: "OperationId", schema: "labeling", table: "revisions", newName: "operation_id");
            migrationBuilder.RenameColumn(name: "Parameters", schema: "labeling", table: "revisions", newName: "parameters");
            migrationBuilder.RenameColumn(name: "SavedAt", schema: "labeling", table: "revisions", newName: "saved_at");
            migrationBuilder.RenameColumn(name: "SavedBy", schema: "labeling", table: "revisions", newName: "saved_by");
            migrationBuilder.RenameColumn(name: "SavedById", schema: "labeling", table: "revisions", newName: "saved_by_id");
            migrationBuilder.RenameColumn(name: "Segments", schema: "labeling", table: "revisions", newName: "segments");
            migrationBuilder.RenameColumn(name: "Tool", schema: "labeling", table: "revisions", newName: "tool");
            migrationBuilder.RenameColumn(name: "VolumeId", schema: "labeling", table: "revisions", newName: "volume_id");
            migrationBuilder.RenameColumn(name: "CreatedAt", schema: "labeling", table: "selections", newName: "created_at");
            migrationBuilder.RenameColumn(name: "CreatedBy", schema: "labeling", table: "selections", newName: "created_by");
            migrationBuilder.RenameColumn(name: "CreatedById", schema: "labeling", table: "selections", newName: "created_by_id");
            migrationBuilder.RenameColumn(name: "FirstSlice", schema: "labeling", table: "selections", newName: "first_slice");
            migrationBuilder.RenameColumn(name: "Id", schema: "labeling", table: "selections", newName: "id");
            migrationBuilder.RenameColumn(name: "Images", schema: "labeling", table: "selections", newName: "images");
            migrationBuilder.RenameColumn(name: "LastSlice", schema: "labeling", table: "selections", newName: "last_slice");
            migrationBuilder.RenameColumn(name: "Level", schema: "labeling", table: "selections", newName: "level");
            migrationBuilder.RenameColumn(name: "Proposed", schema: "labeling", table: "selections", newName: "proposed");
            migrationBuilder.RenameColumn(name: "SeriesInstanceUid", schema: "labeling", table: "selections", newName: "series_instance_uid");
            migrationBuilder.RenameColumn(name: "VolumeId", schema: "labeling", table: "selections", newName: "volume_id");
            migrationBuilder.RenameColumn(name: "Frame", schema: "labeling", table: "slice_revisions", newName: "frame");
            migrationBuilder.RenameColumn(name: "IsEmpty", schema: "labeling", table: "slice_revisions", newName: "is_empty");
            migrationBuilder.RenameColumn(name: "LabelId", schema: "labeling", table: "slice_revisions", newName: "label_id");
            migrationBuilder.RenameColumn(name: "MaskHash", schema: "labeling", table: "slice_revisions", newName: "mask_hash");
            migrationBuilder.RenameColumn(name: "Revision", schema: "labeling", table: "slice_revisions", newName: "revision");
            migrationBuilder.RenameColumn(name: "SopInstanceUid", schema: "labeling", table: "slice_revisions", newName: "sop_instance_uid");
            migrationBuilder.RenameColumn(name: "ChangedAt", schema: "labeling", table: "user_settings", newName: "changed_at");
            migrationBuilder.RenameColumn(name: "Document", schema: "labeling", table: "user_settings", newName: "document");
            migrationBuilder.RenameColumn(name: "UserId", schema: "labeling", table: "user_settings", newName: "user_id");
            migrationBuilder.RenameColumn(name: "Version", schema: "labeling", table: "user_settings", newName: "version");

            migrationBuilder.RenameIndex(name: "IX_labels_JobId", schema: "labeling", table: "labels", newName: "ix_labels_job_id");
            migrationBuilder.RenameIndex(name: "IX_labels_SelectionId", schema: "labeling", table: "labels", newName: "ix_labels_selection_id");
            migrationBuilder.RenameIndex(name: "IX_labels_SeriesInstanceUid_ChangedAt", schema: "labeling", table: "labels", newName: "ix_labels_series_instance_uid_changed_at");
            migrationBuilder.RenameIndex(name: "IX_labels_deleted", schema: "labeling", table: "labels", newName: "ix_labels_deleted_at");
            migrationBuilder.RenameIndex(name: "IX_revisions_LabelId_OperationId", schema: "labeling", table: "revisions", newName: "ix_revisions_label_id_operation_id");
            migrationBuilder.RenameIndex(name: "IX_selections_SeriesInstanceUid_CreatedAt", schema: "labeling", table: "selections", newName: "ix_selections_series_instance_uid_created_at");
            migrationBuilder.RenameIndex(name: "IX_slice_revisions_LabelId_Revision", schema: "labeling", table: "slice_revisions", newName: "ix_slice_revisions_label_id_revision");
            migrationBuilder.RenameIndex(name: "IX_slice_revisions_MaskHash", schema: "labeling", table: "slice_revisions", newName: "ix_slice_revisions_mask_hash");

            // Keys keep what they are built of; the tool knows no other way than to drop them and to build them again.
            migrationBuilder.Sql("""
                ALTER TABLE labeling.labels RENAME CONSTRAINT "FK_labels_selections_SelectionId" TO fk_labels_selections_selection_id;
                ALTER TABLE labeling.labels RENAME CONSTRAINT "PK_labels" TO pk_labels;
                ALTER TABLE labeling.masks RENAME CONSTRAINT "PK_masks" TO pk_masks;
                ALTER TABLE labeling.outbox RENAME CONSTRAINT "PK_outbox" TO pk_outbox;
                ALTER TABLE labeling.revisions RENAME CONSTRAINT "FK_revisions_labels_LabelId" TO fk_revisions_labels_label_id;
                ALTER TABLE labeling.revisions RENAME CONSTRAINT "PK_revisions" TO pk_revisions;
                ALTER TABLE labeling.selections RENAME CONSTRAINT "PK_selections" TO pk_selections;
                ALTER TABLE labeling.slice_revisions RENAME CONSTRAINT "FK_slice_revisions_masks_MaskHash" TO fk_slice_revisions_masks_mask_hash;
                ALTER TABLE labeling.slice_revisions RENAME CONSTRAINT "FK_slice_revisions_revisions_LabelId_Revision" TO fk_slice_revisions_revisions_label_id_revision;
                ALTER TABLE labeling.slice_revisions RENAME CONSTRAINT "PK_slice_revisions" TO pk_slice_revisions;
                ALTER TABLE labeling.user_settings RENAME CONSTRAINT "PK_user_settings" TO pk_user_settings;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.RenameColumn(name: "area", schema: "labeling", table: "labels", newName: "Area");
            migrationBuilder.RenameColumn(name: "changed_at", schema: "labeling", table: "labels", newName: "ChangedAt");
            migrationBuilder.RenameColumn(name: "columns", schema: "labeling", table: "labels", newName: "Columns");
            migrationBuilder.RenameColumn(name: "created_at", schema: "labeling", table: "labels", newName: "CreatedAt");
            migrationBuilder.RenameColumn(name: "created_by", schema: "labeling", table: "labels", newName: "CreatedBy");
            migrationBuilder.RenameColumn(name: "created_by_id", schema: "labeling", table: "labels", newName: "CreatedById");
            migrationBuilder.RenameColumn(name: "deleted_at", schema: "labeling", table: "labels", newName: "DeletedAt");
            migrationBuilder.RenameColumn(name: "deletion_id", schema: "labeling", table: "labels", newName: "DeletionId");
            migrationBuilder.RenameColumn(name: "first_segments", schema: "labeling", table: "labels", newName: "FirstSegments");
            migrationBuilder.RenameColumn(name: "first_slice", schema: "labeling", table: "labels", newName: "FirstSlice");
            migrationBuilder.RenameColumn(name: "first_volume_id", schema: "labeling", table: "labels", newName: "FirstVolumeId");
            migrationBuilder.RenameColumn(name: "head_revision", schema: "labeling", table: "labels", newName: "HeadRevision");
            migrationBuilder.RenameColumn(name: "id", schema: "labeling", table: "labels", newName: "Id");
            migrationBuilder.RenameColumn(name: "is_hidden", schema: "labeling", table: "labels", newName: "IsHidden");
            migrationBuilder.RenameColumn(name: "job_id", schema: "labeling", table: "labels", newName: "JobId");
            migrationBuilder.RenameColumn(name: "last_slice", schema: "labeling", table: "labels", newName: "LastSlice");
            migrationBuilder.RenameColumn(name: "level", schema: "labeling", table: "labels", newName: "Level");
            migrationBuilder.RenameColumn(name: "name", schema: "labeling", table: "labels", newName: "Name");
            migrationBuilder.RenameColumn(name: "origin", schema: "labeling", table: "labels", newName: "Origin");
            migrationBuilder.RenameColumn(name: "rows", schema: "labeling", table: "labels", newName: "Rows");
            migrationBuilder.RenameColumn(name: "segments", schema: "labeling", table: "labels", newName: "Segments");
            migrationBuilder.RenameColumn(name: "selection_id", schema: "labeling", table: "labels", newName: "SelectionId");
            migrationBuilder.RenameColumn(name: "series_instance_uid", schema: "labeling", table: "labels", newName: "SeriesInstanceUid");
            migrationBuilder.RenameColumn(name: "series_slices", schema: "labeling", table: "labels", newName: "SeriesSlices");
            migrationBuilder.RenameColumn(name: "template", schema: "labeling", table: "labels", newName: "Template");
            migrationBuilder.RenameColumn(name: "volume_id", schema: "labeling", table: "labels", newName: "VolumeId");
            migrationBuilder.RenameColumn(name: "bytes", schema: "labeling", table: "masks", newName: "Bytes");
            migrationBuilder.RenameColumn(name: "hash", schema: "labeling", table: "masks", newName: "Hash");
            migrationBuilder.RenameColumn(name: "attempts", schema: "labeling", table: "outbox", newName: "Attempts");
            migrationBuilder.RenameColumn(name: "body", schema: "labeling", table: "outbox", newName: "Body");
            migrationBuilder.RenameColumn(name: "created_at", schema: "labeling", table: "outbox", newName: "CreatedAt");
            migrationBuilder.RenameColumn(name: "failure", schema: "labeling", table: "outbox", newName: "Failure");
            migrationBuilder.RenameColumn(name: "id", schema: "labeling", table: "outbox", newName: "Id");
            migrationBuilder.RenameColumn(name: "next_attempt_at", schema: "labeling", table: "outbox", newName: "NextAttemptAt");
            migrationBuilder.RenameColumn(name: "shelved_at", schema: "labeling", table: "outbox", newName: "ShelvedAt");
            migrationBuilder.RenameColumn(name: "trace_parent", schema: "labeling", table: "outbox", newName: "TraceParent");
            migrationBuilder.RenameColumn(name: "type", schema: "labeling", table: "outbox", newName: "Type");
            migrationBuilder.RenameColumn(name: "label_id", schema: "labeling", table: "revisions", newName: "LabelId");
            migrationBuilder.RenameColumn(name: "model", schema: "labeling", table: "revisions", newName: "Model");
            migrationBuilder.RenameColumn(name: "number", schema: "labeling", table: "revisions", newName: "Number");
            migrationBuilder.RenameColumn(name: "operation_id", schema: "labeling", table: "revisions", newName: "OperationId");
            migrationBuilder.RenameColumn(name: "parameters", schema: "labeling", table: "revisions", newName: "Parameters");
            migrationBuilder.RenameColumn(name: "saved_at", schema: "labeling", table: "revisions", newName: "SavedAt");
            migrationBuilder.RenameColumn(name: "saved_by", schema: "labeling", table: "revisions", newName: "SavedBy");
            migrationBuilder.RenameColumn(name: "saved_by_id", schema: "labeling", table: "revisions", newName: "SavedById");
            migrationBuilder.RenameColumn(name: "segments", schema: "labeling", table: "revisions", newName: "Segments");
            migrationBuilder.RenameColumn(name: "tool", schema: "labeling", table: "revisions", newName: "Tool");
            migrationBuilder.RenameColumn(name: "volume_id", schema: "labeling", table: "revisions", newName: "VolumeId");
            migrationBuilder.RenameColumn(name: "created_at", schema: "labeling", table: "selections", newName: "CreatedAt");
            migrationBuilder.RenameColumn(name: "created_by", schema: "labeling", table: "selections", newName: "CreatedBy");
            migrationBuilder.RenameColumn(name: "created_by_id", schema: "labeling", table: "selections", newName: "CreatedById");
            migrationBuilder.RenameColumn(name: "first_slice", schema: "labeling", table: "selections", newName: "FirstSlice");
            migrationBuilder.RenameColumn(name: "id", schema: "labeling", table: "selections", newName: "Id");
            migrationBuilder.RenameColumn(name: "images", schema: "labeling", table: "selections", newName: "Images");
            migrationBuilder.RenameColumn(name: "last_slice", schema: "labeling", table: "selections", newName: "LastSlice");
            migrationBuilder.RenameColumn(name: "level", schema: "labeling", table: "selections", newName: "Level");
            migrationBuilder.RenameColumn(name: "proposed", schema: "labeling", table: "selections", newName: "Proposed");
            migrationBuilder.RenameColumn(name: "series_instance_uid", schema: "labeling", table: "selections", newName: "SeriesInstanceUid");
            migrationBuilder.RenameColumn(name: "volume_id", schema: "labeling", table: "selections", newName: "VolumeId");
            migrationBuilder.RenameColumn(name: "frame", schema: "labeling", table: "slice_revisions", newName: "Frame");
            migrationBuilder.RenameColumn(name: "is_empty", schema: "labeling", table: "slice_revisions", newName: "IsEmpty");
            migrationBuilder.RenameColumn(name: "label_id", schema: "labeling", table: "slice_revisions", newName: "LabelId");
            migrationBuilder.RenameColumn(name: "mask_hash", schema: "labeling", table: "slice_revisions", newName: "MaskHash");
            migrationBuilder.RenameColumn(name: "revision", schema: "labeling", table: "slice_revisions", newName: "Revision");
            migrationBuilder.RenameColumn(name: "sop_instance_uid", schema: "labeling", table: "slice_revisions", newName: "SopInstanceUid");
            migrationBuilder.RenameColumn(name: "changed_at", schema: "labeling", table: "user_settings", newName: "ChangedAt");
            migrationBuilder.RenameColumn(name: "document", schema: "labeling", table: "user_settings", newName: "Document");
            migrationBuilder.RenameColumn(name: "user_id", schema: "labeling", table: "user_settings", newName: "UserId");
            migrationBuilder.RenameColumn(name: "version", schema: "labeling", table: "user_settings", newName: "Version");

            migrationBuilder.RenameIndex(name: "ix_labels_job_id", schema: "labeling", table: "labels", newName: "IX_labels_JobId");
            migrationBuilder.RenameIndex(name: "ix_labels_selection_id", schema: "labeling", table: "labels", newName: "IX_labels_SelectionId");
            migrationBuilder.RenameIndex(name: "ix_labels_series_instance_uid_changed_at", schema: "labeling", table: "labels", newName: "IX_labels_SeriesInstanceUid_ChangedAt");
            migrationBuilder.RenameIndex(name: "ix_labels_deleted_at", schema: "labeling", table: "labels", newName: "IX_labels_deleted");
            migrationBuilder.RenameIndex(name: "ix_revisions_label_id_operation_id", schema: "labeling", table: "revisions", newName: "IX_revisions_LabelId_OperationId");
            migrationBuilder.RenameIndex(name: "ix_selections_series_instance_uid_created_at", schema: "labeling", table: "selections", newName: "IX_selections_SeriesInstanceUid_CreatedAt");
            migrationBuilder.RenameIndex(name: "ix_slice_revisions_label_id_revision", schema: "labeling", table: "slice_revisions", newName: "IX_slice_revisions_LabelId_Revision");
            migrationBuilder.RenameIndex(name: "ix_slice_revisions_mask_hash", schema: "labeling", table: "slice_revisions", newName: "IX_slice_revisions_MaskHash");

            migrationBuilder.Sql("""
                ALTER TABLE labeling.labels RENAME CONSTRAINT fk_labels_selections_selection_id TO "FK_labels_selections_SelectionId";
                ALTER TABLE labeling.labels RENAME CONSTRAINT pk_labels TO "PK_labels";
                ALTER TABLE labeling.masks RENAME CONSTRAINT pk_masks TO "PK_masks";
                ALTER TABLE labeling.outbox RENAME CONSTRAINT pk_outbox TO "PK_outbox";
                ALTER TABLE labeling.revisions RENAME CONSTRAINT fk_revisions_labels_label_id TO "FK_revisions_labels_LabelId";
                ALTER TABLE labeling.revisions RENAME CONSTRAINT pk_revisions TO "PK_revisions";
                ALTER TABLE labeling.selections RENAME CONSTRAINT pk_selections TO "PK_selections";
                ALTER TABLE labeling.slice_revisions RENAME CONSTRAINT fk_slice_revisions_masks_mask_hash TO "FK_slice_revisions_masks_MaskHash";
                ALTER TABLE labeling.slice_revisions RENAME CONSTRAINT fk_slice_revisions_revisions_label_id_revision TO "FK_slice_revisions_revisions_LabelId_Revision";
                ALTER TABLE labeling.slice_revisions RENAME CONSTRAINT pk_slice_revisions TO "PK_slice_revisions";
                ALTER TABLE labeling.user_settings RENAME CONSTRAINT pk_user_settings TO "PK_user_settings";
                """);
        }
    }
}
