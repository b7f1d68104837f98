using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Voxmark.IngestService.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class DicomWebIndex : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_studies_PatientId",
                schema: "imaging",
                table: "studies");

            migrationBuilder.DropIndex(
                name: "IX_series_Modality",
                schema: "imaging",
                table: "series");

            migrationBuilder.AddColumn<DateOnly>(
                name: "PatientBirthDate",
                schema: "imaging",
                table: "studies",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ReferringPhysicianName",
                schema: "imaging",
                table: "studies",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "StudyId",
                schema: "imaging",
                table: "studies",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "StudyTime",
                schema: "imaging",
                table: "studies",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "InstanceCount",
                schema: "imaging",
                table: "series",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateOnly>(
                name: "SeriesDate",
                schema: "imaging",
                table: "series",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SeriesTime",
                schema: "imaging",
                table: "series",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "BitsAllocated",
                schema: "imaging",
                table: "instances",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Columns",
                schema: "imaging",
                table: "instances",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "NumberOfFrames",
                schema: "imaging",
                table: "instances",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Rows",
                schema: "imaging",
                table: "instances",
                type: "integer",
                nullable: true);

            migrationBuilder.Sql(
                """
                UPDATE imaging.series s SET "InstanceCount" =
                    (SELECT count(*) FROM imaging.instances i WHERE i."SeriesInstanceUid" = s."SeriesInstanceUid" AND i."State" = 'Stored')
                """);

            migrationBuilder.CreateIndex(
                name: "IX_studies_AccessionNumber_trigrams",
                schema: "imaging",
                table: "studies",
                column: "AccessionNumber")
                .Annotation("Npgsql:IndexMethod", "gin")
                .Annotation("Npgsql:IndexOperators", new[] { "gin_trgm_ops" });

            // QIDO-RS pages: newest study first, those without a date last.
            migrationBuilder.Sql(
                """
                CREATE INDEX "IX_studies_newest" ON imaging.studies
                    ("StudyDate" DESC NULLS LAST, "StudyTime" DESC NULLS LAST, "StudyInstanceUid")
                """);

            migrationBuilder.CreateIndex(
                name: "IX_studies_PatientId_trigrams",
                schema: "imaging",
                table: "studies",
                column: "PatientId")
                .Annotation("Npgsql:IndexMethod", "gin")
                .Annotation("Npgsql:IndexOperators", new[] { "gin_trgm_ops" });

            migrationBuilder.CreateIndex(
                name: "IX_studies_PatientName_trigrams",
                schema: "imaging",
                table: "studies",
                column: "PatientName")
                .Annotation("Npgsql:IndexMethod", "gin")
                .Annotation("Npgsql:IndexOperators", new[] { "gin_trgm_ops" });

            migrationBuilder.CreateIndex(
                name: "IX_studies_ReferringPhysicianName_trigrams",
                schema: "imaging",
                table: "studies",
                column: "ReferringPhysicianName")
                .Annotation("Npgsql:IndexMethod", "gin")
                .Annotation("Npgsql:IndexOperators", new[] { "gin_trgm_ops" });

            migrationBuilder.CreateIndex(
                name: "IX_studies_StudyDescription_trigrams",
                schema: "imaging",
                table: "studies",
                column: "StudyDescription")
                .Annotation("Npgsql:IndexMethod", "gin")
                .Annotation("Npgsql:IndexOperators", new[] { "gin_trgm_ops" });

            migrationBuilder.CreateIndex(
                name: "IX_series_Modality_StudyInstanceUid",
                schema: "imaging",
                table: "series",
                columns: new[] { "Modality", "StudyInstanceUid" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_studies_AccessionNumber_trigrams",
                schema: "imaging",
                table: "studies");

            migrationBuilder.DropIndex(
                name: "IX_studies_newest",
                schema: "imaging",
                table: "studies");

            migrationBuilder.DropIndex(
                name: "IX_studies_PatientId_trigrams",
                schema: "imaging",
                table: "studies");

            migrationBuilder.DropIndex(
                name: "IX_studies_PatientName_trigrams",
                schema: "imaging",
                table: "studies");

            migrationBuilder.DropIndex(
                name: "IX_studies_ReferringPhysicianName_trigrams",
                schema: "imaging",
                table: "studies");

            migrationBuilder.DropIndex(
                name: "IX_studies_StudyDescription_trigrams",
                schema: "imaging",
                table: "studies");

            migrationBuilder.DropIndex(
                name: "IX_series_Modality_StudyInstanceUid",
                schema: "imaging",
                table: "series");

            migrationBuilder.DropColumn(
                name: "PatientBirthDate",
                schema: "imaging",
                table: "studies");

            migrationBuilder.DropColumn(
                name: "ReferringPhysicianName",
                schema: "imaging",
                table: "studies");

            migrationBuilder.DropColumn(
                name: "StudyId",
                schema: "imaging",
                table: "studies");

            migrationBuilder.DropColumn(
                name: "StudyTime",
                schema: "imaging",
                table: "studies");

            migrationBuilder.DropColumn(
                name: "InstanceCount",
                schema: "imaging",
                table: "series");

            migrationBuilder.DropColumn(
                name: "SeriesDate",
                schema: "imaging",
                table: "series");

            migrationBuilder.DropColumn(
                name: "SeriesTime",
                schema: "imaging",
                table: "series");

            migrationBuilder.DropColumn(
                name: "BitsAllocated",
                schema: "imaging",
                table: "instances");

            migrationBuilder.DropColumn(
                name: "Columns",
                schema: "imaging",
                table: "instances");

            migrationBuilder.DropColumn(
                name: "NumberOfFrames",
                schema: "imaging",
                table: "instances");

            migrationBuilder.DropColumn(
                name: "Rows",
                schema: "imaging",
                table: "instances");

            migrationBuilder.CreateIndex(
                name: "IX_studies_PatientId",
                schema: "imaging",
                table: "studies",
                column: "PatientId");

            migrationBuilder.CreateIndex(
                name: "IX_series_Modality",
                schema: "imaging",
                table: "series",
                column: "Modality");
        }
    }
}
