import { imageNumber } from '../../geometry/voxelGrid.ts';
import { segmentName, t } from '../../i18n/i18n.ts';
import type { Command } from '../../keys/command.ts';
import { nextRegion } from '../../keys/regions.ts';
import { Shortcuts } from '../../keys/shortcuts.ts';
import { viewCommands, type ViewActions } from '../../keys/viewCommands.ts';
import { autoWindow } from '../../render/autoWindow.ts';
import { initialWindow, presetsFor, type Preset } from '../../settings/windows.ts';
import type { SettingsStore } from '../../settings/settingsStore.ts';
import {
  acceptProposal, lookOrAccept, nextUnseen, proposedSlices, refuseProposal, waitingProposal, watchProposals,
} from '../../state/proposals.ts';
import type { Workspace } from '../../state/workspace.ts';
import { clearSegment } from '../../tools/drawing/clear.ts';
import { resizeBrush } from '../../tools/drawing/options.ts';
import { edits, firstTool, revisionName, TOOLS, toolOf, type ToolId } from '../../tools/index.ts';
import { Assistant } from '../../tools/shared/assistant.ts';
import type { ToolDefinition } from '../../tools/shared/definition.ts';
import type { ToolPage } from '../../tools/shared/page.ts';
import type { Tool } from '../../tools/shared/tool.ts';
import { changeWindow, panViewport, zoomViewport } from '../../tools/viewing/viewing.ts';
import { mountCommandPalette } from '../../ui/commandPalette.ts';
import { h, swatch } from '../../ui/dom.ts';
import { mountKeysDialog } from '../../ui/keysDialog.ts';
import { announce, refuse, report, toast } from '../../ui/notices.ts';
import { bindPointer } from '../../ui/pointer.ts';
import { mountPresetsDialog } from '../../ui/presetsDialog.ts';
import { mountViewMenu, presetItems, type MenuGroups } from '../../ui/viewMenu.ts';
import { askingBar } from './askingBar.ts';
import { bindCaret } from './caret.ts';
import { HistoryDrawer } from './historyDrawer.ts';
import { labelCommands, labelGestures, type KeyActions } from './keys.ts';
import { optionsBar } from './optionsBar.ts';
import { Picture } from './picture.ts';
import { previewBanner } from './previewBanner.ts';
import { proposalBar } from './proposalBar.ts';
import { mountMovingOn } from './movingOn.ts';
import { mountPresence } from './presence.ts';
import { mountSaveState } from './saveState.ts';
import { whenSaved } from './saving.ts';
import { segmentsPanel } from './segmentsPanel.ts';
import { strip } from './strip.ts';
import { toolRail } from './toolRail.ts';
import { decideFirst } from './waitingDialog.ts';

const REGIONS = ['.top', '.rail', '.opt', '.view', '.prop', '.panel', '.strip'];
/** Below this width the panel is a drawer; label.css says the same. */
const NARROW = '(max-width: 1180px)';

/** Builds the labelling page around a workspace and connects its parts. */
export function mount(root: HTMLElement, workspace: Workspace, settings: SettingsStore): void {
  const { store } = workspace;
  store.set({ tool: firstTool(workspace.mayEdit) });
  const picture = new Picture(workspace, settings);
  const { viewport } = picture;
  const page: ToolPage = {
    workspace, viewport, assistant: new Assistant(workspace, report), view: () => viewport.view, redraw: () => viewport.redrawOverlay(),
    refuse, report, announce, fail: text => toast(text, 'bad'),
    isRefusedNow: () => {
      if (store.state.preview) refuse(t('paint.preview', { n: store.state.preview.revision }));
      return store.state.preview !== undefined;
    },
  };
  const { isRefusedNow } = page;
  const tools: ReadonlyMap<string, Tool> = new Map(TOOLS.map(({ id, create }) => [id, create(page)]));
  const tool = () => tools.get(store.state.tool)!;
  const unlessRefused = (action: () => void) => () => { if (!isRefusedNow()) action(); };
  const narrow = matchMedia(NARROW);
  const showPanel = (isOpen: boolean) => {
    root.classList.toggle('panel-open', isOpen);
    drawerButton.setAttribute('aria-expanded', String(isOpen));
  };

  const actions = {
    choose: (id: ToolId) => { if (workspace.canEdit || !edits(toolOf(id))) store.set({ tool: id }); },
    accept: unlessRefused(() => {
      const { proposal } = store.state;
      if (!proposal) {
        if (workspace.canEdit) tool().confirm?.();
      } else if (proposal.tool !== store.state.tool && tool().confirm && waitingProposal(workspace)) {
        refuse(t('proposal.enterWaits', { tool: toolOf(store.state.tool).name() })); // which of the two is meant?
      } else if (lookOrAccept(workspace)) {
        tool().reset?.();
      }
    }),
    acceptAll: unlessRefused(() => {
      acceptProposal(workspace);
      tool().reset?.();
    }),
    acceptNext: unlessRefused(() => {
      const { proposal } = store.state;
      if (!proposal) return;
      actions.acceptAll();
      if (proposal.masks.size === 1) workspace.goTo(store.state.slice - 1);
    }),
    look: () => workspace.goTo(nextUnseen(workspace) ?? store.state.slice),
    refuse: () => {
      store.state.asking?.stop();
      // what was drawn over several slices is worth more than one answer: the next Esc takes it away
      if (!store.state.proposal || !tool().staysOverSlices) {
        tool().cancel?.();
        tool().reset?.();
      }
      refuseProposal(workspace);
    },
    back: () => tool().back?.(),
    nudge: (di: number, dj: number) => { if (!isRefusedNow()) tool().nudge?.(di, dj); },
    canNudge: () => tool().nudge !== undefined,
    resize: (steps: number) => {
      const inHand = tool();
      if (inHand.resize) inHand.resize(steps);
      else resizeBrush(workspace, steps);
    },
    clear: unlessRefused(() => clearSegment(workspace, [store.state.slice])),
    clearAll: unlessRefused(() => clearSegment(workspace, workspace.readingOrder)),
    canDeleteLast: () => tool().deleteLast !== undefined,
    commandsOf: (of: readonly Partial<ToolDefinition>[]) => commandsOf(of, page, tools),
    hasWork: () => tool().confirm !== undefined,
    hasDrawer: () => narrow.matches,
    panel: () => showPanel(!root.classList.contains('panel-open')),
    history: () => {
      history.toggle();
      showPanel(true);
    },
    quantify: () => void decideFirst(workspace).then(isDecided => {
      if (isDecided) whenSaved(workspace, () => location.assign(quantifyUrl()));
    }),
  };
  const quantifyUrl = () => `/labels/${workspace.label.id}/quantify`;
  const history = new HistoryDrawer(workspace);
  const panel = segmentsPanel(workspace, settings, { history: actions.history, quantify: actions.quantify, quantifyUrl });
  panel.append(history.drawer);
  const banners = h('div', { class: 'banners' },
    previewBanner(workspace, { restore: () => history.restore(), back: () => history.back() }));
  const foot = h('div', { class: 'foot' }, picture.note, proposalBar(workspace, actions), askingBar(workspace));
  const options = optionsBar(page, unlessRefused(() => tool().confirm?.()));
  const drawerButton = panelButton(workspace, actions.panel);
  options.append(drawerButton);
  root.classList.add('label-page');
  root.append(toolRail(workspace, actions.choose), options, banners, picture.pane, foot, panel, strip(page));
  watchProposals(workspace);
  workspace.events.on('proposalWaits', ({ proposal }) => refuse(t('proposal.waits', {
    tool: proposal.madeBy?.name ?? revisionName(proposal.tool),
    list: proposedSlices(workspace, proposal).map(slice => imageNumber(slice, workspace.sliceCount)).toSorted((a, b) => a - b).join(', '),
  })));
  addEventListener('beforeunload', event => { if (waitingProposal(workspace)) event.preventDefault(); });

  picture.start(tools);
  const { menu, shortcuts } = mountViewing(root, workspace, settings, picture, actions);
  const refusing: Tool = { cursor: 'not-allowed', down: () => void isRefusedNow() };
  bindPointer(viewport, {
    tool: () => (store.state.preview && edits(toolOf(store.state.tool)) ? refusing : tool()), menu, resize: actions.resize,
    mouse: () => settings.state.mouse,
    scroll: slices => workspace.goTo(store.state.slice - slices),
    window: (dx, dy, at) => changeWindow(workspace, dx, dy, at),
    pick: at => !tool().usesAlt && pick(workspace, at.voxel),
    hover: at => picture.hover(at?.voxel),
  });
  bindCaret(workspace, picture.pane, tool, page.view);
  shortcuts.bind(root);
  mountSaveState(workspace, banners);
  mountPresence(workspace, banners);
  mountMovingOn(workspace, banners);
  store.watch(['isWatching'], () => root.classList.toggle('watching', store.state.isWatching));

  let inHand = tool();
  store.watch(['tool', 'slice'], () => {
    if (inHand === tool() && inHand.staysOverSlices) return;
    inHand.reset?.();
    inHand = tool();
  });
  store.watch(['options', 'rules', 'segment'], () => tool().optionsChanged?.());
  exposeForTests(workspace, picture);
}

/** Opens the panel where it is a drawer; names the segment in hand, which is not to be seen there otherwise. */
function panelButton(workspace: Workspace, toggle: () => void): HTMLElement {
  const { store } = workspace;
  const colour = swatch('');
  const name = h('span', { class: 'ell' });
  const button = h('button', {
    type: 'button', class: 'btn s quiet drawer-button', 'aria-expanded': 'false', 'data-testid': 'panel-toggle', on: { click: toggle },
  }, colour, name, h('kbd', {}, '\\'));
  store.watch(['segment', 'segments'], () => {
    colour.style.setProperty('--c', workspace.segments.active.colour);
    name.textContent = `${store.state.segment} ${segmentName(workspace.segments.active)}`;
    button.setAttribute('aria-label', `${t('keys.panel')}: ${name.textContent}`);
  });
  return button;
}

/** Keys, menus and dialogs of looking at the picture. */
function mountViewing(root: HTMLElement, workspace: Workspace, settings: SettingsStore, picture: Picture, actions: KeyActions) {
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

function pick(workspace: Workspace, voxel: readonly [number, number]): boolean {
  const { columns, rows } = workspace.label;
  const [i, j] = [Math.round(voxel[0]), Math.round(voxel[1])];
  const number = i >= 0 && j >= 0 && i < columns && j < rows ? workspace.mask(workspace.state.slice)[j * columns + i]! : 0;
  if (number !== 0) workspace.store.set({ segment: number });
  return true;
}

function commandsOf(definitions: readonly Partial<ToolDefinition>[], page: ToolPage, tools: ReadonlyMap<string, Tool>): Command[] {
  return definitions.flatMap(({ id, commands = [] }) => commands.map(({ title, family, whileInHand, run, ...command }): Command => ({
    ...command, title: title(), ...(family && { family: family() }),
    ...(whileInHand && { isPossible: () => page.workspace.state.tool === id }),
    run: () => run(page, tools.get(page.workspace.state.tool)!),
  })));
}

declare global {
  interface Window {
    /** For automated tests and accessibility tools: where a voxel of the shown slice is, and which label it carries. */
    voxmark?: { voxelToClient(i: number, j: number): readonly [number, number]; maskAt(i: number, j: number): number };
  }
}

function exposeForTests(workspace: Workspace, { viewport }: Picture): void {
  window.voxmark = {
    voxelToClient: (i, j) => viewport.voxelToClient([i, j]),
    maskAt: (i, j) => workspace.mask(workspace.state.slice)[j * workspace.label.columns + i]!,
  };
}
