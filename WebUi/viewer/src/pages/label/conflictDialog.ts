import type { StaleSlice } from '../../api/contracts.ts';
import { formatTime, t } from '../../i18n/i18n.ts';
import { imageNumber } from '../../geometry/voxelGrid.ts';
import type { Workspace } from '../../state/workspace.ts';
import { h, icon } from '../../ui/dom.ts';

/** Somebody else changed the same slices: which pixels stay is for a person to say. */
export function askWhoseToKeep(workspace: Workspace, stale: readonly StaleSlice[], theirs: ReadonlyMap<number, Uint8Array>): Promise<'mine' | 'theirs'> {
  const { store, sliceCount } = workspace;
  const first = stale[0]!;
  const numbers = stale.map(({ slice }) => imageNumber(slice, sliceCount)).join(', ');
  workspace.goTo(first.slice);

  return new Promise(resolve => {
    const compare = h('button', { type: 'button', class: 'btn s quiet', 'data-testid': 'conflict-compare' }, t('conflict.compare'));
    compare.addEventListener('click', () => {
      const isTheirs = store.state.preview !== undefined;
      store.set({ preview: isTheirs ? undefined : { revision: first.currentRevision, masks: theirs } });
      compare.textContent = t(isTheirs ? 'conflict.compare' : 'conflict.compareBack');
    });
    const choose = (choice: 'mine' | 'theirs') => () => {
      store.set({ preview: undefined });
      dialog.close();
      dialog.remove();
      resolve(choice);
    };
    const dialog = h('dialog', { class: 'conflict', 'aria-labelledby': 'conflict-title', 'data-testid': 'conflict' },
      h('div', { class: 'row' }, icon('warn'), h('h2', { id: 'conflict-title' }, t(stale.length > 1 ? 'conflict.titleMany' : 'conflict.title', { n: numbers }))),
      h('p', { class: 'small muted' }, t('conflict.text', { by: first.changedBy, revision: first.currentRevision, time: formatTime(new Date(first.changedAt)) })),
      h('div', { class: 'row' },
        h('button', { type: 'button', class: 'btn grow', 'data-testid': 'conflict-mine', on: { click: choose('mine') } }, t('conflict.mine')),
        h('button', { type: 'button', class: 'btn grow', 'data-testid': 'conflict-theirs', on: { click: choose('theirs') } }, t('conflict.theirs'))),
      h('div', { class: 'row' }, compare, h('span', { class: 'grow' }), h('span', { class: 'tiny dim' }, t('conflict.history'))));
    dialog.addEventListener('cancel', event => event.preventDefault());
    document.body.append(dialog);
    dialog.showModal();
  });
}
