import { getLabels, getPlane, getSelections, getSeries, getSlice } from '../../api/client.ts';
import type { Selection, SeriesDetail } from '../../contracts/services.ts';
import { directionLetters, reverse } from '../../geometry/orientation.ts';
import { axisDirection, planeLayouts, rangeLayout, type PlaneLayout } from '../../geometry/planes.ts';
import { imageNumber, sliceRange, voxelToPatient } from '../../geometry/voxelGrid.ts';
import { t, type MessageKey } from '../../i18n/i18n.ts';
import { autoWindow } from '../../render/autoWindow.ts';
import { createLut, fillLut } from '../../render/lut.ts';
import { fullRange, initialWindow, isHounsfield } from '../../settings/windows.ts';
import { SettingsStore } from '../../settings/settingsStore.ts';
import { Store } from '../../store/store.ts';
import { dragSpeed, dragWindow } from '../../tools/viewing/viewing.ts';
import { formatNumber } from '../../i18n/numbers.ts';
import { h, iconButton } from '../../ui/dom.ts';
import { announce, report } from '../../ui/notices.ts';
import { bindPointer } from '../../ui/pointer.ts';
import { windowNumber } from '../../ui/viewMenu.ts';
import { areaPanel } from './areaPanel.ts';
import { mountAreaCommands } from './areaCommands.ts';
import type { AreaState } from './areaState.ts';
import { PlaneView } from './planeView.ts';
import { levelMarks, ProposedLevels } from './proposedLevels.ts';
import { RangeHistory } from './rangeHistory.ts';
import { imageOf, slicesOf } from '../../state/imageNames.ts';
import { reopen, sayWhyReopened, whenSeriesChanges } from '../seriesChange.ts';
import { drawBand, rangeHandle, RangeTool, sliceAxis } from './rangeTool.ts';
import { sliceList } from './sliceList.ts';

const OBLIQUE_DEGREES = 1;

/** Slices of a series whose geometry is not known lie as they are stored. */
const UNPLACED: PlaneLayout = { name: 'axial', through: 2, across: 0, down: 1, flip: [false, false], obliqueDegrees: 0 };

/** Choosing the labelling area: three planes through a cross-hair, and a range of slices; for a stack, a list of its slices. */
export async function startAreaPage(root: HTMLElement, uid: string, canEdit: boolean): Promise<void> {
  const settings = new SettingsStore(report);
  const [series, selections, labels] = await Promise.all([getSeries(uid), getSelections(uid), getLabels(uid), settings.load()]);
  const size = [series.columns ?? 1, series.rows ?? 1, series.slices.length] as const;
  const window = initialWindow(series);
  const store = new Store<AreaState>({
    ...initialState(size, choiceBefore(series) ?? selections.find(each => !each.isLost)), window: window ?? fullRange(series),
  });
  const isVolume = series.geometry?.isVolume ?? false;
  const layouts = series.geometry ? planeLayouts(series.geometry) : [UNPLACED] as const;
  const ranged = isVolume ? rangeLayout(layouts) : undefined;
  const planes = layouts.slice(0, isVolume ? 3 : 1).map(layout => new PlaneView(layout, series, size, store, (index, signal) =>
    layout.through === 2
      ? getSlice(series, index, signal)
      : getPlane(series, layout.through === 0 ? 'sagittal' : 'coronal', index, signal)));
  const rangePlane = planes.find(plane => plane.layout === ranged);
  for (const plane of planes) plane.pane.classList.add(plane === planes[0] ? 'acquired' : plane === rangePlane ? 'ranged' : 'other');

  const sides = endSides(series);
  const history = new RangeHistory(store);
  const levels = new ProposedLevels(store, history, size[2]);
  const { panel, confirm } = areaPanel(store, history, {
    series, selections, labels, canEdit, sides, levels, seen: Promise.all(planes.map(plane => plane.ready)),
  });
  const hasList = !isVolume && series.slices.length > 1;
  root.classList.add('area-page', isVolume ? 'volume' : hasList ? 'stack' : 'single');
  root.append(...(hasList ? [sliceList(series, store, history)] : []), ...planes.map(plane => plane.pane), panel);

  const { menu, shortcuts } = mountAreaCommands(root, store, settings, series, planes, history, confirm);
  for (const plane of planes)
    connect(plane, store, series, history, { menu, settings, levels, sides: plane === rangePlane ? sides : undefined });
  showWindow(store, series, planes);
  store.watch(['at'], () => {
    caption(planes, series, store.state, rangePlane);
    announce(`Im ${imageNumber(store.state.at[2], size[2])}`);
  });
  shortcuts.bind(root);
  goOnWithSeries(series, store);
  if (isVolume && isHounsfield(series)) levels.look(series).catch(() => undefined); // the page does without
  await planes[0]!.ready;
  if (!window && planes[0]!.voxels) store.set({ window: autoWindow(planes[0]!.voxels, series.voxels ?? { slope: 1, intercept: 0 }) });
}

/** What was chosen last; else nothing, unless there is nothing to choose from. A level that nobody found has no name. */
function initialState(
  [columns, rows, slices]: readonly [number, number, number], last: Pick<Selection, 'firstSlice' | 'lastSlice' | 'level'> | undefined,
): Omit<AreaState, 'window'> {
  const middle = last ? (last.firstSlice + last.lastSlice) / 2 : (slices - 1) / 2;
  return {
    at: [Math.round(columns / 2), Math.round(rows / 2), Math.round(middle)],
    range: last ? sliceRange(last.firstSlice, last.lastSlice, slices) : slices === 1 ? { first: 0, last: 0 } : undefined,
    level: last?.level ?? '', isInverted: false, isCrossHairShown: true,
  };
}

const CHOICE = 'voxmark.area-choice';

/** Opens the page anew when the series changes; the range that is marked but not stored yet goes along with its images. */
function goOnWithSeries(series: SeriesDetail, store: Store<AreaState>): void {
  sayWhyReopened();
  whenSeriesChanges(series, () => {
    const { range, level } = store.state;
    if (range) {
      const images = series.slices.slice(range.first, range.last + 1).map((_, n) => imageOf(series, range.first + n));
      sessionStorage.setItem(CHOICE, JSON.stringify({ uid: series.series.seriesInstanceUid, images, level }));
    }
    reopen();
  });
}

/** What was marked on this series before it changed, where its images lie now. */
function choiceBefore(series: SeriesDetail): Pick<Selection, 'firstSlice' | 'lastSlice' | 'level'> | undefined {
  const kept = sessionStorage.getItem(CHOICE);
  sessionStorage.removeItem(CHOICE);
  if (kept === null) return undefined;
  const { uid, images, level } = JSON.parse(kept) as { uid: string; images: string[]; level: string };
  const there = slicesOf(series);
  const slices = images.map(image => there.get(image)).filter(slice => slice !== undefined);
  if (uid !== series.series.seriesInstanceUid || slices.length === 0) return undefined;
  return { firstSlice: Math.min(...slices), lastSlice: Math.max(...slices), level };
}

/** Where the reader's first and last slice lie, in words: towards the head, the front, … */
function endSides({ geometry }: SeriesDetail): { first: string; last: string } {
  if (!geometry) return { first: '', last: '' };
  const direction = axisDirection(geometry, 2);
  const side = (letters: string) => t(`side.${letters[0]!}` as MessageKey);
  return { first: side(directionLetters(direction)), last: side(directionLetters(reverse(direction))) };
}

interface PaneParts {
  readonly menu: (clientX: number, clientY: number) => void;
  readonly settings: SettingsStore;
  readonly levels: ProposedLevels;
  /** Of the plane that the range is marked on. */
  readonly sides: { first: string; last: string } | undefined;
}

function connect(
  plane: PlaneView, store: Store<AreaState>, series: SeriesDetail, history: RangeHistory, { menu, settings, levels, sides }: PaneParts,
): void {
  const { viewport, pane } = plane;
  const sliceCount = series.slices.length;
  const tool = sides ? new RangeTool(plane, store, history, sliceCount) : plane;
  const handles = sides ? [
    rangeHandle('last', sides.first, plane, store, history, sliceCount),
    rangeHandle('first', sides.last, plane, store, history, sliceCount),
  ] : [];
  pane.append(...handles.map(handle => handle.element));
  const placeMarks = sides ? levelMarks(levels, plane) : () => undefined;
  if (sides) {
    const cross = iconButton('cross', t('area.crosshair'), {
      'data-command': 'area.crosshair', on: { click: () => store.set({ isCrossHairShown: !store.state.isCrossHairShown }) },
    });
    store.watch(['isCrossHairShown'], () => cross.setAttribute('aria-pressed', String(store.state.isCrossHairShown)));
    pane.append(h('div', { class: 'pane-tools' }, cross,
      iconButton('fit', t('area.fit'), { class: 'ib s tipl', 'data-command': 'view.fit', on: { click: () => viewport.reset() } })));
  }
  viewport.drawOverlay = (context, view) => {
    const { range } = store.state;
    if (plane.layout.through !== 2 && range) drawBand(context, view, sliceAxis(plane), range, sides !== undefined);
    plane.drawCrossHair(context, view);
  };
  const place = () => {
    handles.forEach(handle => handle.place());
    placeMarks();
  };
  const { onView } = viewport;
  viewport.onView = () => {
    onView();
    place();
  };
  store.watch(['range', 'isCrossHairShown'], () => {
    viewport.redrawOverlay();
    place();
  });
  pane.style.cursor = tool.cursor;
  bindPointer(viewport, {
    tool: () => tool, menu, mouse: () => settings.state.mouse,
    scroll: slices => plane.scroll(slices),
    hover: at => plane.hover(at),
    window: (dx, dy, at) => store.set({
      window: dragWindow(store.state.window, dx, dy, dragSpeed(at, isHounsfield(series), store.state.window)),
    }),
  });
}

function showWindow(store: Store<AreaState>, series: SeriesDetail, planes: readonly PlaneView[]): void {
  const lut = createLut();
  const scale = series.voxels ?? { slope: 1, intercept: 0, isInverted: false };
  store.watch(['window', 'isInverted'], () => {
    const { window, isInverted } = store.state;
    fillLut(lut, window, { ...scale, isInverted: scale.isInverted !== isInverted });
    for (const plane of planes) plane.setLut(lut);
    planes[0]!.look.textContent = [
      t('view.window', { w: windowNumber(window.width), l: windowNumber(window.center) }), isInverted && t('view.inverted'),
    ].filter(Boolean).join(' · ');
  });
}

function caption(
  planes: readonly PlaneView[], { geometry, slices }: SeriesDetail, { at }: AreaState, rangePlane: PlaneView | undefined,
): void {
  const patient = geometry && voxelToPatient(geometry, ...at);
  for (const plane of planes) {
    const { name, through, obliqueDegrees } = plane.layout;
    const axis = { sagittal: 0, coronal: 1, axial: 2 }[name];
    const place = patient ? `${'xyz'[axis]} ${formatNumber(patient[axis], 1)} mm` : '';
    const oblique = obliqueDegrees >= OBLIQUE_DEGREES ? ` · ${t('plane.oblique', { degrees: formatNumber(obliqueDegrees, 0) })}` : '';
    const number = through === 2 ? ` Im ${imageNumber(at[2], slices.length)} / ${slices.length}` : '';
    const title = geometry ? t(`plane.${name}`) : t('plane.unknown');
    plane.caption.replaceChildren(h('b', {}, title), h('span', {}, `${oblique}${number}`),
      through === 2 ? h('br') : '  ', h('span', { class: 'd' }, place));
    if (plane === rangePlane)
      plane.caption.append(h('br'), h('span', { class: 'said' }, t(sliceAxis(plane) === 1 ? 'area.hint' : 'area.hintAcross')));
  }
}
