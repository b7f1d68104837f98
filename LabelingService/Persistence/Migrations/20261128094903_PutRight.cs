using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Voxmark.LabelingService.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class PutRight : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "DeletedAt",
                schema: "labeling",
                table: "labels",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "DeletionId",
                schema: "labeling",
                table: "labels",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsHidden",
                schema: "labeling",
                table: "labels",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateIndex(
                name: "IX_labels_deleted",
                schema: "labeling",
                table: "labels",
                column: "DeletedAt",
                filter: "\"DeletedAt\" IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_labels_deleted",
                schema: "labeling",
                table: "labels");

            migrationBuilder.DropColumn(
                name: "DeletedAt",
                schema: "labeling",
                table: "labels");

            migrationBuilder.DropColumn(
                name: "DeletionId",
                schema: "labeling",
                table: "labels");

            migrationBuilder.DropColumn(
                name: "IsHidden",
                schema: "labeling",
                table: "labels");
        }
    }
}
