import { t } from '../../i18n/i18n.ts';
import { acceptProposal, proposedSlices, refuseProposal, waitingProposal } from '../../state/proposals.ts';
import type { Workspace } from '../../state/workspace.ts';
import { h } from '../../ui/dom.ts';

/**
 * Before something that a proposal would not outlive: what is to become of it is for a person to say.
 * @returns whether it was decided; false to stay
 */
export function decideFirst(workspace: Workspace): Promise<boolean> {
  const proposal = waitingProposal(workspace);
  if (!proposal) return Promise.resolve(true);
  return new Promise(resolve => {
    const close = (decide: (() => void) | undefined) => () => {
      dialog.close();
      dialog.remove();
      decide?.();
      resolve(decide !== undefined);
    };
    const accept = h('button', {
      type: 'button', class: 'btn', 'data-testid': 'waiting-accept', on: { click: close(() => acceptProposal(workspace)) },
    }, t('proposal.acceptAll', { n: proposedSlices(workspace, proposal).length }));
    const refuse = h('button', {
      type: 'button', class: 'btn', 'data-testid': 'waiting-refuse', on: { click: close(() => refuseProposal(workspace)) },
    }, t('proposal.refuse'));
    const stay = h('button', {
      type: 'button', class: 'btn primary', autofocus: true, 'data-testid': 'waiting-stay', on: { click: close(undefined) },
    }, t('proposal.stay'));
    const dialog = h('dialog', { class: 'waiting', 'aria-labelledby': 'waiting-title', 'data-testid': 'waiting' },
      h('h2', { id: 'waiting-title' }, t('proposal.waitingTitle')),
      h('p', { class: 'small muted' }, t('proposal.waitingText')),
      h('div', { class: 'row' }, stay, h('span', { class: 'grow' }), refuse, accept));
    dialog.addEventListener('cancel', event => {
      event.preventDefault();
      close(undefined)();
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
