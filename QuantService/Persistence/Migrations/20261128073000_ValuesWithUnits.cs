using System;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Voxmark.QuantService.Persistence.Migrations
{
    /// <summary>
    /// Values travel with their unit, segments with what they stand for; heights and weights belong to studies, and a label
    /// keeps the slice it is measured at. Results name no patient any more, those from before neither.
    /// </summary>
    [DbContext(typeof(QuantDbContext))]
    [Migration("20261128073000_ValuesWithUnits")]
    public partial class ValuesWithUnits : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.RenameColumn(name: "MeanHu", schema: "quant", table: "segments", newName: "Mean");
            migrationBuilder.RenameColumn(name: "SdHu", schema: "quant", table: "segments", newName: "Sd");
            migrationBuilder.RenameColumn(name: "AreaMeanHu", schema: "quant", table: "segments", newName: "AreaMean");
            migrationBuilder.RenameColumn(name: "AreaSdHu", schema: "quant", table: "segments", newName: "AreaSd");
            migrationBuilder.AddColumn<string>(name: "Code", schema: "quant", table: "segments", type: "text", nullable: true);
            migrationBuilder.AddColumn<double>(name: "OutsideRange", schema: "quant", table: "segments", type: "double precision", nullable: true);
            migrationBuilder.AddColumn<string>(name: "Unit", schema: "quant", table: "segments", type: "text", nullable: false, defaultValue: "");
            migrationBuilder.DropIndex(name: "IX_segments_Key", schema: "quant", table: "segments");
            migrationBuilder.CreateIndex(name: "IX_segments_Code", schema: "quant", table: "segments", column: "Code");

            migrationBuilder.CreateTable(
                name: "patient_values",
                schema: "quant",
                columns: table => new
                {
                    StudyInstanceUid = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    HeightCm = table.Column<double>(type: "double precision", nullable: true),
                    HeightById = table.Column<string>(type: "text", nullable: true),
                    HeightBy = table.Column<string>(type: "text", nullable: true),
                    HeightAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    WeightKg = table.Column<double>(type: "double precision", nullable: true),
                    WeightById = table.Column<string>(type: "text", nullable: true),
                    WeightBy = table.Column<string>(type: "text", nullable: true),
                    WeightAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table => table.PrimaryKey("PK_patient_values", x => x.StudyInstanceUid));

            migrationBuilder.CreateTable(
                name: "reference_slices",
                schema: "quant",
                columns: table => new
                {
                    LabelId = table.Column<Guid>(type: "uuid", nullable: false),
                    SopInstanceUid = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Frame = table.Column<int>(type: "integer", nullable: false),
                    ChosenById = table.Column<string>(type: "text", nullable: true),
                    ChosenBy = table.Column<string>(type: "text", nullable: true),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table => table.PrimaryKey("PK_reference_slices", x => x.LabelId));

            // What was measured before is read as it would be written now. Whose result it is, the study says; what a segment
            // stood for was said by its key.
            migrationBuilder.Sql("""
                UPDATE quant.results AS result SET "Document" = was.document
                    || jsonb_build_object('unit', was.unit, 'axis', 'z', 'referenceChosen', NULL)
                    || jsonb_build_object('subject', (was.document->'subject') - 'patientId' - 'patientName')
                    || jsonb_build_object('bodyComposition', was.document->'bodyComposition' || jsonb_build_object(
                        'muscleSegments', jsonb_path_query_array(was.document, '$.segments[*] ? (@.key == "muscle").number'),
                        'visceralFatSegments', jsonb_path_query_array(was.document, '$.segments[*] ? (@.key == "visceral-fat").number'),
                        'subcutaneousFatSegments', jsonb_path_query_array(was.document, '$.segments[*] ? (@.key == "subcutaneous-fat").number')))
                    || jsonb_build_object('slices', (
                        SELECT coalesce(jsonb_agg(slice - '{sdHu,minHu,maxHu,medianHu}'::text[] || jsonb_build_object('values', jsonb_build_object(
                            'unit', was.unit, 'mean', slice->'meanHu', 'sd', slice->'sdHu', 'min', slice->'minHu', 'max', slice->'maxHu',
                            'median', slice->'medianHu')) ORDER BY place), '[]')
                        FROM jsonb_array_elements(was.document->'slices') WITH ORDINALITY AS list(slice, place)))
                    || jsonb_build_object('segments', (
                        SELECT coalesce(jsonb_agg(segment - '{sdHu,minHu,maxHu,referenceSdHu}'::text[] || jsonb_build_object(
                            'code', CASE segment->>'key'
                                WHEN 'muscle' THEN 'SCT:127954009' WHEN 'subcutaneous-fat' THEN 'SCT:67769002'
                                WHEN 'visceral-fat' THEN 'SCT:55603005@SCT:52731004'
                                WHEN 'intermuscular-fat' THEN 'SCT:55603005@SCT:127954009' END,
                            'values', CASE WHEN segment->>'meanHu' IS NOT NULL THEN jsonb_build_object(
                                'unit', was.unit, 'mean', segment->'meanHu', 'sd', segment->'sdHu', 'min', segment->'minHu',
                                'max', segment->'maxHu', 'median', NULL) END,
                            'referenceValues', (
                                SELECT jsonb_build_object(
                                    'unit', was.unit, 'mean', slice->'meanHu', 'sd', slice->'sdHu', 'min', slice->'minHu', 'max', slice->'maxHu',
                                    'median', slice->'medianHu')
                                FROM jsonb_array_elements(was.document->'slices') AS slice
                                WHERE slice->'slice' = was.document->'referenceSlice' AND slice->'segmentNumber' = segment->'number'
                                LIMIT 1)) ORDER BY place), '[]')
                        FROM jsonb_array_elements(was.document->'segments') WITH ORDINALITY AS list(segment, place)))
                FROM (
                    SELECT "Id", "Document" AS document,
                        CASE WHEN "Document"->'caveats' @> '[{"code": "not-hounsfield"}]' THEN '' ELSE 'HU' END AS unit
                    FROM quant.results WHERE NOT jsonb_exists("Document", 'unit')) AS was
                WHERE was."Id" = result."Id"
                """);
            migrationBuilder.Sql("""
                UPDATE quant.segments AS row SET "Unit" = result."Document"->>'unit', "Code" = segment->>'code'
                FROM quant.results AS result CROSS JOIN LATERAL jsonb_array_elements(result."Document"->'segments') AS segment
                WHERE result."Id" = row."ResultId" AND (segment->>'number')::int = row."Number"
                """);
        }

        /// <summary>The tables as they were; what results say stays as it is, for names of patients do not come back.</summary>
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "patient_values", schema: "quant");
            migrationBuilder.DropTable(name: "reference_slices", schema: "quant");
            migrationBuilder.DropIndex(name: "IX_segments_Code", schema: "quant", table: "segments");
            migrationBuilder.DropColumn(name: "Code", schema: "quant", table: "segments");
            migrationBuilder.DropColumn(name: "OutsideRange", schema: "quant", table: "segments");
            migrationBuilder.DropColumn(name: "Unit", schema: "quant", table: "segments");
            migrationBuilder.RenameColumn(name: "Mean", schema: "quant", table: "segments", newName: "MeanHu");
            migrationBuilder.RenameColumn(name: "Sd", schema: "quant", table: "segments", newName: "SdHu");
            migrationBuilder.RenameColumn(name: "AreaMean", schema: "quant", table: "segments", newName: "AreaMeanHu");
            migrationBuilder.RenameColumn(name: "AreaSd", schema: "quant", table: "segments", newName: "AreaSdHu");
            migrationBuilder.CreateIndex(name: "IX_segments_Key", schema: "quant", table: "segments", column: "Key");
        }
    }
}
