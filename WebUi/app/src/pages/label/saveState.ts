import { formatTime, messageOf, t } from '../../i18n/i18n.ts';
import type { Workspace } from '../../state/workspace.ts';
import { element, h, icon } from '../../ui/dom.ts';

const SHOW_SAVING_AFTER_MS = 1_000;

/** Keeps the top bar's save state true: always at the same place, icon and word. */
export function mountSaveState(workspace: Workspace, banners: HTMLElement): void {
  banners.append(offlineBanner(workspace), unkeptBanner(workspace));
  const place = element('save-state');
  if (!place) return;
  place.dataset['testid'] = 'save-state';
  const show = (tone: string, iconName: string, text: string, ...more: HTMLElement[]) => {
    place.className = `row small save ${tone}`;
    const sign = icon(iconName, 's');
    if (iconName === 'spin') sign.classList.add('spin');
    place.replaceChildren(sign, h('span', {}, text), ...more);
  };
  let patience: ReturnType<typeof setTimeout> | undefined;
  workspace.store.watch(['saving', 'isWatching'], () => {
    const { saving } = workspace.state;
    clearTimeout(patience);
    place.dataset['state'] = saving.kind;
    switch (saving.kind) {
      case 'saved':
        return workspace.canEdit
          ? show('ok', 'saved', saving.at ? t('save.saved', { time: formatTime(saving.at) }) : t('save.nothing'))
          : show('dim', 'eye', t(workspace.mayEdit ? 'save.watching' : 'save.readOnly'));
      case 'saving':
        if (saving.count > 1) show('muted', 'spin', t('save.waiting', { n: saving.count }));
        patience = setTimeout(() =>
          show('muted', 'spin', saving.count > 1 ? t('save.waiting', { n: saving.count }) : t('save.saving')), SHOW_SAVING_AFTER_MS);
        return;
      case 'offline':
        return show('warn', 'offline', t(saving.isKept ? 'save.offline' : 'save.offlineOpen', { n: saving.count }));
      case 'failed': {
        const why = messageOf(saving.failure);
        const retry = h('button', { type: 'button', class: 'btn s quiet', on: { click: () => workspace.saves?.retry() } }, t('retry'));
        return show('bad', 'bad', t('save.failed', { why }), retry);
      }
    }
  });
}

const CLOSED = 'voxmark-unkept-closed';

/** Above the picture, until it is closed for this visit: that the page must stay open. */
function unkeptBanner({ store }: Workspace): HTMLElement {
  const text = h('span', { class: 'grow' });
  const close = h('button', { type: 'button', class: 'btn s quiet', 'data-testid': 'unkept-close', on: { click: () => {
    sessionStorage.setItem(CLOSED, 'yes');
    banner.hidden = true;
  } } }, t('close'));
  const banner = h('div', { class: 'note warn here', role: 'note', 'data-testid': 'unkept', hidden: true }, icon('warn', 's'), text, close);
  store.watch(['unkept'], () => {
    const { unkept } = store.state;
    banner.hidden = !unkept || sessionStorage.getItem(CLOSED) !== null;
    if (unkept) text.textContent = t(`save.${unkept}`);
  });
  return banner;
}

/** Above the picture while there is no connection: since when, and that work goes on. */
function offlineBanner({ store }: Workspace): HTMLElement {
  const text = h('span', {});
  const banner = h('div', { class: 'note warn here', role: 'status', 'data-testid': 'offline', hidden: true }, icon('offline', 's'), text);
  store.watch(['saving'], () => {
    const { saving } = store.state;
    banner.hidden = saving.kind !== 'offline';
    if (saving.kind === 'offline')
      text.textContent = t(saving.isKept ? 'save.offlineBanner' : 'save.offlineOpenBanner', { time: formatTime(saving.since).slice(0, 5) });
  });
  return banner;
}
