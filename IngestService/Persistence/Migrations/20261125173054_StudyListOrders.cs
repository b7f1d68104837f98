using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Voxmark.IngestService.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class StudyListOrders : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "SearchText",
                schema: "imaging",
                table: "studies",
                type: "text",
                nullable: false,
                computedColumnSql: "lower(coalesce(\"PatientName\", '') || E'\\n' || coalesce(\"PatientId\", '') || E'\\n' || coalesce(\"AccessionNumber\", '')\n    || E'\\n' || coalesce(\"StudyDescription\", ''))",
                stored: true);

            migrationBuilder.CreateIndex(
                name: "IX_studies_SearchText_trigrams",
                schema: "imaging",
                table: "studies",
                column: "SearchText")
                .Annotation("Npgsql:IndexMethod", "gin")
                .Annotation("Npgsql:IndexOperators", new[] { "gin_trgm_ops" });

            migrationBuilder.CreateIndex(
                name: "IX_studies_StudyDate_StudyInstanceUid",
                schema: "imaging",
                table: "studies",
                columns: new[] { "StudyDate", "StudyInstanceUid" });

            // The other orders of the study list, as StudyOrder writes them.
            migrationBuilder.Sql(
                """
                CREATE INDEX "IX_studies_date_descending" ON imaging.studies
                    ((COALESCE("StudyDate", DATE '-infinity')) DESC, "StudyInstanceUid");
                CREATE INDEX "IX_studies_patient" ON imaging.studies
                    ((substring("PatientName", 1, 64)), "StudyInstanceUid");
                CREATE INDEX "IX_studies_patient_descending" ON imaging.studies
                    ((COALESCE(substring("PatientName", 1, 64), '')) DESC, "StudyInstanceUid");
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                DROP INDEX imaging."IX_studies_date_descending";
                DROP INDEX imaging."IX_studies_patient";
                DROP INDEX imaging."IX_studies_patient_descending";
                """);

            migrationBuilder.DropIndex(
                name: "IX_studies_SearchText_trigrams",
                schema: "imaging",
                table: "studies");

            migrationBuilder.DropIndex(
                name: "IX_studies_StudyDate_StudyInstanceUid",
                schema: "imaging",
                table: "studies");

            migrationBuilder.DropColumn(
                name: "SearchText",
                schema: "imaging",
                table: "studies");
        }
    }
}
