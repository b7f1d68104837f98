import { canvasToVoxel, voxelToCanvas, type SliceView } from '../../geometry/sliceView.ts';
import { imageNumber, sliceRange, type SliceRange } from '../../geometry/voxelGrid.ts';
import { t } from '../../i18n/i18n.ts';
import type { Store } from '../../state/store.ts';
import type { Tool, ToolPoint } from '../../tools/tool.ts';
import { h } from '../../ui/dom.ts';
import type { AreaState } from './areaState.ts';
import type { PlaneView } from './planeView.ts';

const CROSS_REACH_PX = 18;
const DRAG_PX = 4;
const BAND = '#a3b3ff';

/** The screen edges of a range: above its slice nearest the head, below the one nearest the feet. */
export function bandEdges(view: SliceView, range: SliceRange): [top: number, bottom: number] {
  const a = voxelToCanvas(view, [0, range.last + 0.5])[1];
  const b = voxelToCanvas(view, [0, range.first - 0.5])[1];
  return [Math.min(a, b), Math.max(a, b)];
}

export function drawBand(context: CanvasRenderingContext2D, view: SliceView, range: SliceRange, isShaded: boolean): void {
  const [top, bottom] = bandEdges(view, range);
  const [x0, y0] = voxelToCanvas(view, [-0.5, -0.5]);
  const [x1, y1] = voxelToCanvas(view, [view.columns - 0.5, view.rows - 0.5]);
  const [left, width] = [Math.min(x0, x1), Math.abs(x1 - x0)];
  if (isShaded) {
    context.fillStyle = 'rgb(0 0 0 / .28)';
    context.fillRect(left, Math.min(y0, y1), width, top - Math.min(y0, y1));
    context.fillRect(left, bottom, width, Math.max(y0, y1) - bottom);
  }
  context.fillStyle = BAND;
  context.globalAlpha = 0.2;
  context.fillRect(left, top, width, bottom - top);
  context.globalAlpha = 1;
  context.fillRect(left, top - 0.6, width, 1.2);
  context.fillRect(left, bottom - 0.6, width, 1.2);
}

/** On the sagittal plane: a drag marks the range, a click or a drag of the cross-hair's middle moves the cross-hair. */
export class RangeTool implements Tool {
  readonly id = 'window';
  readonly cursor = 'crosshair';
  private readonly plane: PlaneView;
  private readonly store: Store<AreaState>;
  private readonly sliceCount: number;
  private start: ToolPoint | undefined;
  private gesture: 'undecided' | 'range' | 'cross' | undefined;

  constructor(plane: PlaneView, store: Store<AreaState>, sliceCount: number) {
    this.plane = plane;
    this.store = store;
    this.sliceCount = sliceCount;
  }

  down(at: ToolPoint): void {
    if (!this.plane.hasPicture) return;
    const [x, y] = this.plane.crossHairPx(this.plane.viewport.view);
    const isOnCross = this.store.state.isCrossHairShown && Math.hypot(at.px[0] - x, at.px[1] - y) <= CROSS_REACH_PX;
    this.start = at;
    this.gesture = isOnCross ? 'cross' : 'undecided';
  }

  move(at: ToolPoint): void {
    if (!this.start) return;
    if (this.gesture === 'undecided' && Math.abs(at.px[1] - this.start.px[1]) >= DRAG_PX) this.gesture = 'range';
    if (this.gesture === 'range') this.store.set({ range: sliceRange(this.start.voxel[1], at.voxel[1], this.sliceCount) });
    if (this.gesture === 'cross') this.plane.moveCrossHair(at);
  }

  up(at: ToolPoint): void {
    if (this.gesture === 'undecided') this.plane.moveCrossHair(at);
    this.start = this.gesture = undefined;
  }

  cancel(): void {
    this.start = this.gesture = undefined;
  }
}

/** A handle on one end of the range: dragged, or moved by arrow keys as a slider. */
export function rangeHandle(end: 'first' | 'last', plane: PlaneView, store: Store<AreaState>, sliceCount: number): { element: HTMLElement; place: () => void } {
  // the range's end towards the head has the lower image number: "first slice" for the reader
  const isHead = end === 'last';
  const label = h('span', {});
  const grip = h('button', {
    type: 'button', class: `handle ${isHead ? 'up' : 'down'}`, role: 'slider', 'aria-orientation': 'vertical',
    'aria-label': t(isHead ? 'area.firstSlice' : 'area.lastSlice'), 'data-testid': isHead ? 'handle-from' : 'handle-to',
  }, label);
  const set = (slice: number) => {
    const { range } = store.state;
    const limit = Math.min(sliceCount - 1, Math.max(0, Math.round(slice)));
    store.set({ range: isHead ? { ...range, last: Math.max(limit, range.first) } : { ...range, first: Math.min(limit, range.last) } });
  };
  let anchor = 0;
  grip.addEventListener('pointerdown', event => {
    event.stopPropagation();
    anchor = store.state.range[isHead ? 'first' : 'last'];
    grip.setPointerCapture(event.pointerId);
  });
  grip.addEventListener('pointermove', event => {
    if (!grip.hasPointerCapture(event.pointerId)) return;
    const y = event.clientY - plane.pane.getBoundingClientRect().top;
    // dragged past the other end, the handle goes on and the other end stays
    store.set({ range: sliceRange(anchor, canvasToVoxel(plane.viewport.view, [0, y])[1] + (isHead ? -0.5 : 0.5), sliceCount) });
  });
  grip.addEventListener('keydown', event => {
    const steps = { ArrowUp: 1, ArrowRight: 1, ArrowDown: -1, ArrowLeft: -1, PageUp: 5, PageDown: -5 }[event.code];
    if (!steps) return;
    event.preventDefault();
    event.stopPropagation();
    set(store.state.range[end] + steps);
  });
  const place = () => {
    const [top, bottom] = bandEdges(plane.viewport.view, store.state.range);
    const number = imageNumber(store.state.range[end], sliceCount);
    grip.style.top = `${isHead ? top : bottom}px`;
    label.textContent = `Im ${number}`;
    grip.setAttribute('aria-valuemin', '1');
    grip.setAttribute('aria-valuemax', String(sliceCount));
    grip.setAttribute('aria-valuenow', String(number));
    grip.setAttribute('aria-valuetext', t('area.handleText', { n: number, which: t(isHead ? 'area.first' : 'area.last') }));
  };
  return { element: grip, place };
}
