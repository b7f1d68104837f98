import { t } from '../../i18n/i18n.ts';
import { acceptProposal, lookOrAccept, nextUnseen, refuseProposal, waitingProposal } from '../../state/proposals.ts';
import type { Workspace } from '../../state/workspace.ts';
import { clearSegment } from '../../tools/drawing/clear.ts';
import { resizeBrush } from '../../tools/drawing/options.ts';
import { toolOf } from '../../tools/index.ts';
import type { HistoryDrawer } from './historyDrawer.ts';
import type { KeyActions } from './keys.ts';
import type { PanelDrawer } from './panelDrawer.ts';
import { whenSaved } from './saving.ts';
import type { Tools } from './tools.ts';
import { decideFirst } from './waitingDialog.ts';

export interface LabelActions extends KeyActions {
  /** Has the tool in hand do what it is for. */
  readonly confirm: () => void;
}

export const quantifyUrl = ({ label }: Workspace) => `/labels/${label.id}/quantify`;

/** What can be done on the labelling page, whether a key, a button or a menu asks for it. */
export function labelActions(tools: Tools, history: HistoryDrawer, drawer: PanelDrawer): LabelActions {
  const { workspace, isRefusedNow, refuse } = tools.page;
  const { store } = workspace;
  const unlessRefused = (action: () => void) => () => { if (!isRefusedNow()) action(); };

  const acceptAll = unlessRefused(() => {
    acceptProposal(workspace);
    tools.inHand.reset?.();
  });
  return {
    choose: id => tools.take(id),
    confirm: unlessRefused(() => tools.inHand.confirm?.()),
    accept: unlessRefused(() => {
      const { proposal } = store.state;
      if (!proposal) {
        if (workspace.canEdit) tools.inHand.confirm?.();
      } else if (proposal.tool !== store.state.tool && tools.inHand.confirm && waitingProposal(workspace)) {
        refuse(t('proposal.enterWaits', { tool: toolOf(store.state.tool).name() })); // which of the two is meant?
      } else if (lookOrAccept(workspace)) {
        tools.inHand.reset?.();
      }
    }),
    acceptAll,
    acceptNext: unlessRefused(() => {
      const { proposal } = store.state;
      if (!proposal) return;
      acceptAll();
      if (proposal.masks.size === 1) workspace.goTo(store.state.slice - 1);
    }),
    look: () => workspace.goTo(nextUnseen(workspace) ?? store.state.slice),
    refuse: () => {
      store.state.asking?.stop();
      // what was drawn over several slices is worth more than one answer: the next Esc takes it away
      if (!store.state.proposal || !tools.inHand.staysOverSlices) {
        tools.inHand.cancel?.();
        tools.inHand.reset?.();
      }
      refuseProposal(workspace);
    },
    back: () => tools.inHand.back?.(),
    nudge: (di, dj) => { if (!isRefusedNow()) tools.inHand.nudge?.(di, dj); },
    canNudge: () => tools.inHand.nudge !== undefined,
    resize: steps => {
      const { inHand } = tools;
      if (inHand.resize) inHand.resize(steps);
      else resizeBrush(workspace, steps);
    },
    clear: unlessRefused(() => clearSegment(workspace, [store.state.slice])),
    clearAll: unlessRefused(() => clearSegment(workspace, workspace.readingOrder)),
    canDeleteLast: () => tools.inHand.deleteLast !== undefined,
    commandsOf: of => tools.commandsOf(of),
    hasWork: () => tools.inHand.confirm !== undefined,
    hasDrawer: drawer.isDrawer,
    panel: drawer.toggle,
    history: () => {
      history.toggle();
      drawer.open();
    },
    quantify: () => void decideFirst(workspace).then(isDecided => {
      if (isDecided) whenSaved(workspace, () => location.assign(quantifyUrl(workspace)));
    }),
  };
}
