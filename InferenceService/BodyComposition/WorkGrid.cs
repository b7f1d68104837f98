using Voxmark.Imaging.Volumes;

namespace Voxmark.InferenceService.BodyComposition;

/// <summary>
/// The grid of 1 mm on which a slice is looked at, whatever its pixels: x grows to the patient's left and y to the back, in
/// millimetres from the middle of the first pixel of the grid; pixel (x, y) of a matrix lies at x, y.
/// </summary>
/// <param name="Columns">Of the stored slice.</param>
/// <param name="Rows">Of the stored slice.</param>
/// <param name="ColumnSpacingMm">Distance between stored columns.</param>
/// <param name="RowSpacingMm">Distance between stored rows.</param>
public sealed record WorkGrid(int Columns, int Rows, double ColumnSpacingMm, double RowSpacingMm, SupineTurn Turn)
{
    /// <summary>A field of view that no trunk fits into, and one that no scanner has.</summary>
    private const double MinFieldMm = 100, MaxFieldMm = 1000;

    /// <summary>How far slices may lie from axial ones: cosine of 37°.</summary>
    private const double LeastAxial = 0.8;

    /// <summary>Of pixels that lie as the patient on the back does, along x and y.</summary>
    public (double X, double Y) SpacingMm => Turn.Transposes ? (RowSpacingMm, ColumnSpacingMm) : (ColumnSpacingMm, RowSpacingMm);

    /// <summary>Columns and rows of pixels that lie as the patient on the back does.</summary>
    public (int Columns, int Rows) SupineSize => Turn.Transposes ? (Rows, Columns) : (Columns, Rows);

    /// <summary>Side of a pixel of the same area.</summary>
    public double PixelMm => Math.Sqrt(ColumnSpacingMm * RowSpacingMm);

    /// <returns>The grid of a slice; null where pixels have no known size, the slices are not axial, or their field of view is
    /// none of a trunk.</returns>
    public static WorkGrid? Of(VolumeHeader series, int slice)
    {
        var place = series.SliceList[slice];
        var spacing = (place.ColumnSpacingMm ?? series.Grid?.Spacing.X, place.RowSpacingMm ?? series.Grid?.Spacing.Y);
        if (spacing is not ({ } columnMm, { } rowMm) || (series.Grid is { } grid && Math.Abs(grid.SliceDirection.Z) < LeastAxial))
            return null;
        var (width, height) = (series.Columns * columnMm, series.Rows * rowMm);
        return width is >= MinFieldMm and <= MaxFieldMm && height is >= MinFieldMm and <= MaxFieldMm
            ? new(series.Columns, series.Rows, columnMm, rowMm, SupineTurn.Of(series.Grid))
            : null;
    }

    /// <summary>The stored column and row, with fractions, of a point of the work grid; 0 is a pixel's middle.</summary>
    public (double Column, double Row) ToStored(double x, double y)
    {
        var (spacing, size) = (SpacingMm, SupineSize);
        var (across, down) = (((x + 0.5) / spacing.X) - 0.5, ((y + 0.5) / spacing.Y) - 0.5);
        across = Turn.FlipsX ? size.Columns - 1 - across : across;
        down = Turn.FlipsY ? size.Rows - 1 - down : down;
        return Turn.Transposes ? (down, across) : (across, down);
    }

    /// <summary>The point of the work grid of a stored column and row.</summary>
    public (double X, double Y) ToWork(double column, double row)
    {
        var (spacing, size) = (SpacingMm, SupineSize);
        var (across, down) = Turn.Transposes ? (row, column) : (column, row);
        across = Turn.FlipsX ? size.Columns - 1 - across : across;
        down = Turn.FlipsY ? size.Rows - 1 - down : down;
        return (((across + 0.5) * spacing.X) - 0.5, ((down + 0.5) * spacing.Y) - 0.5);
    }
}
