import { voxelToCanvas, type Point2, type SliceView } from '../../geometry/sliceView.ts';

/** Draws a line of voxel points over the picture: white with a black halo, dashed while it would erase. */
export function drawLine(
  context: CanvasRenderingContext2D, view: SliceView, points: readonly Point2[], isClosed: boolean, isErasing: boolean,
): void {
  if (points.length < 2) return;
  context.setLineDash(isErasing ? [4, 3] : []);
  for (const [width, colour] of [[3, '#000'], [1.25, '#fff']] as const) {
    context.lineWidth = width;
    context.strokeStyle = colour;
    context.beginPath();
    for (const point of points) context.lineTo(...voxelToCanvas(view, point));
    if (isClosed) context.closePath();
    context.stroke();
  }
  context.setLineDash([]);
}

const MAX_RECORDED = 500;

/** A line for a revision's parameters: its points to a hundredth of a pixel, or how many when there are very many. */
export function recordLine(points: readonly Point2[]): object {
  const round = (value: number) => Math.round(value * 100) / 100;
  return points.length > MAX_RECORDED ? { pointCount: points.length } : { points: points.map(([i, j]) => [round(i), round(j)]) };
}
