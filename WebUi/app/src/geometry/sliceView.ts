import type { Box } from './box.ts';

/** (x, y), (i, j) or (width, height), as the name says. */
export type Point2 = readonly [number, number];

/** How one slice lies on its canvas. */
export interface SliceView {
  readonly columns: number;
  readonly rows: number;
  /** CSS pixels per voxel along i and j. */
  readonly pxPerVoxel: Point2;
  /** CSS pixels from the canvas' top-left corner to the slice's top-left corner. */
  readonly panPx: Point2;
  /** Whether i runs leftwards and j upwards on the screen. */
  readonly flip: readonly [boolean, boolean];
}

/**
 * Canvas position to voxel index on the shown slice.
 * @param px CSS pixels from the canvas' top-left corner
 * @returns continuous (i, j), (0, 0) being the first voxel's centre; it may lie outside the slice
 */
export function canvasToVoxel(view: SliceView, px: Point2): Point2 {
  const i = (px[0] - view.panPx[0]) / view.pxPerVoxel[0] - 0.5;
  const j = (px[1] - view.panPx[1]) / view.pxPerVoxel[1] - 0.5;
  return [view.flip[0] ? view.columns - 1 - i : i, view.flip[1] ? view.rows - 1 - j : j];
}

/** The inverse of {@link canvasToVoxel}. */
export function voxelToCanvas(view: SliceView, voxel: Point2): Point2 {
  const i = view.flip[0] ? view.columns - 1 - voxel[0] : voxel[0];
  const j = view.flip[1] ? view.rows - 1 - voxel[1] : voxel[1];
  return [(i + 0.5) * view.pxPerVoxel[0] + view.panPx[0], (j + 0.5) * view.pxPerVoxel[1] + view.panPx[1]];
}

/** The voxel that holds a continuous index; undefined outside the slice. */
export function voxelAt(view: SliceView, voxel: Point2): Point2 | undefined {
  const i = Math.round(voxel[0]);
  const j = Math.round(voxel[1]);
  return i >= 0 && j >= 0 && i < view.columns && j < view.rows ? [i, j] : undefined;
}

/**
 * A part of the slice (the whole without one) as large as it fits, centred, in its true proportions.
 * @param spacingMm along i and j; only the ratio counts
 * @param sizePx the canvas in CSS pixels
 */
export function fitView(
  columns: number, rows: number, spacingMm: Point2, sizePx: Point2, flip: readonly [boolean, boolean] = [false, false], marginPx = 0,
  part: Box = { left: 0, top: 0, width: columns, height: rows },
): SliceView {
  const pxPerMm = Math.max(1e-6, Math.min(
    (sizePx[0] - 2 * marginPx) / (part.width * spacingMm[0]),
    (sizePx[1] - 2 * marginPx) / (part.height * spacingMm[1])));
  const pxPerVoxel: Point2 = [pxPerMm * spacingMm[0], pxPerMm * spacingMm[1]];
  const centre: Point2 = [part.left + part.width / 2, part.top + part.height / 2];
  const panPx: Point2 = [
    sizePx[0] / 2 - (flip[0] ? columns - centre[0] : centre[0]) * pxPerVoxel[0],
    sizePx[1] / 2 - (flip[1] ? rows - centre[1] : centre[1]) * pxPerVoxel[1],
  ];
  return { columns, rows, pxPerVoxel, panPx, flip };
}

/** Enlarges by a factor while the voxel under a canvas position stays where it is. */
export function zoomAt(view: SliceView, px: Point2, factor: number): SliceView {
  return {
    ...view,
    pxPerVoxel: [view.pxPerVoxel[0] * factor, view.pxPerVoxel[1] * factor],
    panPx: [px[0] - (px[0] - view.panPx[0]) * factor, px[1] - (px[1] - view.panPx[1]) * factor],
  };
}

export function panBy(view: SliceView, dxPx: number, dyPx: number): SliceView {
  return { ...view, panPx: [view.panPx[0] + dxPx, view.panPx[1] + dyPx] };
}
