import { t } from '../i18n/i18n.ts';
import type { Preset } from '../settings/windows.ts';
import type { Command } from './command.ts';

/** What every page with pictures can do. */
export interface ViewActions {
  /** Slices on (towards the higher image numbers), or back. */
  readonly step: (slices: number) => void;
  readonly fit: () => void;
  readonly oneToOne: () => void;
  readonly zoom: (factor: number) => void;
  readonly pan: (dx: number, dy: number) => void;
  readonly invert: () => void;
  /** Pixels of a drag: across is width, down is level. */
  readonly window: (dxPx: number, dyPx: number) => void;
  readonly presets: () => readonly Preset[];
  readonly choosePreset: (preset: Preset) => void;
  readonly ownPresets: () => void;
  readonly menu: () => void;
  readonly list: () => void;
  readonly palette: () => void;
  readonly region: (step: 1 | -1) => void;
}

const STEP_PX = 10;
const ZOOM_STEP = 1.25;

export function viewCommands(actions: ViewActions): Command[] {
  const move = (id: string, title: string, keys: string[], run: () => void): Command => ({ id, group: 'keys.move', title, keys, run });
  const looks = (id: string, title: string, keys: string[], run: () => void): Command => ({ id, group: 'keys.look', title, keys, run });
  const all = (id: string, title: string, keys: string[], run: () => void): Command => ({ id, group: 'keys.everything', title, keys, run });
  return [
    move('slice.previous', t('cmd.previous'), ['ArrowUp', 'ArrowLeft'], () => actions.step(-1)),
    move('slice.next', t('cmd.next'), ['ArrowDown', 'ArrowRight'], () => actions.step(1)),
    move('slice.back', t('cmd.back5'), ['PageUp'], () => actions.step(-5)),
    move('slice.forward', t('cmd.forward5'), ['PageDown'], () => actions.step(5)),
    move('slice.first', t('cmd.first'), ['Home'], () => actions.step(-Infinity)),
    move('slice.last', t('cmd.last'), ['End'], () => actions.step(Infinity)),
    move('view.fit', t('keys.fit'), ['KeyR'], actions.fit),
    move('view.oneToOne', t('cmd.oneToOne'), ['Shift+KeyR'], actions.oneToOne),
    { ...move('view.zoomIn', t('cmd.zoomIn'), ['Shift+ArrowUp'], () => actions.zoom(ZOOM_STEP)), family: t('cmd.zoomKeys') },
    { ...move('view.zoomOut', t('cmd.zoomOut'), ['Shift+ArrowDown'], () => actions.zoom(1 / ZOOM_STEP)), family: t('cmd.zoomKeys') },
    ...([['Left', -1, 0], ['Right', 1, 0], ['Up', 0, -1], ['Down', 0, 1]] as const).map(([side, dx, dy]): Command =>
      ({ ...move(`view.pan${side}`, t(`cmd.pan${side}`), [`Ctrl+Arrow${side}`], () => actions.pan(dx, dy)), family: t('cmd.panKeys') })),
    ...actions.presets().map((preset): Command => ({
      ...looks(`window.${preset.id}`, t('cmd.window', { name: preset.name }), [...preset.keys], () => actions.choosePreset(preset)),
      family: t('keys.presets'),
    })),
    looks('window.wider', t('cmd.wider'), [], () => actions.window(STEP_PX, 0)),
    looks('window.narrower', t('cmd.narrower'), [], () => actions.window(-STEP_PX, 0)),
    looks('window.brighter', t('cmd.brighter'), [], () => actions.window(0, -STEP_PX)),
    looks('window.darker', t('cmd.darker'), [], () => actions.window(0, STEP_PX)),
    looks('view.invert', t('cmd.invert'), ['Shift+KeyW'], actions.invert),
    looks('window.own', t('menu.ownPresets'), [], actions.ownPresets),
    all('view.menu', t('cmd.menu'), ['Shift+F10'], actions.menu),
    { ...all('page.nextRegion', t('cmd.nextRegion'), ['F6'], () => actions.region(1)), family: t('cmd.regions') },
    { ...all('page.previousRegion', t('cmd.previousRegion'), ['Shift+F6'], () => actions.region(-1)), family: t('cmd.regions') },
    all('page.fullScreen', t('cmd.fullScreen'), ['Shift+KeyF'], toggleFullScreen),
    all('page.palette', t('palette.title'), ['Ctrl+KeyK'], actions.palette),
    all('page.keys', t('keys.list'), ['Shift+Slash'], actions.list),
  ];
}

function toggleFullScreen(): void {
  // a browser that refuses says so itself
  if (document.fullscreenElement) document.exitFullscreen().catch(() => undefined);
  else document.documentElement.requestFullscreen?.().catch(() => undefined);
}
