import { imageNumber, pixelSpacingMm } from '../../geometry/voxelGrid.ts';
import { segmentName, t } from '../../i18n/i18n.ts';
import { nextRegion } from '../../keys/regions.ts';
import { Shortcuts } from '../../keys/shortcuts.ts';
import { viewCommands, type ViewActions } from '../../keys/viewCommands.ts';
import { autoWindow } from '../../render/autoWindow.ts';
import { initialWindow, presetsFor, type Preset } from '../../settings/windows.ts';
import type { SettingsStore } from '../../settings/settingsStore.ts';
import { loadModels, runModel } from '../../state/modelRun.ts';
import { acceptProposal, lookOrAccept, mayAsk, nextUnseen, proposedSlices, refuseProposal, waitingProposal, watchProposals } from '../../state/proposals.ts';
import type { Workspace } from '../../state/workspace.ts';
import { Assistant } from '../../tools/assist.ts';
import { BackProjectionTool } from '../../tools/backProjection.ts';
import { BrushTool } from '../../tools/brush.ts';
import { CarryTool } from '../../tools/carry.ts';
import { MAX_SIZE, toolEntry, type ToolAction } from '../../tools/catalogue.ts';
import { clearSegment } from '../../tools/clear.ts';
import { copyLabels, CopyTool } from '../../tools/copy.ts';
import { FillTool } from '../../tools/fill.ts';
import { fillBetween } from '../../tools/fillBetween.ts';
import { FreehandTool } from '../../tools/freehand.ts';
import { GrabCutTool } from '../../tools/grabCut.ts';
import { IslandsTool } from '../../tools/islands.ts';
import { LivewireTool } from '../../tools/livewire.ts';
import { MoveTool } from '../../tools/move.ts';
import { PolygonTool } from '../../tools/polygon.ts';
import { RegionGrowingTool } from '../../tools/regionGrowing.ts';
import { SeedsTool } from '../../tools/seeds.ts';
import { ShapeTool } from '../../tools/shape.ts';
import { SmoothTool } from '../../tools/smooth.ts';
import { SplitTool } from '../../tools/split.ts';
import { ThresholdTool } from '../../tools/threshold.ts';
import type { ToolId } from '../../state/toolId.ts';
import type { Tool } from '../../tools/tool.ts';
import { RulerTool } from '../../tools/ruler.ts';
import { dragSpeed, dragWindow, panViewport, PanTool, WindowTool, zoomViewport, ZoomTool } from '../../tools/viewTools.ts';
import { mountCommandPalette } from '../../ui/commandPalette.ts';
import { formatNumber } from '../../i18n/numbers.ts';
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
  const picture = new Picture(workspace, settings);
  const assistant = new Assistant(workspace, report);
  const ruler = createRuler(workspace, picture);
  const run = () => {
    if (isRefusedNow() || !mayAsk(workspace, 'model')) return;
    store.set({ tool: 'model' });
    runModel(workspace).then(failure => failure && toast(failure.problem, 'bad'), report);
  };
  const tools = createTools(workspace, picture, assistant, ruler, run);
  const tool = () => tools.get(store.state.tool)!;
  // while an earlier revision is on show nothing can be changed: whoever tries is told so
  const isRefusedNow = () => {
    if (store.state.preview) refuse(t('paint.preview', { n: store.state.preview.revision }));
    return store.state.preview !== undefined;
  };
  const unlessRefused = (action: () => void) => () => { if (!isRefusedNow()) action(); };
  const narrow = matchMedia(NARROW);
  const showPanel = (isOpen: boolean) => {
    root.classList.toggle('panel-open', isOpen);
    drawerButton.setAttribute('aria-expanded', String(isOpen));
  };

  const actions = {
    choose: (id: ToolId) => { if (workspace.canEdit || !toolEntry(id).edits) store.set({ tool: id }); },
    accept: unlessRefused(() => {
      const { proposal } = store.state;
      if (!proposal) {
        if (workspace.canEdit) tool().confirm?.();
      } else if (proposal.tool !== store.state.tool && tool().confirm && waitingProposal(workspace)) {
        refuse(t('proposal.enterWaits', { tool: t(toolEntry(store.state.tool).name) })); // which of the two is meant?
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
    fillBetween: unlessRefused(() => fillBetween(workspace, assistant, refuse)),
    resize: (steps: number) => resize(workspace, steps),
    clear: unlessRefused(() => clearSegment(workspace, [store.state.slice])),
    clearAll: unlessRefused(() => clearSegment(workspace, workspace.readingOrder)),
    copyOn: (slices: 1 | -1) => { if (!isRefusedNow()) copyOn(workspace, slices); },
    deleteRuler: () => ruler.deleteLast(),
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
  const act = (action: ToolAction) => {
    if (isRefusedNow()) return;
    if (action === 'confirm') tool().confirm?.();
    else if (!copyLabels(workspace, store.state.slice + (action === 'copyPrevious' ? 1 : -1), store.state.slice)) refuse(t('copy.nothing'));
  };
  const quantifyUrl = () => `/labels/${workspace.label.id}/quantify`;
  const history = new HistoryDrawer(workspace);
  const panel = segmentsPanel(workspace, settings, { history: actions.history, quantify: actions.quantify, quantifyUrl });
  panel.append(history.drawer);
  const banners = h('div', { class: 'banners' }, previewBanner(workspace, { restore: () => history.restore(), back: () => history.back() }));
  const foot = h('div', { class: 'foot' }, picture.note, proposalBar(workspace, actions), askingBar(workspace));
  const options = optionsBar(workspace, run, act);
  const drawerButton = panelButton(workspace, actions.panel);
  options.append(drawerButton);
  root.classList.add('label-page');
  root.append(toolRail(workspace, actions.choose), options, banners, picture.pane, foot, panel, strip(workspace, run, actions.fillBetween));
  watchProposals(workspace);
  workspace.events.on('proposalWaits', ({ proposal }) => refuse(t('proposal.waits', {
    tool: proposal.madeBy?.name ?? t(toolEntry(proposal.tool as ToolId)?.name ?? 'name.interpolation'),
    list: proposedSlices(workspace, proposal).map(slice => imageNumber(slice, workspace.sliceCount)).toSorted((a, b) => a - b).join(', '),
  })));
  addEventListener('beforeunload', event => { if (waitingProposal(workspace)) event.preventDefault(); });

  picture.start(tools);
  const { menu, shortcuts } = mountViewing(root, workspace, settings, picture, actions);
  const refusing: Tool = { id: 'window', cursor: 'not-allowed', down: () => void isRefusedNow() };
  bindPointer(picture.viewport, {
    tool: () => (store.state.preview && toolEntry(store.state.tool).edits ? refusing : tool()), menu, resize: actions.resize,
    mouse: () => settings.state.mouse,
    scroll: slices => workspace.goTo(store.state.slice - slices),
    window: (dx, dy, at) => changeWindow(workspace, dx, dy, at),
    pick: at => pick(workspace, at.voxel),
    hover: at => picture.hover(at?.voxel),
  });
  bindCaret(workspace, picture.pane, tool, () => picture.viewport.view);
  shortcuts.bind(root);
  mountSaveState(workspace, banners);
  mountPresence(workspace, banners);
  mountMovingOn(workspace, banners);
  store.watch(['isWatching'], () => root.classList.toggle('watching', store.state.isWatching));
  if (workspace.canEdit) loadModels(workspace).catch(() => undefined); // asked again when a model is to run

  let inHand = tool();
  store.watch(['tool', 'slice'], () => {
    if (inHand === tool() && inHand.staysOverSlices) return;
    inHand.reset?.();
    inHand = tool();
  });
  store.watch(['options', 'segment'], () => tool().optionsChanged?.());
  exposeForTests(workspace, picture);
}

/** Opens the panel where it is a drawer; names the segment in hand, which is not to be seen there otherwise. */
function panelButton(workspace: Workspace, toggle: () => void): HTMLElement {
  const { store } = workspace;
  const colour = swatch('');
  const name = h('span', { class: 'ell' });
  const button = h('button', { type: 'button', class: 'btn s quiet drawer-button', 'aria-expanded': 'false', 'data-testid': 'panel-toggle', on: { click: toggle } },
    colour, name, h('kbd', {}, '\\'));
  store.watch(['segment', 'segments'], () => {
    colour.style.setProperty('--c', workspace.activeSegment.colour);
    name.textContent = `${store.state.segment} ${segmentName(workspace.activeSegment)}`;
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
    [t('menu.window'), [...presetItems(presets(), store.state.window, choosePreset, key), { icon: 'window', label: t('menu.ownPresets'), key: key('window.own'), run: view.ownPresets }]],
    [undefined, [
      { icon: 'fit', label: t('menu.reset'), key: key('view.fit'), run: view.fit },
      { icon: 'zoom', label: t('menu.oneToOne'), key: key('view.oneToOne'), run: view.oneToOne },
      { icon: 'compare', label: t('menu.invert'), key: key('view.invert'), run: view.invert },
    ]],
    [undefined, [
      { icon: store.state.areLabelsHidden ? 'eye' : 'eyeoff', label: t(store.state.areLabelsHidden ? 'menu.showLabels' : 'menu.hideLabels'), key: key('labels.hide'), run: () => store.set({ areLabelsHidden: !store.state.areLabelsHidden }) },
      ...(workspace.canEdit ? [{ icon: 'trash', label: t('menu.clear'), key: key('segment.clear'), run: actions.clear }] : []),
    ]],
  ]);
  return { menu: menuAt, shortcuts };
}

function createRuler({ store, series }: Workspace, picture: Picture): RulerTool {
  return new RulerTool({
    slice: () => store.state.slice, view: () => picture.viewport.view, redraw: () => picture.viewport.redrawOverlay(), announce,
    spacingMm: pixelSpacingMm(series, store.state.slice),
    text: (length, isMm) => t(isMm ? 'view.mm' : 'view.px', { n: formatNumber(length, 1) }),
  });
}

function createTools(workspace: Workspace, picture: Picture, assistant: Assistant, ruler: RulerTool, run: () => void): ReadonlyMap<ToolId, Tool> {
  const view = () => picture.viewport.view;
  const redraw = () => picture.viewport.redrawOverlay();
  const tools: Tool[] = [
    new WindowTool((dx, dy, at) => changeWindow(workspace, dx, dy, at)),
    new PanTool(picture.viewport), new ZoomTool(picture.viewport), ruler,
    new BrushTool('brush', workspace, redraw), new BrushTool('eraser', workspace, redraw),
    new BackProjectionTool(workspace, assistant, view, redraw), new GrabCutTool(workspace, assistant, view, redraw),
    new SeedsTool(workspace, assistant, redraw, refuse), new LivewireTool(workspace, view, redraw),
    new ThresholdTool(workspace, assistant, view, redraw), new RegionGrowingTool(workspace, assistant, view, redraw),
    new CarryTool(workspace, assistant, refuse), new SplitTool(workspace, assistant, view, redraw, refuse),
    new PolygonTool(workspace, view, redraw), new FreehandTool(workspace, redraw), new ShapeTool(workspace, redraw),
    new FillTool(workspace), new MoveTool(workspace), new CopyTool(), new IslandsTool(workspace), new SmoothTool(workspace),
    { id: 'model', cursor: 'default', confirm: run },
  ];
  return new Map(tools.map(tool => [tool.id, tool]));
}

function changeWindow(workspace: Workspace, dxPx: number, dyPx: number, at: { shiftKey: boolean; altKey: boolean }): void {
  const { window } = workspace.state;
  const speed = dragSpeed(at, workspace.series.voxels?.unit === 'HU', window);
  workspace.store.set({ window: dragWindow(window, dxPx, dyPx, speed) });
}

/** One pixel (half a millimetre) at a time while small, about a tenth when larger. */
function resize(workspace: Workspace, steps: number): void {
  const { tool, options } = workspace.state;
  const key = ['grab-cut', 'seeds'].includes(tool) ? 'strokePx' : options.sizeUnit === 'px' ? 'sizePx' : 'sizeMm';
  const [smallest, largest] = { strokePx: [1, 20], sizePx: [1, MAX_SIZE.px], sizeMm: [0.5, MAX_SIZE.mm] }[key] as [number, number];
  const changed = options[key] + steps * Math.max(smallest, Math.round(options[key] / 10));
  workspace.setOptions({ [key]: Math.min(largest, Math.max(smallest, changed)) });
}

/** Copies the shown slice's labels to a neighbour and goes there. */
function copyOn(workspace: Workspace, slices: 1 | -1): void {
  const from = workspace.state.slice;
  workspace.goTo(from + slices);
  if (workspace.state.slice !== from && !copyLabels(workspace, from, workspace.state.slice)) refuse(t('copy.nothing'));
}

function pick(workspace: Workspace, voxel: readonly [number, number]): boolean {
  if (['grab-cut', 'seeds'].includes(workspace.state.tool)) return false; // there, Alt turns keep into remove
  const { columns, rows } = workspace.label;
  const [i, j] = [Math.round(voxel[0]), Math.round(voxel[1])];
  const number = i >= 0 && j >= 0 && i < columns && j < rows ? workspace.mask(workspace.state.slice)[j * columns + i]! : 0;
  if (number !== 0) workspace.store.set({ segment: number });
  return true;
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
