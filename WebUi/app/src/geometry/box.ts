/** Pixels left ≤ column < left + width, top ≤ row < top + height, as the API's PixelRectangle. */
export interface Box { left: number; top: number; width: number; height: number }

export function union(a: Box | undefined, b: Box | undefined): Box | undefined {
  if (!a || !b) return a ?? b;
  const left = Math.min(a.left, b.left);
  const top = Math.min(a.top, b.top);
  const right = Math.max(a.left + a.width, b.left + b.width);
  const bottom = Math.max(a.top + a.height, b.top + b.height);
  return { left, top, width: right - left, height: bottom - top };
}

/** The part of a box inside columns × rows; undefined when nothing is left. */
export function clip(box: Box, columns: number, rows: number): Box | undefined {
  const left = Math.max(0, box.left);
  const top = Math.max(0, box.top);
  const width = Math.min(columns, box.left + box.width) - left;
  const height = Math.min(rows, box.top + box.height) - top;
  return width > 0 && height > 0 ? { left, top, width, height } : undefined;
}

export function contains(outer: Box, inner: Box): boolean {
  return inner.left >= outer.left && inner.top >= outer.top
    && inner.left + inner.width <= outer.left + outer.width && inner.top + inner.height <= outer.top + outer.height;
}

/** The whole pixels touched by a drag from one continuous (column, row) to another. */
export function boxBetween(a: readonly [number, number], b: readonly [number, number]): Box {
  const left = Math.round(Math.min(a[0], b[0]));
  const top = Math.round(Math.min(a[1], b[1]));
  return { left, top, width: Math.round(Math.max(a[0], b[0])) - left + 1, height: Math.round(Math.max(a[1], b[1])) - top + 1 };
}

/** The smallest box that holds every pixel where two maps differ. */
export function differenceBox(a: Uint8Array, b: Uint8Array, columns: number): Box | undefined {
  let left = columns, right = -1, top = -1, bottom = -1;
  for (let p = 0; p < a.length; p++) {
    if (a[p] === b[p]) continue;
    const i = p % columns;
    bottom = (p - i) / columns;
    if (top < 0) top = bottom;
    if (i < left) left = i;
    if (i > right) right = i;
  }
  return right < 0 ? undefined : { left, top, width: right - left + 1, height: bottom - top + 1 };
}
