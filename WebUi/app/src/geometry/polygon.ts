/**
 * Visits the pixels whose centre lies inside a closed outline; where it crosses itself, by the even-odd rule. The same
 * pixels as LabelingService's PolygonPainter.
 * @param points alternating column and row, (0, 0) being the first pixel's centre; the last joins the first
 * @param visit called with the flat index, row-major
 */
export function fillPolygon(points: readonly number[], columns: number, rows: number, visit: (index: number) => void): void {
  for (let row = 0; row < rows; row++) {
    const crossings: number[] = [];
    for (let n = 0; n < points.length; n += 2) {
      const next = (n + 2) % points.length;
      const [ax, ay, bx, by] = [points[n]!, points[n + 1]!, points[next]!, points[next + 1]!];
      // an end on the row belongs to the edge below it, so that a corner counts once
      if ((ay <= row) !== (by <= row)) crossings.push(ax + (row - ay) / (by - ay) * (bx - ax));
    }
    crossings.sort((a, b) => a - b);
    for (let n = 0; n + 1 < crossings.length; n += 2) {
      const end = Math.min(columns, Math.max(0, Math.ceil(crossings[n + 1]!)));
      for (let column = Math.max(0, Math.ceil(crossings[n]!)); column < end; column++) visit(row * columns + column);
    }
  }
}
