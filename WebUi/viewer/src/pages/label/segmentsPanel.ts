import type { Segment } from '../../api/contracts.ts';
import { segmentName, t } from '../../i18n/i18n.ts';
import type { SettingsStore } from '../../settings/settingsStore.ts';
import { effectOf } from '../../state/proposals.ts';
import type { Workspace } from '../../state/workspace.ts';
import { formatNumber, h, icon, iconButton, swatch } from '../../ui/dom.ts';
import { huHistogram } from './huHistogram.ts';
import { lookPanel } from './lookPanel.ts';

export interface PanelActions { readonly history: () => void; readonly quantify: () => void; readonly quantifyUrl: () => string }

/** The list of segments with their areas on the shown slice, the label's opacity, and the way to the measurement. */
export function segmentsPanel(workspace: Workspace, settings: SettingsStore, actions: PanelActions): HTMLElement {
  const { store } = workspace;
  const list = h('ul', { class: 'segs', role: 'listbox', 'aria-label': t('segments.title') });
  const rows = store.state.segments.map(segment => segmentRow(workspace, segment));
  list.append(...rows.map(row => row.item));
  list.addEventListener('keydown', event => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.code];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    const numbers = store.state.segments.map(segment => segment.number);
    const next = numbers[numbers.indexOf(store.state.segment) + step];
    if (next === undefined) return;
    store.set({ segment: next });
    rows[numbers.indexOf(next)]!.item.focus();
  });

  let frame = 0;
  const update = () => { frame ||= requestAnimationFrame(() => { frame = 0; rows.forEach(row => row.update()); }); };
  workspace.events.on('maskChanged', ({ slice }) => { if (slice === store.state.slice) update(); });
  store.watch(['slice', 'segment', 'segments', 'proposal', 'preview'], update);

  const quantify = h('a', { class: 'btn primary grow', 'data-testid': 'quantify-link' }, t('segments.quantify'), ' ', h('kbd', {}, 'Q'));
  quantify.addEventListener('click', event => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    actions.quantify();
  });
  store.watch(['slice'], () => { quantify.href = actions.quantifyUrl(); });
  return h('aside', { class: 'panel', 'aria-label': t('segments.title') },
    h('div', { class: 'panel-head' }, h('h2', { class: 'grow' }, t('segments.title')),
      iconButton('history', t('history.button'), { class: 'ib s tipl', 'data-command': 'page.history', 'data-testid': 'history', on: { click: actions.history } })),
    list, lookPanel(workspace, settings), huHistogram(workspace), h('div', { class: 'panel-foot' }, quantify));
}

function segmentRow(workspace: Workspace, { number }: Segment) {
  const { store } = workspace;
  const segment = () => workspace.segmentOf(number)!;
  const area = h('span', { class: 'num', 'data-testid': `segment-area-${number}` });
  const note = h('span', {});
  const toggle = (change: (now: Segment) => Partial<Segment>) => (event: Event) => {
    event.stopPropagation();
    workspace.setSegment(number, change(segment()));
  };
  const eye = iconButton('eye', t('segments.visible'), { class: 'ib s e', 'data-testid': `segment-visible-${number}`, on: { click: toggle(now => ({ visible: !now.visible })) } });
  const lock = iconButton('unlock', t('segments.lock'), { class: 'ib s k tipl', 'data-testid': `segment-lock-${number}`, on: { click: toggle(now => ({ locked: !now.locked })) } });
  const item = h('li', {
    role: 'option', 'data-testid': `segment-row-${number}`, on: { click: () => store.set({ segment: number }) },
  }, h('span', { class: 'n' }, String(number)), swatch(segment().colour), h('span', { class: 'ell name' }, segmentName(segment())), area, eye, lock,
  h('span', { class: 'r' }, h('span', {}, huRange(segment())), note));

  const update = () => {
    const { slice, segment: active, proposal } = store.state;
    const isActive = active === number;
    const pixels = workspace.pixelCounts(slice)[number]!;
    item.classList.toggle('on', isActive);
    item.setAttribute('aria-selected', String(isActive));
    item.tabIndex = isActive ? 0 : -1;
    area.textContent = pixels === 0 ? '—' : areaText(workspace, pixels);
    const proposed = proposal?.masks.has(slice) ? effectOf(workspace, proposal, slice).added[number]! : 0;
    note.textContent = proposed > 0 ? t('segments.proposed', { area: `+${areaNumber(workspace, proposed)}` }) : pixels === 0 ? t('segments.empty') : '';
  };
  store.watch(['segments'], () => {
    const { visible, locked } = segment();
    eye.setAttribute('aria-pressed', String(visible));
    lock.setAttribute('aria-pressed', String(locked));
    eye.replaceChildren(icon(visible ? 'eye' : 'eyeoff'));
    lock.replaceChildren(icon(locked ? 'lock' : 'unlock'));
  });
  return { item, update };
}

/** cm² where the pixel spacing is known, else pixels. */
export function areaText(workspace: Workspace, pixels: number): string {
  const number = areaNumber(workspace, pixels);
  return workspace.pixelAreaCm2 === null ? t('segments.px', { n: number }) : `${number} cm²`;
}

/** {@link areaText} without its unit. */
export function areaNumber({ pixelAreaCm2 }: Workspace, pixels: number): string {
  return pixelAreaCm2 === null ? formatNumber(pixels, 0) : formatNumber(pixels * pixelAreaCm2, 1);
}

function huRange({ minHu, maxHu }: Segment): string {
  const [min, max] = [formatNumber(minHu, 0), formatNumber(maxHu, 0)];
  if (minHu === null && maxHu === null) return t('segments.anyHu');
  if (minHu === null) return t('segments.huTo', { max });
  return maxHu === null ? t('segments.huFrom', { min }) : t('segments.hu', { min, max });
}
