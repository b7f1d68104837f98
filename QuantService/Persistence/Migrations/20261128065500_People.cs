using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Voxmark.QuantService.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class People : Migration
    {
        /// <summary>Of those before, only the name was kept: it is nobody's id.</summary>
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "RequestedById",
                schema: "quant",
                table: "jobs",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.Sql("""
                UPDATE quant.results
                SET "Document" = jsonb_set("Document", '{provenance,measuredBy}',
                    jsonb_build_object('id', '', 'name', "Document" #> '{provenance,measuredBy}'))
                WHERE jsonb_typeof("Document" #> '{provenance,measuredBy}') = 'string';
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                UPDATE quant.results
                SET "Document" = jsonb_set("Document", '{provenance,measuredBy}', "Document" #> '{provenance,measuredBy,name}')
                WHERE jsonb_typeof("Document" #> '{provenance,measuredBy}') = 'object';
                """);

            migrationBuilder.DropColumn(
                name: "RequestedById",
                schema: "quant",
                table: "jobs");
        }
    }
}
