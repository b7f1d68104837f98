import { t } from '../../i18n/i18n.ts';
import type { Workspace } from '../../state/workspace.ts';
import { h, icon } from '../../ui/dom.ts';

/** Above the picture while an earlier revision is on show: which one, and the ways out. */
export function previewBanner(workspace: Workspace, actions: { readonly restore: () => void; readonly back: () => void }): HTMLElement {
  const { store } = workspace;
  const text = h('b', { class: 'grow' });
  const restore = h('button', { type: 'button', class: 'btn s', 'data-testid': 'banner-restore', on: { click: actions.restore } },
    t('history.restore'));
  const back = h('button', { type: 'button', class: 'btn s primary', 'data-testid': 'banner-back', on: { click: actions.back } },
    t('history.back'));
  const banner = h('div', { class: 'note info here', role: 'status', 'data-testid': 'preview', hidden: true },
    icon('history', 's'), text, restore, back);
  store.watch(['preview', 'isWatching'], () => {
    const { preview } = store.state;
    banner.hidden = !preview;
    restore.hidden = !workspace.canEdit || preview?.from !== undefined;
    if (preview) text.textContent = preview.from
      ? t('history.bannerCompare', { from: preview.from.revision, to: preview.revision })
      : t('history.banner', { n: preview.revision });
  });
  return banner;
}
