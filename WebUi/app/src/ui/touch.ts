import type { Point2 } from '../geometry/sliceView.ts';

const PX_PER_SLICE = 24;

/** Where the fingers are, and what they do together. All in CSS pixels. */
export class TouchGesture {
  private readonly fingers = new Map<number, Point2>();
  private waysDown = 0;

  /** @returns how many fingers are down now */
  down(id: number, at: Point2): number {
    this.fingers.set(id, at);
    this.waysDown = 0;
    return this.fingers.size;
  }

  /** @returns how many fingers are left */
  up(id: number): number {
    this.fingers.delete(id);
    this.waysDown = 0;
    return this.fingers.size;
  }

  /** @returns how the fingers' centre went and by which factor they spread */
  move(id: number, at: Point2): { fingers: number; by: Point2; zoom: number; centre: Point2 } {
    const before = this.measure();
    if (this.fingers.has(id)) this.fingers.set(id, at);
    const after = this.measure();
    const by: Point2 = [after.centre[0] - before.centre[0], after.centre[1] - before.centre[1]];
    this.waysDown += by[1];
    const zoom = before.spread > 0 && after.spread > 0 ? after.spread / before.spread : 1;
    return { fingers: this.fingers.size, by, zoom, centre: after.centre };
  }

  /** Whole slices that the way up or down since the last call stands for; downwards is positive. */
  takeSlices(): number {
    const slices = Math.trunc(this.waysDown / PX_PER_SLICE);
    this.waysDown -= slices * PX_PER_SLICE;
    return slices;
  }

  private measure(): { centre: Point2; spread: number } {
    const all = [...this.fingers.values()];
    const n = Math.max(1, all.length);
    const centre: Point2 = [all.reduce((sum, [x]) => sum + x, 0) / n, all.reduce((sum, [, y]) => sum + y, 0) / n];
    return { centre, spread: all.reduce((sum, [x, y]) => sum + Math.hypot(x - centre[0], y - centre[1]), 0) / n };
  }
}
