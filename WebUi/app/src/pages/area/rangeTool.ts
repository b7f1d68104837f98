import { canvasToVoxel, voxelToCanvas, type SliceView } from '../../geometry/sliceView.ts';
import { imageNumber, sliceRange, type SliceRange } from '../../geometry/voxelGrid.ts';
import { t } from '../../i18n/i18n.ts';
import type { Store } from '../../store/store.ts';
import type { Tool, ToolPoint } from '../../tools/shared/tool.ts';
import { h } from '../../ui/dom.ts';
import type { AreaState } from './areaState.ts';
import type { PlaneView } from './planeView.ts';
import type { RangeHistory } from './rangeHistory.ts';

const CROSS_REACH_PX = 18;
const DRAG_PX = 4;
/** Between the two handles, so that one never hides the other. */
const HANDLES_APART_PX = 26;
const BAND = '#a3b3ff';

/** Which way the slices follow one another on a reconstruction's screen: 0 across, 1 down. */
export function sliceAxis({ layout }: Pick<PlaneView, 'layout'>): 0 | 1 {
  return layout.across === 2 ? 0 : 1;
}

/** Where a range begins and ends along that axis, the smaller CSS pixel first. */
export function bandEdges(view: SliceView, axis: 0 | 1, range: SliceRange): [number, number] {
  const at = (slice: number) => voxelToCanvas(view, axis === 0 ? [slice, 0] : [0, slice])[axis];
  const [a, b] = [at(range.last + 0.5), at(range.first - 0.5)];
  return [Math.min(a, b), Math.max(a, b)];
}

export function drawBand(context: CanvasRenderingContext2D, view: SliceView, axis: 0 | 1, range: SliceRange, isShaded: boolean): void {
  const [from, to] = bandEdges(view, axis, range);
  const a = voxelToCanvas(view, [-0.5, -0.5]);
  const b = voxelToCanvas(view, [view.columns - 0.5, view.rows - 0.5]);
  const low = [Math.min(a[0], b[0]), Math.min(a[1], b[1])] as const;
  const high = [Math.max(a[0], b[0]), Math.max(a[1], b[1])] as const;
  const fill = (start: number, end: number) => {
    if (axis === 1) context.fillRect(low[0], start, high[0] - low[0], end - start);
    else context.fillRect(start, low[1], end - start, high[1] - low[1]);
  };
  if (isShaded) {
    context.fillStyle = 'rgb(0 0 0 / .28)';
    fill(low[axis], from);
    fill(to, high[axis]);
  }
  context.fillStyle = BAND;
  context.globalAlpha = 0.2;
  fill(from, to);
  context.globalAlpha = 1;
  fill(from - 0.6, from + 0.6);
  fill(to - 0.6, to + 0.6);
}

/** Where the slices are seen from the side: a drag marks the range, a click or a drag of the cross-hair's middle moves the cross-hair. */
export class RangeTool implements Tool {
  readonly id = 'window';
  readonly cursor = 'crosshair';
  private readonly plane: PlaneView;
  private readonly store: Store<AreaState>;
  private readonly history: RangeHistory;
  private readonly sliceCount: number;
  private readonly axis: 0 | 1;
  private start: ToolPoint | undefined;
  private gesture: 'undecided' | 'range' | 'cross' | undefined;

  constructor(plane: PlaneView, store: Store<AreaState>, history: RangeHistory, sliceCount: number) {
    this.plane = plane;
    this.store = store;
    this.history = history;
    this.sliceCount = sliceCount;
    this.axis = sliceAxis(plane);
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
    const { axis } = this;
    if (this.gesture === 'undecided' && Math.abs(at.px[axis] - this.start.px[axis]) >= DRAG_PX) {
      this.gesture = 'range';
      this.history.remember();
    }
    if (this.gesture === 'range') this.store.set({
      range: sliceRange(this.start.voxel[axis], at.voxel[axis], this.sliceCount),
      ...showing(this.store, at.voxel[axis], this.sliceCount),
    });
    if (this.gesture === 'cross') this.plane.moveCrossHair(at);
  }

  up(at: ToolPoint): void {
    const { range } = this.store.state;
    if (this.gesture === 'undecided') this.plane.moveCrossHair(at);
    if (this.gesture === 'range' && range) this.store.set(showing(this.store, (range.first + range.last) / 2, this.sliceCount));
    this.start = this.gesture = undefined;
  }

  hover(at: ToolPoint | undefined): void {
    this.plane.hover(at);
  }

  cancel(): void {
    this.start = this.gesture = undefined;
  }
}

/** The cross-hair on a slice: nobody marks a level without seeing it. */
export function showing({ state: { at } }: Store<AreaState>, slice: number, sliceCount: number): Pick<AreaState, 'at'> {
  return { at: [at[0], at[1], sliceRange(slice, slice, sliceCount).first] };
}

/**
 * A handle on one end of the range: dragged, or moved by arrow keys as a slider.
 * @param side where the slices of that end lie, in words
 */
export function rangeHandle(
  end: 'first' | 'last', side: string, plane: PlaneView, store: Store<AreaState>, history: RangeHistory, sliceCount: number,
): { element: HTMLElement; place: () => void } {
  // the last slice has the lowest image number: it is the first for the reader
  const isStart = end === 'last';
  const axis = sliceAxis(plane);
  const isBackwards = plane.layout.flip[axis];
  // which way along the screen this end lies from the middle of the range
  const isLow = isStart === isBackwards;
  const label = h('span', {});
  const grip = h('button', {
    type: 'button', class: `handle ${axis === 1 ? (isLow ? 'up' : 'down') : (isLow ? 'left' : 'right')}`,
    role: 'slider', 'aria-orientation': axis === 1 ? 'vertical' : 'horizontal',
    'aria-label': t(isStart ? 'area.firstSlice' : 'area.lastSlice', { side }), 'data-testid': isStart ? 'handle-from' : 'handle-to',
  }, label);
  const set = (range: SliceRange, slice: number) => {
    const limit = Math.min(sliceCount - 1, Math.max(0, Math.round(slice)));
    const moved = isStart ? { ...range, last: Math.max(limit, range.first) } : { ...range, first: Math.min(limit, range.last) };
    store.set({ range: moved, ...showing(store, moved[end], sliceCount) });
  };
  let anchor = 0;
  grip.addEventListener('pointerdown', event => {
    event.stopPropagation();
    anchor = store.state.range?.[isStart ? 'first' : 'last'] ?? 0;
    history.remember();
    grip.setPointerCapture(event.pointerId);
  });
  grip.addEventListener('pointermove', event => {
    if (!grip.hasPointerCapture(event.pointerId)) return;
    const { left, top } = plane.pane.getBoundingClientRect();
    // dragged past the other end, the handle goes on and the other end stays
    const slice = canvasToVoxel(plane.viewport.view, [event.clientX - left, event.clientY - top])[axis] + (isStart ? -0.5 : 0.5);
    store.set({ range: sliceRange(anchor, slice, sliceCount), ...showing(store, slice, sliceCount) });
  });
  grip.addEventListener('keydown', event => {
    const along = axis === 1
      ? { ArrowUp: -1, ArrowDown: 1, PageUp: -5, PageDown: 5, ArrowLeft: -1, ArrowRight: 1 }
      : { ArrowLeft: -1, ArrowRight: 1, PageUp: -5, PageDown: 5, ArrowUp: -1, ArrowDown: 1 };
    const steps = along[event.code as keyof typeof along];
    const { range } = store.state;
    if (!steps || !range || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    if (!event.repeat) history.remember();
    set(range, range[end] + (isBackwards ? -steps : steps));
  });
  const place = () => {
    const { range } = store.state;
    grip.hidden = range === undefined;
    if (!range) return;
    const [low, high] = bandEdges(plane.viewport.view, axis, range);
    const apart = Math.max(0, HANDLES_APART_PX - (high - low)) / 2;
    const number = imageNumber(range[end], sliceCount);
    grip.style[axis === 1 ? 'top' : 'left'] = `${isLow ? low - apart : high + apart}px`;
    label.textContent = `Im ${number}`;
    grip.setAttribute('aria-valuemin', '1');
    grip.setAttribute('aria-valuemax', String(sliceCount));
    grip.setAttribute('aria-valuenow', String(number));
    grip.setAttribute('aria-valuetext', t('area.handleText', { n: number, which: t(isStart ? 'area.first' : 'area.last') }));
  };
  return { element: grip, place };
}
