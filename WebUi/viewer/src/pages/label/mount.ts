import { loadModels, runModel } from '../../state/modelRun.ts';
import { acceptProposal, refuseProposal } from '../../state/proposals.ts';
import type { Workspace } from '../../state/workspace.ts';
import { Assistant } from '../../tools/assist.ts';
import { BackProjectionTool } from '../../tools/backProjection.ts';
import { BrushTool } from '../../tools/brush.ts';
import { CarryTool } from '../../tools/carry.ts';
import { MAX_SIZE, type ToolAction } from '../../tools/catalogue.ts';
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
import type { Tool, ToolId } from '../../tools/tool.ts';
import { dragSpeed, dragWindow, PanTool, WindowTool, ZoomTool } from '../../tools/viewTools.ts';
import { t } from '../../i18n/i18n.ts';
import { report, toast } from '../../ui/notices.ts';
import { mountKeysDialog } from '../../ui/keysDialog.ts';
import { bindPointer, isTyping } from '../../ui/pointer.ts';
import { askingBar } from './askingBar.ts';
import { contextMenu } from './contextMenu.ts';
import { HistoryDrawer } from './historyDrawer.ts';
import { bindKeys, LABEL_KEYS } from './keys.ts';
import { optionsBar } from './optionsBar.ts';
import { Picture } from './picture.ts';
import { proposalBar } from './proposalBar.ts';
import { mountSaveState } from './saveState.ts';
import { whenSaved } from './saving.ts';
import { segmentsPanel } from './segmentsPanel.ts';
import { strip } from './strip.ts';
import { toolRail } from './toolRail.ts';

/** Builds the labelling page around a workspace and connects its parts. */
export function mount(root: HTMLElement, workspace: Workspace): void {
  const { store } = workspace;
  const picture = new Picture(workspace);
  const assistant = new Assistant(workspace, report);
  const tools = createTools(workspace, picture, assistant);
  const tool = () => tools.get(store.state.tool)!;

  const actions = {
    choose: (id: ToolId) => store.set({ tool: id }),
    accept: () => {
      if (store.state.proposal) acceptProposal(workspace);
      else if (!workspace.canEdit) return;
      else if (tool().confirm) {
        tool().confirm!();
        return;
      } else tool().apply?.();
      tool().reset?.();
    },
    acceptNext: () => {
      if (!store.state.proposal) return;
      actions.accept();
      workspace.goTo(store.state.slice - 1);
    },
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
    fillBetween: () => fillBetween(workspace, assistant, toast),
    resize: (steps: number) => resize(workspace, steps),
    reset: () => picture.reset(),
    clear: () => clearSegment(workspace, [store.state.slice]),
    clearAll: () => clearSegment(workspace, workspace.readingOrder),
    copyOn: (slices: 1 | -1) => copyOn(workspace, slices),
    history: () => history.toggle(),
    quantify: () => whenSaved(workspace, () => location.assign(quantifyUrl())),
    list: mountKeysDialog(root, LABEL_KEYS),
  };
  const act = (action: ToolAction) => {
    if (action === 'apply') tool().apply?.();
    else if (action === 'confirm') tool().confirm?.();
    else if (!copyLabels(workspace, store.state.slice + (action === 'copyPrevious' ? 1 : -1), store.state.slice)) toast(t('copy.nothing'));
  };
  const run = () => {
    store.set({ tool: 'model' });
    runModel(workspace).then(failure => failure && toast(failure.problem, 'bad'), report);
  };
  const quantifyUrl = () => `/labels/${workspace.label.id}/quantify?slice=${store.state.slice}`;
  const history = new HistoryDrawer(workspace);
  const panel = segmentsPanel(workspace, { history: actions.history, quantify: actions.quantify, quantifyUrl });
  panel.append(history.drawer);
  picture.pane.append(proposalBar(workspace, actions), askingBar(workspace));
  root.classList.add('label-page');
  root.append(toolRail(workspace, actions.choose), optionsBar(workspace, run, act), picture.pane, panel, strip(workspace, run, actions.fillBetween));

  picture.start(tools);
  bindPointer(picture.viewport, {
    tool, resize: actions.resize,
    scroll: slices => workspace.goTo(store.state.slice - slices),
    window: (dx, dy, at) => changeWindow(workspace, dx, dy, at),
    menu: contextMenu(picture.pane, workspace, actions),
    pick: at => pick(workspace, at.voxel),
    hover: at => picture.hover(at?.voxel),
  });
  bindToolKeys(tool);
  bindKeys(workspace, actions);
  mountSaveState(workspace);
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

function createTools(workspace: Workspace, picture: Picture, assistant: Assistant): ReadonlyMap<ToolId, Tool> {
  const view = () => picture.viewport.view;
  const redraw = () => picture.viewport.redrawOverlay();
  const tools: Tool[] = [
    new WindowTool((dx, dy, at) => changeWindow(workspace, dx, dy, at)),
    new PanTool(picture.viewport), new ZoomTool(picture.viewport),
    new BrushTool('brush', workspace, redraw), new BrushTool('eraser', workspace, redraw),
    new BackProjectionTool(workspace, assistant, view, redraw), new GrabCutTool(workspace, assistant, view, redraw),
    new SeedsTool(workspace, assistant, redraw, toast), new LivewireTool(workspace, view, redraw),
    new ThresholdTool(workspace, assistant, redraw), new RegionGrowingTool(workspace, assistant, view, redraw),
    new CarryTool(workspace, assistant, toast), new SplitTool(workspace, assistant, view, redraw, toast),
    new PolygonTool(workspace, view, redraw), new FreehandTool(workspace, redraw), new ShapeTool(workspace, redraw),
    new FillTool(workspace), new MoveTool(workspace), new CopyTool(), new IslandsTool(workspace), new SmoothTool(workspace),
    { id: 'model', cursor: 'default' },
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
  if (workspace.state.slice !== from && !copyLabels(workspace, from, workspace.state.slice)) toast(t('copy.nothing'));
}

/** Lets the tool in hand have a key first. */
function bindToolKeys(tool: () => Tool): void {
  addEventListener('keydown', event => {
    if (isTyping(event) || document.querySelector('dialog[open]')) return;
    if (event.target instanceof HTMLElement && event.target.closest('button, a, [role=listbox], [role=menu], [role=radiogroup]') && event.code !== 'Backspace') return;
    if (!tool().key?.(event)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  });
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
