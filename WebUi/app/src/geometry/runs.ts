import { clip, type Box } from './box.ts';
import type { Point2 } from './sliceView.ts';

/**
 * A set of pixels as runs along rows, inside the slice. Every shape here follows the pixel centre rule: a pixel belongs
 * to a shape when its centre, the whole (column, row), does.
 */
export interface Runs {
  /** The rows and columns that hold all runs. */
  readonly box: Box;
  /** Flat triples: row, first column, last column (inclusive). */
  readonly spans: readonly number[];
}

/** Collects runs, clipped to columns × rows. */
export class RunBuilder {
  private readonly spans: number[] = [];
  private readonly columns: number;
  private readonly rows: number;
  private left = Infinity;
  private right = -1;
  private top = -1;
  private bottom = -1;

  constructor(columns: number, rows: number) {
    this.columns = columns;
    this.rows = rows;
  }

  /** Rows must come in ascending order. */
  add(row: number, first: number, last: number): void {
    const from = Math.max(0, first);
    const to = Math.min(this.columns - 1, last);
    if (row < 0 || row >= this.rows || from > to) return;
    this.spans.push(row, from, to);
    if (this.top < 0) this.top = row;
    this.bottom = row;
    this.left = Math.min(this.left, from);
    this.right = Math.max(this.right, to);
  }

  /** Undefined when nothing lies inside the slice. */
  build(): Runs | undefined {
    if (this.top < 0) return undefined;
    return {
      spans: this.spans, box: { left: this.left, top: this.top, width: this.right - this.left + 1, height: this.bottom - this.top + 1 },
    };
  }
}

/** Visits every pixel of the runs by its flat row-major index. */
export function forEachPixel({ spans }: Runs, columns: number, visit: (index: number) => void): void {
  for (let n = 0; n < spans.length; n += 3) {
    const row = spans[n]! * columns;
    const last = row + spans[n + 2]!;
    for (let index = row + spans[n + 1]!; index <= last; index++) visit(index);
  }
}

const TOLERANCE = 1e-9;

/**
 * The pixels a brush covers on its way from a to b: those whose centre lies at most a radius from the way (round) or at
 * most a radius away along both axes (square), and the pixels under both ends, so that the smallest brush draws one.
 * @param a continuous (column, row)
 * @param radius in columns
 * @param rowsPerColumn a row's height in column widths, so that the brush is round or square in millimetres
 */
export function sweepBrush(
  a: Point2, b: Point2, radius: number, shape: 'round' | 'square', rowsPerColumn: number, columns: number, rows: number,
): Runs | undefined {
  const ends = [a, b].map(([i, j]) => [Math.round(i), Math.round(j)] as const);
  const rowRadius = radius / rowsPerColumn;
  const top = Math.max(0, Math.min(Math.ceil(Math.min(a[1], b[1]) - rowRadius - TOLERANCE), ends[0]![1], ends[1]![1]));
  const bottom = Math.min(rows - 1, Math.max(Math.floor(Math.max(a[1], b[1]) + rowRadius + TOLERANCE), ends[0]![1], ends[1]![1]));
  const span = shape === 'round' ? roundSpan : squareSpan;
  const delta: Point2 = [b[0] - a[0], (b[1] - a[1]) * rowsPerColumn];
  const builder = new RunBuilder(columns, rows);
  for (let row = top; row <= bottom; row++) {
    let [first, last] = span((row - a[1]) * rowsPerColumn, delta, radius);
    first = Math.ceil(first + a[0] - TOLERANCE);
    last = Math.floor(last + a[0] + TOLERANCE);
    for (const [column, endRow] of ends) {
      if (endRow !== row) continue;
      [first, last] = first > last ? [column, column] : [Math.min(first, column), Math.max(last, column)];
    }
    builder.add(row, first, last);
  }
  return builder.build();
}

/** Where a line y is within a radius of the segment from 0 to delta: the discs at its ends and the band between them. */
function roundSpan(y: number, [dx, dy]: Point2, radius: number): [number, number] {
  let [first, last] = [Infinity, -Infinity];
  for (const [x, half] of [[0, radius ** 2 - y ** 2], [dx, radius ** 2 - (y - dy) ** 2]] as const) {
    if (half < -TOLERANCE) continue;
    first = Math.min(first, x - Math.sqrt(Math.max(0, half)));
    last = Math.max(last, x + Math.sqrt(Math.max(0, half)));
  }
  const length = Math.hypot(dx, dy);
  if (length === 0) return [first, last];
  // along the way 0 … length, and across it −radius … radius
  const band = intersect(between(dx, y * dy, 0, length ** 2), between(dy, -y * dx, -radius * length, radius * length));
  return band[0] > band[1] ? [first, last] : [Math.min(first, band[0]), Math.max(last, band[1])];
}

/** Where a line y meets a square of half side radius that moves from 0 to delta. */
function squareSpan(y: number, [dx, dy]: Point2, radius: number): [number, number] {
  const [from, to] = intersect(between(-dy, y, -radius, radius), [0, 1]);
  return from > to + TOLERANCE ? [Infinity, -Infinity] : [Math.min(from * dx, to * dx) - radius, Math.max(from * dx, to * dx) + radius];
}

/** The x for which low ≤ factor · x + offset ≤ high. */
function between(factor: number, offset: number, low: number, high: number): [number, number] {
  if (Math.abs(factor) < 1e-12)
    return offset >= low - TOLERANCE && offset <= high + TOLERANCE ? [-Infinity, Infinity] : [Infinity, -Infinity];
  const [a, b] = [(low - offset) / factor, (high - offset) / factor];
  return [Math.min(a, b), Math.max(a, b)];
}

function intersect(a: readonly [number, number], b: readonly [number, number]): [number, number] {
  return [Math.max(a[0], b[0]), Math.min(a[1], b[1])];
}

/**
 * The pixels inside a closed polygon by the even-odd rule. A centre on an upper or left edge is inside, on a lower or
 * right edge outside, so that two polygons that share an edge share no pixel.
 * @param points continuous (column, row); the last is joined to the first
 */
export function fillPolygon(points: readonly Point2[], columns: number, rows: number): Runs | undefined {
  if (points.length < 3) return undefined;
  const js = points.map(point => point[1]);
  const top = Math.max(0, Math.ceil(Math.min(...js)));
  const bottom = Math.min(rows - 1, Math.floor(Math.max(...js)));
  const builder = new RunBuilder(columns, rows);
  for (let row = top; row <= bottom; row++) {
    const crossings: number[] = [];
    for (let n = 0; n < points.length; n++) {
      const [x0, y0] = points[n]!;
      const [x1, y1] = points[(n + 1) % points.length]!;
      if ((y0 <= row) !== (y1 <= row)) crossings.push(x0 + (row - y0) / (y1 - y0) * (x1 - x0));
    }
    crossings.sort((p, q) => p - q);
    for (let n = 0; n + 1 < crossings.length; n += 2) builder.add(row, Math.ceil(crossings[n]!), Math.ceil(crossings[n + 1]!) - 1);
  }
  return builder.build();
}

/** All pixels of a box. */
export function fillBox({ left, top, width, height }: Box, columns: number, rows: number): Runs | undefined {
  const builder = new RunBuilder(columns, rows);
  for (let row = top; row < top + height; row++) builder.add(row, left, left + width - 1);
  return builder.build();
}

/** The pixels whose centre lies in the ellipse that touches the outer edges of a box. */
export function fillEllipse(box: Box, columns: number, rows: number): Runs | undefined {
  if (!clip(box, columns, rows)) return undefined;
  const [rx, ry] = [box.width / 2, box.height / 2];
  const [cx, cy] = [box.left + rx - 0.5, box.top + ry - 0.5];
  const builder = new RunBuilder(columns, rows);
  for (let row = box.top; row < box.top + box.height; row++) {
    const half = rx * Math.sqrt(Math.max(0, 1 - ((row - cy) / ry) ** 2));
    builder.add(row, Math.ceil(cx - half - TOLERANCE), Math.floor(cx + half + TOLERANCE));
  }
  return builder.build();
}
