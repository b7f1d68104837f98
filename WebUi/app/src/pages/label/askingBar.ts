import { t } from '../../i18n/i18n.ts';
import type { Workspace } from '../../state/workspace.ts';
import { h, icon } from '../../ui/dom.ts';

const PATIENCE_MS = 300;

/** Says that a tool is at work, once it takes a moment, how far it is, and lets the person stop it. */
export function askingBar({ store }: Workspace): HTMLElement {
  const meter = h('progress', { 'aria-label': t('assist.working') });
  const stop = h('button', {
    type: 'button', class: 'btn s quiet', 'data-testid': 'stop-asking', on: { click: () => store.state.asking?.stop() },
  }, t('assist.stop'), ' ', h('kbd', {}, 'Esc'));
  const bar = h('div', { class: 'prop asking', role: 'status', hidden: true, 'data-testid': 'asking' },
    icon('spin'), h('span', {}, t('assist.working')), meter, stop);
  let timer: ReturnType<typeof setTimeout> | undefined;

  store.watch(['asking'], () => {
    const { asking } = store.state;
    if (!asking) {
      clearTimeout(timer);
      timer = undefined;
      bar.hidden = true;
      return;
    }
    timer ??= setTimeout(() => { bar.hidden = store.state.asking === undefined; }, PATIENCE_MS);
    if (asking.total > 0) {
      meter.max = asking.total;
      meter.value = asking.done;
    } else {
      meter.removeAttribute('value');
    }
  });
  return bar;
}
