import { t } from '../../i18n/i18n.ts';
import { nextRegion } from '../../keys/regions.ts';
import { Shortcuts } from '../../keys/shortcuts.ts';
import { viewCommands, type ViewActions } from '../../keys/viewCommands.ts';
import { autoWindow } from '../../render/autoWindow.ts';
import { initialWindow, presetsFor, type Preset } from '../../settings/windows.ts';
import type { SettingsStore } from '../../settings/settingsStore.ts';
import type { Workspace } from '../../state/workspace.ts';
import { changeWindow, panViewport, zoomViewport } from '../../tools/viewing/viewing.ts';
import { mountCommandPalette } from '../../ui/commandPalette.ts';
import { mountKeysDialog } from '../../ui/keysDialog.ts';
import { mountPresetsDialog } from '../../ui/presetsDialog.ts';
import { mountViewMenu, presetItems, type MenuGroups } from '../../ui/viewMenu.ts';
import { labelCommands, labelGestures, type KeyActions } from './keys.ts';
import type { Picture } from './picture.ts';

const REGIONS = ['.top', '.rail', '.opt', '.view', '.prop', '.panel', '.strip'];

/** Keys, menus and dialogs of looking at the picture. */
export function mountViewing(root: HTMLElement, workspace: Workspace, settings: SettingsStore, picture: Picture, actions: KeyActions) {
  const { store, series } = workspace;
  const { viewport } = picture;
  const presets = () => presetsFor(series, settings.state.presets);
  const choosePreset = ({ window }: Preset) => chooseWindow(window);
  const chooseWindow = (window: Preset['window']) => {
    const voxels = workspace.voxels.get(store.state.slice);
    if (window) store.set({ window });
    else if (voxels) store.set({ window: autoWindow(voxels, series.voxels ?? { slope: 1, intercept: 0 }) });
  };
  // back to what the page opened with
  const reset = () => {
    viewport.reset();
    store.set({ isInverted: false });
    const opened = initialWindow(series);
    if (opened) store.set({ window: opened });
    else chooseWindow(null);
  };
  const view: ViewActions = {
    presets, choosePreset, step: slices => workspace.goTo(store.state.slice - slices), fit: reset, oneToOne: () => viewport.oneToOne(),
    zoom: factor => zoomViewport(viewport, viewport.centrePx, factor), pan: (dx, dy) => panViewport(viewport, dx, dy),
    invert: () => store.set({ isInverted: !store.state.isInverted }),
    window: (dx, dy) => changeWindow(workspace, dx, dy, { shiftKey: false, altKey: false }),
    ownPresets: mountPresetsDialog(root, settings, series, () => store.state.window),
    menu: () => menuAt(...picture.middleClient()), list: () => list(), palette: () => palette(),
    region: step => nextRegion(REGIONS, step),
  };
  const shortcuts = new Shortcuts(settings, () => [...viewCommands(view), ...labelCommands(workspace, actions)]);
  const list = mountKeysDialog(root, shortcuts, () => labelGestures(settings.state.mouse === 'research'));
  const palette = mountCommandPalette(root, shortcuts);
  const key = (id: string) => shortcuts.keyText(id);
  const menuAt = mountViewMenu(root, (): MenuGroups => [
    [t('menu.window'), [
      ...presetItems(presets(), store.state.window, choosePreset, key),
      { icon: 'window', label: t('menu.ownPresets'), key: key('window.own'), run: view.ownPresets },
    ]],
    [undefined, [
      { icon: 'fit', label: t('menu.reset'), key: key('view.fit'), run: view.fit },
      { icon: 'zoom', label: t('menu.oneToOne'), key: key('view.oneToOne'), run: view.oneToOne },
      { icon: 'compare', label: t('menu.invert'), key: key('view.invert'), run: view.invert },
    ]],
    [undefined, [
      {
        icon: store.state.areLabelsHidden ? 'eye' : 'eyeoff', label: t(store.state.areLabelsHidden ? 'menu.showLabels' : 'menu.hideLabels'),
        key: key('labels.hide'), run: () => store.set({ areLabelsHidden: !store.state.areLabelsHidden }),
      },
      ...(workspace.canEdit ? [{ icon: 'trash', label: t('menu.clear'), key: key('segment.clear'), run: actions.clear }] : []),
    ]],
  ]);
  return { menu: menuAt, shortcuts };
}
