import type { Label, Segment, SegmentChanges, SeriesDetail } from '../../contracts/services.ts';
import type { Point2, SliceView } from '../../geometry/sliceView.ts';
import type { SaveQueue } from '../../state/saveQueue.ts';
import { Workspace } from '../../state/workspace.ts';
import type { Tool, ToolPoint } from './tool.ts';

const segment = (number: number, minHu: number | null, maxHu: number | null): Segment =>
  ({ number, key: `s${number}`, name: `S${number}`, colour: '#ffffff', code: null, minHu, maxHu, locked: false, visible: true });

interface Saved {
  readonly tool: string;
  readonly parameters: Record<string, unknown>;
  readonly slices: number[];
  readonly segments: SegmentChanges | undefined;
}

/**
 * For tests: a label of 9 × 7 pixels of 1 mm × 1 mm on slices 3–5, 2 mm apart, with slice 4 on show. Segment 1 takes
 * −29…150 HU, 2 takes −190…−30, 3 any. All values are 50 HU.
 */
export class TestWorkspace {
  readonly work: Workspace;
  readonly saved: Saved[] = [];

  constructor() {
    const series = {
      series: { seriesInstanceUid: '1' }, slices: new Array(9).fill({}), voxels: { slope: 1, intercept: 0, unit: 'HU' },
      geometry: { spacingMm: [1, 1, 2] },
    } as unknown as SeriesDetail;
    const label = {
      id: 'l', firstSlice: 3, lastSlice: 5, rows: 7, columns: 9,
      segments: [segment(1, -29, 150), segment(2, -190, -30), segment(3, null, null)],
    } as unknown as Label;
    this.work = new Workspace(series, label, true, { center: 40, width: 400 });
    for (const slice of [3, 4, 5]) this.work.voxels.set(slice, new Int16Array(63).fill(50));
    this.work.saves = {
      add: (tool: string, parameters: Record<string, unknown>, _: unknown, masks: Map<number, Uint8Array>, segments?: SegmentChanges) =>
        this.saved.push({ tool, parameters, slices: [...masks.keys()], segments }),
    } as unknown as SaveQueue;
  }

  /** Sets a slice's labels, or its values in HU, from lines of digits; '.' is 0. */
  draw(lines: readonly string[], slice = 4): void {
    this.work.masks.load(slice, Uint8Array.from(lines.join(''), cell => (cell === '.' ? 0 : Number(cell))));
  }

  /** The labels of a slice as lines, only the rows that carry any. */
  shown(slice = 4): string[] {
    const mask = this.work.mask(slice);
    return Array.from({ length: 7 }, (_, j) => Array.from({ length: 9 }, (_, i) => mask[j * 9 + i] || '.').join(''));
  }
}

/** A view of ten CSS pixels per voxel. */
export const VIEW: SliceView = { columns: 9, rows: 7, pxPerVoxel: [10, 10], panPx: [0, 0], flip: [false, false] };

export const at = (i: number, j: number, more: Partial<ToolPoint> = {}): ToolPoint =>
  ({ voxel: [i, j], px: [(i + 0.5) * 10, (j + 0.5) * 10] as Point2, shiftKey: false, altKey: false, ctrlKey: false, ...more });

export const EMPTY = new Array<string>(7).fill('.........');

export const drag = (tool: Tool, ...points: ToolPoint[]) => {
  tool.down!(points[0]!);
  for (const point of points.slice(1)) tool.move!(point);
  tool.up!(points.at(-1)!);
};
export const nothing = () => undefined;
