import type { SeriesDetail } from '../../contracts/services.ts';
import { t } from '../../i18n/i18n.ts';
import { imageNumber, slicePlaceMm, sliceRange } from '../../geometry/voxelGrid.ts';
import type { Store } from '../../store/store.ts';
import { formatNumber } from '../../i18n/numbers.ts';
import { h } from '../../ui/dom.ts';
import type { AreaState } from './areaState.ts';
import type { RangeHistory } from './rangeHistory.ts';

/** The slices of a stack in order: a click shows one, a drag, Shift + click or Shift + arrows mark a range. */
export function sliceList(series: SeriesDetail, store: Store<AreaState>, history: RangeHistory): HTMLElement {
  const { slices } = series;
  const placeText = (mm: number | null) => (mm === null ? '' : `${formatNumber(mm, 1)} mm`);
  const count = slices.length;
  const order = slices.map((_, n) => count - 1 - n);
  const rows = new Map(order.map(k => [k, h('li', { role: 'option', 'data-slice': k, 'data-testid': `slice-row-${k}` },
    h('b', {}, `Im ${imageNumber(k, count)}`),
    h('span', { class: 'dim grow' }, slices[k]!.instanceNumber === null ? '' : t('area.instance', { n: slices[k]!.instanceNumber! })),
    h('span', { class: 'muted num' }, placeText(slicePlaceMm(series, k))))]));
  const list = h('ul', {
    class: 'slice-list', role: 'listbox', 'aria-multiselectable': 'true', 'aria-label': t('area.slicesTitle'), 'data-testid': 'slice-list',
  }, ...rows.values());
  let anchor: number | undefined;

  const show = (slice: number) => store.set({ at: [store.state.at[0], store.state.at[1], slice] });
  const mark = (to: number) => store.set({ range: sliceRange(anchor ?? store.state.at[2], to, count) });
  const sliceOf = (event: Event) => {
    const row = (event.target as HTMLElement).closest<HTMLElement>('[data-slice]');
    return row ? Number(row.dataset['slice']) : undefined;
  };
  list.addEventListener('pointerdown', event => {
    const slice = sliceOf(event);
    if (slice === undefined || event.button !== 0) return;
    history.remember();
    if (event.shiftKey) mark(slice);
    else {
      anchor = slice;
      show(slice);
    }
    rows.get(slice)!.focus();
    event.preventDefault();
  });
  list.addEventListener('pointerover', event => {
    const slice = sliceOf(event);
    if (slice === undefined || !(event.buttons & 1) || slice === store.state.at[2]) return;
    show(slice);
    mark(slice);
  });
  list.addEventListener('keydown', event => {
    const way = { ArrowUp: 1, ArrowDown: -1, PageUp: 5, PageDown: -5, Home: count, End: -count }[event.code];
    if (way === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const next = Math.min(count - 1, Math.max(0, store.state.at[2] + way));
    if (event.shiftKey && !event.repeat) history.remember();
    if (event.shiftKey) anchor ??= store.state.at[2];
    else anchor = undefined;
    show(next);
    if (event.shiftKey) mark(next);
    rows.get(next)!.focus();
  });
  store.watch(['at', 'range'], () => {
    const { at, range } = store.state;
    for (const [k, row] of rows) {
      row.classList.toggle('on', k === at[2]);
      row.setAttribute('aria-selected', String(range !== undefined && k >= range.first && k <= range.last));
      row.setAttribute('aria-current', String(k === at[2]));
      row.tabIndex = k === at[2] ? 0 : -1;
    }
    rows.get(at[2])?.scrollIntoView({ block: 'nearest' });
  });
  return h('section', { class: 'slices', 'aria-label': t('area.slicesTitle') },
    h('div', { class: 'panel-head' }, h('h2', {}, t('area.slicesTitle')), h('span', { class: 'dim small' }, String(count))), list);
}
