import { pixelShape } from '../../geometry/voxelGrid.ts';
import type { SeriesDetail } from '../../contracts/services.ts';
import { edgeLetters } from '../../geometry/orientation.ts';
import { axisDirection, transpose, type Axis, type PlaneLayout } from '../../geometry/planes.ts';
import { voxelAt, voxelToCanvas, type Point2, type SliceView } from '../../geometry/sliceView.ts';
import { t } from '../../i18n/i18n.ts';
import type { Lut } from '../../render/lut.ts';
import { Viewport } from '../../render/viewport.ts';
import type { Store } from '../../store/store.ts';
import type { Tool, ToolPoint } from '../../tools/shared/tool.ts';
import { formatNumber } from '../../i18n/numbers.ts';
import { h } from '../../ui/dom.ts';
import { report } from '../../ui/notices.ts';
import { mountScaleBar } from '../../ui/scaleBar.ts';
import type { AreaState } from './areaState.ts';

const KEPT_PLANES = 48;
const CROSS_GAP_PX = 22;
const SCALE_BAR_MAX_PX = 120;

/** Voxels of the plane at an index, as the server sends them: the lower of the two axes runs across. */
export type FetchPlane = (index: number, signal: AbortSignal) => Promise<Int16Array>;

/** One of the planes through the cross-hair. Only the planes that are looked at are fetched, newest first. */
export class PlaneView implements Tool {
  readonly id = 'window';
  readonly cursor = 'crosshair';
  readonly layout: PlaneLayout;
  readonly pane: HTMLElement;
  readonly viewport: Viewport;
  /** Settles once there is a picture, or none can be had. */
  readonly ready: Promise<void>;
  readonly caption = h('div', { class: 'ov tl' });
  readonly look = h('div', { class: 'ov tr d' });
  private readonly value = h('div', { class: 'ov bl' });
  private readonly series: SeriesDetail;
  private readonly store: Store<AreaState>;
  private readonly size: readonly [number, number, number];
  private readonly spacing: readonly number[];
  private readonly fetchVoxels: FetchPlane;
  private readonly kept = new Map<number, Int16Array>();
  private shown = -1;
  private wanted = -1;
  private fetching: AbortController | undefined;
  private settle: () => void = () => undefined;

  constructor(
    layout: PlaneLayout, series: SeriesDetail, size: readonly [number, number, number], store: Store<AreaState>, fetchVoxels: FetchPlane,
  ) {
    this.layout = layout;
    this.ready = new Promise(resolve => { this.settle = resolve; });
    this.series = series;
    this.store = store;
    this.size = size;
    this.fetchVoxels = fetchVoxels;
    const { geometry } = series;
    this.spacing = geometry?.spacingMm ?? [...pixelShape(series, 0), 1];
    const title = t(`plane.${layout.name}`);
    this.pane = h('div', { class: 'pane', tabindex: 0, role: 'application', 'aria-label': title, 'data-testid': `canvas-${layout.name}` });
    this.viewport = new Viewport(this.pane);
    this.viewport.showContent(series.voxels?.unit === 'HU' ? series.voxels : undefined);
    if (geometry) {
      const edges = edgeLetters(axisDirection(geometry, layout.across), axisDirection(geometry, layout.down), layout.flip);
      this.pane.append(...(['left', 'right', 'bottom'] as const).map(edge => h('span', { class: `ori ${edge[0]}` }, edges[edge])));
    }
    this.pane.append(this.caption, this.look, this.value);
    const scale = mountScaleBar(this.pane, SCALE_BAR_MAX_PX);
    this.viewport.onView = () => scale(geometry ? this.viewport.view.pxPerVoxel[0] / this.spacing[layout.across]! : undefined);
    store.watch(['at'], () => {
      this.want(store.state.at[layout.through]);
      this.viewport.redrawOverlay();
    });
  }

  /** Whether positions on the pane mean anything yet. */
  get hasPicture(): boolean {
    return this.shown >= 0;
  }

  /** Voxels of the plane on show. */
  get voxels(): Int16Array | undefined {
    return this.kept.get(this.shown);
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
    const { across, down } = this.layout;
    const at: [number, number, number] = [...this.store.state.at];
    at[across] = this.inside(voxel[0], across);
    at[down] = this.inside(voxel[1], down);
    this.store.set({ at });
  }

  scroll(steps: number): void {
    const { through } = this.layout;
    const at: [number, number, number] = [...this.store.state.at];
    at[through] = this.inside(at[through] - steps, through);
    this.store.set({ at });
  }

  /** The voxel's value under the pointer, in the lower left corner. */
  hover(at: ToolPoint | undefined): void {
    const voxel = at && this.hasPicture ? voxelAt(this.viewport.view, at.voxel) : undefined;
    const stored = voxel && this.voxels?.[voxel[1] * this.size[this.layout.across] + voxel[0]];
    const scale = this.series.voxels;
    this.value.textContent = stored === undefined || !scale ? ''
      : `${formatNumber(stored * scale.slope + scale.intercept, Number.isInteger(scale.slope) ? 0 : 1)} ${scale.unit}`;
  }

  /** Where the cross-hair is, in CSS pixels of this plane. */
  crossHairPx(view: SliceView): Point2 {
    const { across, down } = this.layout;
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
    for (const [ax, ay, bx, by] of [
      [x, 0, x, y - CROSS_GAP_PX], [x, y + CROSS_GAP_PX, x, clientHeight],
      [0, y, x - CROSS_GAP_PX, y], [x + CROSS_GAP_PX, y, clientWidth, y],
    ] as const) {
      context.moveTo(ax, ay);
      context.lineTo(bx, by);
    }
    context.stroke();
    context.globalAlpha = 1;
  }

  private inside(value: number, axis: Axis): number {
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
      const voxels = this.turned(await this.fetchVoxels(index, this.fetching.signal));
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

  private turned(voxels: Int16Array): Int16Array {
    const { across, down } = this.layout;
    return across < down ? voxels : transpose(voxels, this.size[down], this.size[across]);
  }

  private show(index: number, voxels: Int16Array): void {
    this.shown = index;
    const { across, down, flip } = this.layout;
    this.viewport.setImage({
      voxels, columns: this.size[across], rows: this.size[down],
      spacingMm: [this.spacing[across]!, this.spacing[down]!], flip,
    });
  }
}
