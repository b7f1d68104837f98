import { t } from '../../i18n/i18n.ts';
import { slicesFrom } from '../../state/imageNames.ts';
import type { Workspace } from '../../state/workspace.ts';
import { h, icon } from '../../ui/dom.ts';
import { reopen, sayWhyReopened, whenSeriesChanges } from '../seriesChange.ts';

/**
 * Images came, went or were replaced while the label is open: what is unsent goes on with its images, and the page opens
 * the new ones as soon as everything is sent and nothing is in hand.
 */
export function mountMovingOn(workspace: Workspace, pane: HTMLElement): void {
  sayWhyReopened();
  const { store, label, series } = workspace;
  const now = h('button', { type: 'button', class: 'btn s', 'data-testid': 'move-on' }, t('series.openNow'));
  const banner = h('div', { class: 'note warn here', role: 'alert', 'data-testid': 'series-changed', hidden: true },
    icon('warn', 's'), h('span', {}, t('series.changed')), now);
  pane.append(banner);
  const { check } = whenSeriesChanges(series, changed => {
    banner.hidden = false;
    workspace.saves?.moveTo(changed);
    const shown = () => slicesFrom(series, changed).get(store.state.slice);
    const open = () => reopen(`/labels/${label.id}${shown() === undefined ? '' : `?slice=${shown()!}`}`);
    let isOpening = false;
    const isBusy = () =>
      store.state.proposal !== undefined || store.state.asking !== undefined
      || store.state.running !== undefined || workspace.masks.hasStrokeInHand;
    const goOn = (isAsked: boolean) => {
      if (isOpening || (workspace.saves && !workspace.saves.isEmpty) || (!isAsked && isBusy())) return;
      isOpening = true;
      open();
    };
    now.addEventListener('click', () => {
      workspace.saves?.retry();
      goOn(true);
    });
    store.watch(['saving', 'proposal', 'asking', 'running'], () => goOn(false));
    workspace.events.on('maskChanged', () => setTimeout(() => goOn(false)));
  });
  workspace.events.on('seriesChanged', check);
}
