import type { SeriesDetail } from '../../contracts/services.ts';
import { t } from '../../i18n/i18n.ts';
import { nextRegion } from '../../keys/regions.ts';
import { Shortcuts } from '../../keys/shortcuts.ts';
import { viewCommands, type ViewActions } from '../../keys/viewCommands.ts';
import { autoWindow } from '../../render/autoWindow.ts';
import { isHounsfield, presetsFor, type Preset } from '../../settings/windows.ts';
import type { SettingsStore } from '../../settings/settingsStore.ts';
import type { Store } from '../../store/store.ts';
import { dragSpeed, dragWindow, panViewport, zoomViewport } from '../../tools/viewing/viewing.ts';
import { mountCommandPalette } from '../../ui/commandPalette.ts';
import { mountKeysDialog, type Gesture } from '../../ui/keysDialog.ts';
import { mountPresetsDialog } from '../../ui/presetsDialog.ts';
import { mountViewMenu, presetItems } from '../../ui/viewMenu.ts';
import type { AreaState } from './areaState.ts';
import type { PlaneView } from './planeView.ts';
import type { RangeHistory } from './rangeHistory.ts';

const REGIONS = ['.top', '.slices', '.acquired', '.ranged', '.other', '.panel'];

/** Keys, menu and dialogs of the area page; what concerns one picture goes to the one that was used last. */
export function mountAreaCommands(
  root: HTMLElement, store: Store<AreaState>, settings: SettingsStore, series: SeriesDetail, planes: readonly PlaneView[],
  history: RangeHistory, confirm: () => void,
) {
  let used = planes[0]!;
  for (const plane of planes) plane.pane.addEventListener('focusin', () => { used = plane; });
  const presets = () => presetsFor(series, settings.state.presets);
  const choosePreset = ({ window }: Preset) => {
    if (window) store.set({ window });
    else if (planes[0]!.voxels) store.set({ window: autoWindow(planes[0]!.voxels, series.voxels ?? { slope: 1, intercept: 0 }) });
  };
  const view: ViewActions = {
    presets, choosePreset,
    step: slices => used.scroll(slices),
    fit: () => planes.forEach(plane => plane.viewport.reset()),
    oneToOne: () => used.viewport.oneToOne(),
    zoom: factor => zoomViewport(used.viewport, used.viewport.centrePx, factor),
    pan: (dx, dy) => panViewport(used.viewport, dx, dy),
    invert: () => store.set({ isInverted: !store.state.isInverted }),
    window: (dx, dy) => store.set({
      window: dragWindow(store.state.window, dx, dy,
        dragSpeed({ shiftKey: false, altKey: false }, isHounsfield(series), store.state.window)),
    }),
    ownPresets: mountPresetsDialog(root, settings, series, () => store.state.window),
    menu: () => {
      const { left, top, width, height } = used.pane.getBoundingClientRect();
      menu(left + width / 2, top + height / 3);
    },
    list: () => list(), palette: () => palette(), region: step => nextRegion(REGIONS, step),
  };
  const toggleCross = () => store.set({ isCrossHairShown: !store.state.isCrossHairShown });
  const shortcuts = new Shortcuts(settings, () => [
    ...viewCommands(view),
    { id: 'area.crosshair', group: 'area.title', title: t('area.crosshair'), keys: ['KeyX'], run: toggleCross },
    { id: 'area.undo', group: 'area.title', title: t('name.undo'), keys: ['Ctrl+KeyZ'], run: () => history.undo() },
    { id: 'area.redo', group: 'area.title', title: t('name.redo'), keys: ['Ctrl+KeyY', 'Ctrl+Shift+KeyZ'], run: () => history.redo() },
    { id: 'area.confirm', group: 'area.title', title: t('area.confirmKey'), keys: ['Enter', 'NumpadEnter'], run: confirm },
  ]);
  const list = mountKeysDialog(root, shortcuts, () => gestures(settings.state.mouse === 'research'));
  const palette = mountCommandPalette(root, shortcuts);
  const key = (id: string) => shortcuts.keyText(id);
  const menu = mountViewMenu(root, () => [
    [t('menu.window'), [
      ...presetItems(presets(), store.state.window, choosePreset, key),
      { icon: 'window', label: t('menu.ownPresets'), key: key('window.own'), run: view.ownPresets },
    ]],
    [undefined, [
      { icon: 'fit', label: t('menu.reset'), key: key('view.fit'), run: view.fit },
      { icon: 'zoom', label: t('menu.oneToOne'), key: key('view.oneToOne'), run: view.oneToOne },
      { icon: 'compare', label: t('menu.invert'), key: key('view.invert'), run: view.invert },
      { icon: 'cross', label: t('area.crosshair'), key: key('area.crosshair'), run: toggleCross },
    ]],
  ]);
  return { menu, shortcuts };
}

function gestures(isResearchMouse: boolean): Gesture[] {
  const drag = (isCtrl: boolean) => (isCtrl ? `Ctrl + ${t('keys.rightDrag')}` : t('keys.rightDrag'));
  return [
    ['keys.move', 'keys.windowDrag', drag(isResearchMouse)], ['keys.move', 'keys.zoom', drag(!isResearchMouse)],
    ['keys.move', 'keys.zoom', `Ctrl + ${t('keys.wheel')}`], ['keys.move', 'keys.pan', `Space + ${t('keys.drag')}`],
    ['area.title', 'area.handle', '↑ ↓'],
  ];
}
