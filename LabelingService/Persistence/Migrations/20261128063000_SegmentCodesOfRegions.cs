using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Voxmark.LabelingService.Persistence.Migrations
{
    /// <summary>
    /// What a segment stands for is said by its code from here on, and no more by its key: visceral and intermuscular fat,
    /// which shared the code of adipose tissue, are given theirs. Only lists change, no tables.
    /// </summary>
    [DbContext(typeof(LabelingDbContext))]
    [Migration("20261128063000_SegmentCodesOfRegions")]
    public partial class SegmentCodesOfRegions : Migration
    {
        private const string Adipose = "SCT:55603005";

        private static readonly (string Key, string Code)[] Fats =
            [("visceral-fat", "SCT:55603005@SCT:52731004"), ("intermuscular-fat", "SCT:55603005@SCT:127954009")];

        private static readonly (string Table, string Column)[] Lists =
            [("labels", "Segments"), ("labels", "FirstSegments"), ("revisions", "Segments")];

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            foreach (var (key, code) in Fats)
                Recode(migrationBuilder, key, Adipose, code);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            foreach (var (key, code) in Fats)
                Recode(migrationBuilder, key, code, Adipose);
        }

        private static void Recode(MigrationBuilder migrationBuilder, string key, string from, string to)
        {
            foreach (var (table, column) in Lists)
            {
                migrationBuilder.Sql($$"""
                    UPDATE labeling.{{table}} SET "{{column}}" = (
                        SELECT jsonb_agg(
                            CASE WHEN segment @> '{"key": "{{key}}", "code": "{{from}}"}'
                                 THEN jsonb_set(segment, '{code}', '"{{to}}"') ELSE segment END ORDER BY place)
                        FROM jsonb_array_elements("{{column}}") WITH ORDINALITY AS list(segment, place))
                    WHERE "{{column}}" @> '[{"key": "{{key}}", "code": "{{from}}"}]'
                    """);
            }
        }
    }
}
