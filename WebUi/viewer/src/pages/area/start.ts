import { tinykeys } from 'tinykeys';
import { getLabels, getPlane, getSelections, getSeries, getSlice } from '../../api/client.ts';
import type { SeriesDetail } from '../../api/contracts.ts';
import { imageNumber, sliceRange, voxelToPatient } from '../../geometry/voxelGrid.ts';
import { t } from '../../i18n/i18n.ts';
import { createLut, fillLut } from '../../render/lut.ts';
import { initialWindow, presetsFor } from '../../render/windows.ts';
import { Store } from '../../state/store.ts';
import { dragSpeed, dragWindow } from '../../tools/viewTools.ts';
import { formatNumber, h, iconButton } from '../../ui/dom.ts';
import { announce } from '../../ui/notices.ts';
import { mountKeysDialog, type KeyGroups } from '../../ui/keysDialog.ts';
import { bindPointer, isTyping } from '../../ui/pointer.ts';
import { areaPanel } from './areaPanel.ts';
import type { AreaState } from './areaState.ts';
import { PlaneView, type PlaneId } from './planeView.ts';
import { drawBand, rangeHandle, RangeTool } from './rangeTool.ts';

const FIRST_RANGE_SLICES = 9;

const AREA_KEYS: KeyGroups = [
  ['keys.move', [['keys.slice', '↑|↓'], ['keys.fiveSlices', 'PgUp|PgDn'], ['keys.windowDrag', '@keys.rightDrag'], ['keys.presets', 'F1|F8'],
    ['keys.pan', 'Space'], ['keys.zoom', 'Ctrl+↕'], ['keys.fit', 'R']]],
  ['area.title', [['area.crosshair', 'X'], ['keys.rangeHandle', '↑|↓'], ['keys.confirm', 'Enter']]],
  ['keys.everything', [['keys.list', '?']]],
];

/** Choosing the labelling area: three planes through a cross-hair, and a range of slices. */
export async function startAreaPage(root: HTMLElement, uid: string, canEdit: boolean): Promise<void> {
  const [series, selections, labels] = await Promise.all([getSeries(uid), getSelections(uid), getLabels(uid)]);
  const size = [series.columns ?? 1, series.rows ?? 1, series.slices.length] as const;
  const store = new Store<AreaState>(initialState(series, size, selections[0]));
  const isVolume = series.geometry?.isVolume ?? false;
  const planes = (isVolume ? ['axial', 'sagittal', 'coronal'] as const : ['axial'] as const).map(plane =>
    new PlaneView(plane, series, size, store, (index, signal) => plane === 'axial' ? getSlice(series, index, signal) : getPlane(series, plane, index, signal)));
  const { panel, confirm } = areaPanel(store, { series, selections, labels, canEdit, seen: Promise.all(planes.map(plane => plane.ready)) });
  root.classList.add('area-page', isVolume ? 'volume' : 'stack');
  root.append(...planes.map(plane => plane.pane), panel);

  for (const plane of planes) connect(plane, store, series, size[2]);
  const lut = createLut();
  store.watch(['window'], () => {
    fillLut(lut, store.state.window, series.voxels ?? { slope: 1, intercept: 0, isInverted: false });
    for (const plane of planes) plane.setLut(lut);
  });
  store.watch(['at'], () => {
    caption(planes, series, store.state);
    announce(`Im ${imageNumber(store.state.at[2], size[2])}`);
  });
  bindAreaKeys(store, planes, series, { confirm, list: mountKeysDialog(root, AREA_KEYS) });
}

function initialState(series: SeriesDetail, [columns, rows, slices]: readonly [number, number, number], last: { firstSlice: number; lastSlice: number; level: string | null } | undefined): AreaState {
  const middle = last ? (last.firstSlice + last.lastSlice) / 2 : (slices - 1) / 2;
  const half = (FIRST_RANGE_SLICES - 1) / 2;
  return {
    at: [Math.round(columns / 2), Math.round(rows / 2), Math.round(middle)],
    range: last ? sliceRange(last.firstSlice, last.lastSlice, slices) : sliceRange(middle - half, middle + half, slices),
    level: last?.level ?? 'L3', window: initialWindow(series), isCrossHairShown: true,
  };
}

function connect(plane: PlaneView, store: Store<AreaState>, series: SeriesDetail, sliceCount: number): void {
  const { viewport, pane } = plane;
  const isHu = series.voxels?.unit === 'HU';
  const tool = plane.plane === 'sagittal' ? new RangeTool(plane, store, sliceCount) : plane;
  const handles = plane.plane === 'sagittal' ? (['last', 'first'] as const).map(end => rangeHandle(end, plane, store, sliceCount)) : [];
  pane.append(...handles.map(handle => handle.element));
  if (plane.plane === 'sagittal') {
    const cross = iconButton('cross', t('area.crosshair'), { on: { click: () => store.set({ isCrossHairShown: !store.state.isCrossHairShown }) } });
    store.watch(['isCrossHairShown'], () => cross.setAttribute('aria-pressed', String(store.state.isCrossHairShown)));
    pane.append(h('div', { class: 'pane-tools' }, cross, iconButton('fit', t('area.fit'), { class: 'ib s tipl', on: { click: () => viewport.reset() } })));
  }
  viewport.drawOverlay = (context, view) => {
    if (plane.plane !== 'axial') drawBand(context, view, store.state.range, plane.plane === 'sagittal');
    plane.drawCrossHair(context, view);
  };
  const place = () => handles.forEach(handle => handle.place());
  viewport.onView = place;
  store.watch(['range', 'isCrossHairShown'], () => {
    viewport.redrawOverlay();
    place();
  });
  pane.style.cursor = tool.cursor;
  bindPointer(viewport, {
    tool: () => tool,
    scroll: slices => plane.scroll(slices),
    window: (dx, dy, at) => store.set({ window: dragWindow(store.state.window, dx, dy, dragSpeed(at, isHu, store.state.window)) }),
  });
}

function caption(planes: readonly PlaneView[], { geometry, slices }: SeriesDetail, { at }: AreaState): void {
  const patient = geometry && voxelToPatient(geometry, ...at);
  const mm = (axis: 0 | 1 | 2) => (patient ? `${'xyz'[axis]} ${formatNumber(patient[axis], 1)} mm` : '');
  const place: Record<PlaneId, string> = { axial: mm(2), sagittal: mm(0), coronal: mm(1) };
  for (const { plane, caption: corner } of planes) {
    const number = plane === 'axial' ? ` Im ${imageNumber(at[2], slices.length)} / ${slices.length}` : '';
    corner.replaceChildren(h('b', {}, t(`plane.${plane}`)), h('span', {}, number), plane === 'axial' ? h('br') : '  ', h('span', { class: 'd' }, place[plane]));
    if (plane === 'sagittal') corner.append(h('br'), h('span', { class: 'd' }, t('area.hint')));
  }
}

function bindAreaKeys(store: Store<AreaState>, planes: readonly PlaneView[], series: SeriesDetail, actions: { confirm: () => void; list: () => void }): void {
  const focused = () => planes.find(plane => plane.pane.contains(document.activeElement)) ?? planes[0]!;
  const bindings: Record<string, () => void> = {
    'ArrowUp': () => focused().scroll(-1), 'ArrowLeft': () => focused().scroll(-1),
    'ArrowDown': () => focused().scroll(1), 'ArrowRight': () => focused().scroll(1),
    'PageUp': () => focused().scroll(-5), 'PageDown': () => focused().scroll(5),
    'KeyX': () => store.set({ isCrossHairShown: !store.state.isCrossHairShown }),
    'KeyR': () => planes.forEach(plane => plane.viewport.reset()),
    'Enter': actions.confirm, 'Shift+Slash': actions.list,
  };
  for (const { code, center, width } of presetsFor(series)) bindings[code] = () => store.set({ window: { center, width } });
  tinykeys(window, Object.fromEntries(Object.entries(bindings).map(([keys, action]) => [keys, (event: KeyboardEvent) => {
    if (isTyping(event) || document.querySelector('dialog[open]') || (event.code === 'Enter' && event.target instanceof HTMLElement && event.target.closest('button, a'))) return;
    event.preventDefault();
    action();
  }])));
}
