import type { SeriesDetail, SeriesGeometry } from '../../api/contracts.ts';
import { edgeLetters, readingFlip, type Vector3 } from '../../geometry/orientation.ts';
import { voxelToCanvas, type Point2, type SliceView } from '../../geometry/sliceView.ts';
import { t } from '../../i18n/i18n.ts';
import type { Lut } from '../../render/lut.ts';
import { Viewport } from '../../render/viewport.ts';
import type { Store } from '../../state/store.ts';
import type { Tool, ToolPoint } from '../../tools/tool.ts';
import { h } from '../../ui/dom.ts';
import { report } from '../../ui/notices.ts';
import type { AreaState } from './areaState.ts';

export type PlaneId = 'axial' | 'sagittal' | 'coronal';

/** Which voxel axes run across and down a plane, and which one it is cut at. */
const AXES = {
  axial: { across: 0, down: 1, through: 2 },
  sagittal: { across: 1, down: 2, through: 0 },
  coronal: { across: 0, down: 2, through: 1 },
} as const;

const KEPT_PLANES = 48;
const CROSS_GAP_PX = 22;

/** One of the three planes through the cross-hair. Only the planes that are looked at are fetched, newest first. */
export class PlaneView implements Tool {
  readonly id = 'window';
  readonly cursor = 'crosshair';
  readonly plane: PlaneId;
  readonly pane: HTMLElement;
  readonly viewport: Viewport;
  /** Settles once there is a picture, or none can be had. */
  readonly ready: Promise<void>;
  readonly caption = h('div', { class: 'ov tl' });
  private readonly store: Store<AreaState>;
  private readonly size: readonly [number, number, number];
  private readonly spacing: readonly number[];
  private readonly flip: readonly [boolean, boolean];
  private readonly fetchVoxels: (index: number, signal: AbortSignal) => Promise<Int16Array>;
  private readonly kept = new Map<number, Int16Array>();
  private shown = -1;
  private wanted = -1;
  private fetching: AbortController | undefined;
  private settle: () => void = () => undefined;

  constructor(plane: PlaneId, series: SeriesDetail, size: readonly [number, number, number], store: Store<AreaState>, fetchVoxels: PlaneView['fetchVoxels']) {
    this.plane = plane;
    this.ready = new Promise(resolve => { this.settle = resolve; });
    this.store = store;
    this.size = size;
    this.fetchVoxels = fetchVoxels;
    this.spacing = series.geometry?.spacingMm ?? [1, 1, 1];
    const [across, down] = directions(series.geometry, plane);
    this.flip = plane === 'axial' ? [false, false] : readingFlip(across, down);
    this.pane = h('div', { class: `pane ${plane}`, tabindex: 0, role: 'application', 'aria-label': t(`plane.${plane}`), 'data-testid': `canvas-${plane}` });
    this.viewport = new Viewport(this.pane);
    this.viewport.showContent(series.voxels?.unit === 'HU' ? series.voxels : undefined);
    if (series.geometry) {
      const edges = edgeLetters(across, down, this.flip);
      this.pane.append(...(['left', 'right', 'bottom'] as const).map(edge => h('span', { class: `ori ${edge[0]}` }, edges[edge])));
    }
    this.pane.append(this.caption);
    store.watch(['at'], () => {
      this.want(store.state.at[AXES[plane].through]);
      this.viewport.redrawOverlay();
    });
  }

  /** Whether positions on the pane mean anything yet. */
  get hasPicture(): boolean {
    return this.shown >= 0;
  }

  setLut(lut: Lut): void {
    this.viewport.setLut(lut);
  }

  down(at: ToolPoint): void {
    this.moveCrossHair(at);
  }

  move(at: ToolPoint): void {
    this.moveCrossHair(at);
  }

  /** Puts the cross-hair under the pointer. */
  moveCrossHair({ voxel }: ToolPoint): void {
    if (!this.hasPicture) return;
    const { across, down } = AXES[this.plane];
    const at: [number, number, number] = [...this.store.state.at];
    at[across] = this.inside(voxel[0], across);
    at[down] = this.inside(voxel[1], down);
    this.store.set({ at });
  }

  scroll(steps: number): void {
    const { through } = AXES[this.plane];
    const at: [number, number, number] = [...this.store.state.at];
    at[through] = this.inside(at[through] - steps, through);
    this.store.set({ at });
  }

  /** Where the cross-hair is, in CSS pixels of this plane. */
  crossHairPx(view: SliceView): Point2 {
    const { across, down } = AXES[this.plane];
    const { at } = this.store.state;
    return voxelToCanvas(view, [at[across], at[down]]);
  }

  drawCrossHair(context: CanvasRenderingContext2D, view: SliceView): void {
    if (!this.store.state.isCrossHairShown) return;
    const [x, y] = this.crossHairPx(view);
    const { clientWidth, clientHeight } = this.pane;
    context.strokeStyle = '#ffd166';
    context.globalAlpha = 0.75;
    context.lineWidth = 1;
    context.beginPath();
    for (const [ax, ay, bx, by] of [[x, 0, x, y - CROSS_GAP_PX], [x, y + CROSS_GAP_PX, x, clientHeight], [0, y, x - CROSS_GAP_PX, y], [x + CROSS_GAP_PX, y, clientWidth, y]] as const) {
      context.moveTo(ax, ay);
      context.lineTo(bx, by);
    }
    context.stroke();
    context.globalAlpha = 1;
  }

  private inside(value: number, axis: 0 | 1 | 2): number {
    return Math.min(this.size[axis] - 1, Math.max(0, Math.round(value)));
  }

  private want(index: number): void {
    this.wanted = index;
    const voxels = this.kept.get(index);
    if (voxels) this.show(index, voxels);
    else if (!this.fetching) void this.fetchWanted();
  }

  /** One request at a time; while it runs, only the newest wish is remembered. */
  private async fetchWanted(): Promise<void> {
    const index = this.wanted;
    this.fetching = new AbortController();
    try {
      const voxels = await this.fetchVoxels(index, this.fetching.signal);
      this.kept.set(index, voxels);
      if (this.kept.size > KEPT_PLANES) this.kept.delete(this.kept.keys().next().value!);
      this.show(index, voxels);
    } catch (error) {
      report(error);
      this.wanted = index;
    }
    this.settle();
    this.fetching = undefined;
    if (this.wanted !== index && !this.kept.has(this.wanted)) void this.fetchWanted();
    else if (this.wanted !== this.shown && this.kept.has(this.wanted)) this.show(this.wanted, this.kept.get(this.wanted)!);
  }

  private show(index: number, voxels: Int16Array): void {
    this.shown = index;
    const { across, down } = AXES[this.plane];
    this.viewport.setImage({
      voxels, columns: this.size[across], rows: this.size[down],
      spacingMm: [this.spacing[across]!, this.spacing[down]!], flip: this.flip,
    });
  }
}

function directions(geometry: SeriesGeometry | null, plane: PlaneId): [Vector3, Vector3] {
  if (!geometry) return [[1, 0, 0], [0, 1, 0]];
  const axes = [geometry.rowDirection, geometry.columnDirection, geometry.sliceDirection] as unknown as Vector3[];
  return [axes[AXES[plane].across]!, axes[AXES[plane].down]!];
}
