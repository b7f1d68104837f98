using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Voxmark.IngestService.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class CompactNames : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "SearchText",
                schema: "imaging",
                table: "studies"); // and its index

            migrationBuilder.AddColumn<string>(
                name: "SearchText",
                schema: "imaging",
                table: "studies",
                type: "text",
                nullable: false,
                computedColumnSql: "lower(coalesce(\"PatientName\", '') || E'\\n' || coalesce(\"PatientId\", '') || E'\\n' || coalesce(\"AccessionNumber\", '')\n    || E'\\n' || coalesce(\"StudyDescription\", '') || E'\\n' || translate(coalesce(\"PatientName\", ''), ' ^,.', ''))",
                stored: true);

            migrationBuilder.CreateIndex(
                name: "IX_studies_SearchText_trigrams",
                schema: "imaging",
                table: "studies",
                column: "SearchText")
                .Annotation("Npgsql:IndexMethod", "gin")
                .Annotation("Npgsql:IndexOperators", new[] { "gin_trgm_ops" });

            // For fuzzy matching of names, as QidoConditions writes it.
            migrationBuilder.Sql(
                """
                CREATE INDEX "IX_studies_PatientName_compact" ON imaging.studies
                    USING gin (translate("PatientName", ' ^,.', '') gin_trgm_ops);
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                DROP INDEX imaging."IX_studies_PatientName_compact";
                """);

            migrationBuilder.DropColumn(
                name: "SearchText",
                schema: "imaging",
                table: "studies"); // and its index

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
        }
    }
}
