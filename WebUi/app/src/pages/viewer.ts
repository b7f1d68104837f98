import './viewer.css';
import { messageOf, setLanguage, t } from '../i18n/i18n.ts';
import { element, h, icon } from '../ui/dom.ts';

/** The page's shell says which of the viewer's pages this is, and on what; everything inside #viewer is ours. */
async function start(root: HTMLElement): Promise<void> {
  const { page, seriesUid = '', labelId = '', lang, canEdit } = root.dataset;
  setLanguage(lang);
  const mayEdit = canEdit === 'true';
  try {
    switch (page) {
      case 'area':
        return await (await import('./area/start.ts')).startAreaPage(root, seriesUid, mayEdit);
      case 'label':
        return await (await import('./label/start.ts')).startLabelPage(root, labelId, seriesUid, mayEdit);
      case 'quantify':
        return await (await import('./quantify/start.ts')).startQuantifyPage(root, labelId, mayEdit);
    }
  } catch (error) {
    root.replaceChildren(h('div', { class: 'message', role: 'alert' },
      icon('bad'), h('p', {}, t('failure.open', { why: messageOf(error) })),
      h('button', { type: 'button', class: 'btn', on: { click: () => location.reload() } }, t('retry'))));
  }
}

const root = element('viewer');
if (root) void start(root);
