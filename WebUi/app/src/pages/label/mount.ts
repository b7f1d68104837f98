import { imageNumber } from '../../geometry/voxelGrid.ts';
import { t } from '../../i18n/i18n.ts';
import type { SettingsStore } from '../../settings/settingsStore.ts';
import { proposedSlices, waitingProposal, watchProposals } from '../../state/proposals.ts';
import type { Workspace } from '../../state/workspace.ts';
import { firstTool, revisionName } from '../../tools/index.ts';
import { changeWindow } from '../../tools/viewing/viewing.ts';
import { h } from '../../ui/dom.ts';
import { refuse } from '../../ui/notices.ts';
import { bindPointer } from '../../ui/pointer.ts';
import { labelActions, quantifyUrl } from './actions.ts';
import { askingBar } from './askingBar.ts';
import { bindCaret } from './caret.ts';
import { HistoryDrawer } from './historyDrawer.ts';
import { mountMovingOn } from './movingOn.ts';
import { optionsBar } from './optionsBar.ts';
import { panelDrawer } from './panelDrawer.ts';
import { Picture } from './picture.ts';
import { mountPresence } from './presence.ts';
import { previewBanner } from './previewBanner.ts';
import { proposalBar } from './proposalBar.ts';
import { mountSaveState } from './saveState.ts';
import { segmentsPanel } from './segmentsPanel.ts';
import { strip } from './strip.ts';
import { toolRail } from './toolRail.ts';
import { toolPage, Tools } from './tools.ts';
import { mountViewing } from './viewing.ts';

/** Builds the labelling page around a workspace and connects its parts. */
export function mount(root: HTMLElement, workspace: Workspace, settings: SettingsStore): void {
  const { store } = workspace;
  store.set({ tool: firstTool(workspace.mayEdit) });
  const picture = new Picture(workspace, settings);
  const page = toolPage(workspace, picture.viewport);
  const tools = new Tools(page);
  const history = new HistoryDrawer(workspace);
  const drawer = panelDrawer(root, workspace);
  const actions = labelActions(tools, history, drawer);

  const panel = segmentsPanel(workspace, settings, { ...actions, quantifyUrl: () => quantifyUrl(workspace) });
  panel.append(history.drawer);
  const banners = h('div', { class: 'banners' },
    previewBanner(workspace, { restore: () => history.restore(), back: () => history.back() }));
  const foot = h('div', { class: 'foot' }, picture.note, proposalBar(workspace, actions), askingBar(workspace));
  const options = optionsBar(page, actions.confirm);
  options.append(drawer.button);
  root.classList.add('label-page');
  root.append(toolRail(workspace, actions.choose), options, banners, picture.pane, foot, panel, strip(page));
  guardProposals(workspace);

  picture.start(tools.all);
  const { menu, shortcuts } = mountViewing(root, workspace, settings, picture, actions);
  bindPointer(picture.viewport, {
    tool: () => tools.underPointer, menu, resize: actions.resize,
    mouse: () => settings.state.mouse,
    scroll: slices => workspace.goTo(store.state.slice - slices),
    window: (dx, dy, at) => changeWindow(workspace, dx, dy, at),
    pick: at => !tools.inHand.usesAlt && pick(workspace, at.voxel),
    hover: at => picture.hover(at?.voxel),
  });
  bindCaret(workspace, picture.pane, () => tools.inHand, page.view);
  shortcuts.bind(root);
  mountSaveState(workspace, banners);
  mountPresence(workspace, banners);
  mountMovingOn(workspace, banners);
  store.watch(['isWatching'], () => root.classList.toggle('watching', store.state.isWatching));
  tools.follow();
  exposeForTests(workspace, picture);
}

/** A proposal is not lost unseen: not by asking for another one, not by leaving the page. */
function guardProposals(workspace: Workspace): void {
  watchProposals(workspace);
  workspace.events.on('proposalWaits', ({ proposal }) => refuse(t('proposal.waits', {
    tool: proposal.madeBy?.name ?? revisionName(proposal.tool),
    list: proposedSlices(workspace, proposal).map(slice => imageNumber(slice, workspace.sliceCount)).toSorted((a, b) => a - b).join(', '),
  })));
  addEventListener('beforeunload', event => { if (waitingProposal(workspace)) event.preventDefault(); });
}

/** Takes the segment in hand that lies under the pointer. */
function pick(workspace: Workspace, voxel: readonly [number, number]): boolean {
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
