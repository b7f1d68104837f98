import { distance } from '../../geometry/distance.ts';
import { voxelToCanvas, type Point2, type SliceView } from '../../geometry/sliceView.ts';
import type { Tool, ToolPoint } from '../shared/tool.ts';

const REACH_PX = 12;
const LINE = '#7fe3ff';

/** Ends in voxels of the slice. */
interface Measure { ends: [Point2, Point2] }

/** What a ruler has to know of the page. */
export interface RulerPage {
  readonly slice: () => number;
  readonly view: () => SliceView;
  /** Along i and j; null where a pixel's size is not known. */
  readonly spacingMm: Point2 | null;
  readonly redraw: () => void;
  readonly text: (length: number, isMm: boolean) => string;
  readonly announce: (text: string) => void;
}

/** Distances on a slice: a drag draws one, its ends can be moved; they stay on their slice until they are deleted. */
export class RulerTool implements Tool {
  readonly cursor = 'crosshair';
  readonly staysOnShow = true;
  private readonly page: RulerPage;
  private readonly bySlice = new Map<number, Measure[]>();
  private held: { measure: Measure; end: 0 | 1 } | undefined;

  constructor(page: RulerPage) {
    this.page = page;
  }

  /** Lengths on the shown slice, oldest first, mm or pixels. */
  get lengths(): number[] {
    return this.here.map(measure => this.length(measure));
  }

  down(at: ToolPoint): void {
    this.held = this.endAt(at.px);
    if (!this.held) {
      const measure: Measure = { ends: [at.voxel, at.voxel] };
      this.bySlice.set(this.page.slice(), [...this.here, measure]);
      this.held = { measure, end: 1 };
    }
    this.page.redraw();
  }

  move(at: ToolPoint): void {
    if (!this.held) return;
    this.held.measure.ends[this.held.end] = at.voxel;
    this.page.redraw();
  }

  up(): void {
    if (!this.held) return;
    const { measure } = this.held;
    this.held = undefined;
    const [a, b] = this.endsPx(measure, this.page.view());
    if (Math.hypot(a[0] - b[0], a[1] - b[1]) < 3) this.remove(measure);
    else this.page.announce(this.label(measure));
    this.page.redraw();
  }

  cancel(): void {
    this.up();
  }

  /** Takes the newest distance of the shown slice away. */
  deleteLast(): void {
    const last = this.here.at(-1);
    if (last) this.remove(last);
  }

  draw(context: CanvasRenderingContext2D, view: SliceView): void {
    for (const measure of this.here) {
      const [a, b] = this.endsPx(measure, view);
      for (const [width, colour] of [[3.5, '#000'], [1.5, LINE]] as const) {
        context.lineWidth = width;
        context.strokeStyle = colour;
        context.beginPath();
        context.moveTo(...a);
        context.lineTo(...b);
        for (const [x, y] of [a, b]) {
          context.moveTo(x + 4, y);
          context.arc(x, y, 4, 0, 2 * Math.PI);
        }
        context.stroke();
      }
      this.drawLabel(context, a, b, this.label(measure));
    }
  }

  private drawLabel(context: CanvasRenderingContext2D, a: Point2, b: Point2, text: string): void {
    context.font = '700 13px "Noto Sans", "Malgun Gothic", system-ui, sans-serif';
    const [x, y] = [Math.max(a[0], b[0]) + 10, (a[0] > b[0] ? a[1] : b[1]) + 4];
    context.lineWidth = 3;
    context.strokeStyle = '#000';
    context.strokeText(text, x, y);
    context.fillStyle = LINE;
    context.fillText(text, x, y);
  }

  private get here(): Measure[] {
    return this.bySlice.get(this.page.slice()) ?? [];
  }

  private length({ ends }: Measure): number {
    return distance(ends[0], ends[1], this.page.spacingMm);
  }

  private label(measure: Measure): string {
    return this.page.text(this.length(measure), this.page.spacingMm !== null);
  }

  private remove(measure: Measure): void {
    this.bySlice.set(this.page.slice(), this.here.filter(each => each !== measure));
    this.page.redraw();
  }

  private endsPx({ ends }: Measure, view: SliceView): [Point2, Point2] {
    return [voxelToCanvas(view, ends[0]), voxelToCanvas(view, ends[1])];
  }

  private endAt(px: Point2): { measure: Measure; end: 0 | 1 } | undefined {
    for (const measure of [...this.here].reverse()) {
      const end = this.endsPx(measure, this.page.view()).findIndex(([x, y]) => Math.hypot(x - px[0], y - px[1]) <= REACH_PX);
      if (end >= 0) return { measure, end: end as 0 | 1 };
    }
    return undefined;
  }
}
