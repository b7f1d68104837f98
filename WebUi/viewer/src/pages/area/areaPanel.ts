import { createLabel, createSelection } from '../../api/client.ts';
import type { LabelSummary, Selection, SeriesDetail } from '../../api/contracts.ts';
import { formatDateTime, t } from '../../i18n/i18n.ts';
import { imageNumber, slicePlaceMm, sliceRange } from '../../geometry/voxelGrid.ts';
import { isHounsfield } from '../../render/windows.ts';
import type { Store } from '../../state/store.ts';
import { formatNumber, h, iconButton } from '../../ui/dom.ts';
import { report } from '../../ui/notices.ts';
import type { AreaState } from './areaState.ts';

const TEMPLATES = ['l3-body-composition', 'urinary-stone', 'free'] as const;
const LEVELS = ['T12', 'L1', 'L2', 'L3', 'L4', 'L5', 'S1'];

export interface AreaFacts {
  readonly series: SeriesDetail;
  readonly selections: readonly Selection[];
  readonly labels: readonly LabelSummary[];
  readonly canEdit: boolean;
  /** Where the reader's first and last slice lie, in words; empty where that is not known. */
  readonly sides: { readonly first: string; readonly last: string };
  /** Nobody confirms what they have not seen. */
  readonly seen: Promise<unknown>;
}

/** The range in numbers, its level, what was chosen before, and the way on. */
export function areaPanel(store: Store<AreaState>, facts: AreaFacts): { panel: HTMLElement; confirm: () => void } {
  const { series, canEdit } = facts;
  const template = h('select', { class: 'field s grow', 'data-testid': 'template' }, ...TEMPLATES.map(key => h('option', { value: key }, t(`template.${key}`))));
  if (!isHounsfield(series)) template.value = 'free'; // the others are ranges of HU
  const confirm = h('button', { type: 'button', class: 'btn primary', disabled: true, 'data-testid': 'confirm-area' });
  void facts.seen.then(() => { confirm.disabled = false; });
  const act = () => {
    if (confirm.disabled || !canEdit) return;
    confirm.disabled = true;
    loadArea(facts, store.state, template.value).catch((error: unknown) => {
      confirm.disabled = false;
      report(error);
    });
  };
  confirm.addEventListener('click', act);
  store.watch(['range'], () => {
    const n = store.state.range.last - store.state.range.first + 1;
    confirm.replaceChildren(t(n === 1 ? 'area.confirmOne' : 'area.confirm', { n }), ' ', h('kbd', {}, '↵'));
  });
  const panel = h('aside', { class: 'panel', 'aria-label': t('area.title') },
    rangeSection(store, facts), problemNote(series), loadSection(store, series), labelsSection(facts), selectionsSection(store, facts), h('span', { class: 'grow' }),
    h('div', { class: 'sec last' }, ...(canEdit
      ? [h('label', { class: 'row small' }, h('span', { class: 'muted key' }, t('area.template')), template), confirm, h('p', { class: 'tiny dim' }, t('area.stores'))]
      : [h('p', { class: 'small muted' }, t('area.readOnly'))])));
  return { panel, confirm: act };
}

/** A selection that was only opened again is not stored twice. */
async function loadArea({ series: { series: { seriesInstanceUid } }, selections }: AreaFacts, { range, level: typed }: AreaState, template: string): Promise<void> {
  const level = typed.trim() || null;
  const selection = selections.find(each => each.firstSlice === range.first && each.lastSlice === range.last && each.level === level)
    ?? await createSelection({ seriesInstanceUid, firstSlice: range.first, lastSlice: range.last, level, proposed: null });
  const label = await createLabel({ seriesInstanceUid, selectionId: selection.id, template, name: null });
  location.assign(`/labels/${label.id}`);
}

function rangeSection(store: Store<AreaState>, { series, sides }: AreaFacts): HTMLElement {
  const count = series.slices.length;
  const title = h('b', { class: 'level-name' });
  const size = h('span', { class: 'muted' });
  const level = h('input', { class: 'field s grow', list: 'levels', maxlength: 40, placeholder: t('area.levelHint'), 'aria-label': t('area.level'), 'data-testid': 'level', value: store.state.level });
  level.addEventListener('input', () => store.set({ level: level.value }));
  const from = endField('range-from', t('area.firstSlice', { side: sides.first }), count);
  const to = endField('range-to', t('area.lastSlice', { side: sides.last }), count);
  // typed past the other end, a number takes that end along: who wants 34 to 38 types them one after the other
  const read = (typed: HTMLInputElement, end: 'first' | 'last') => {
    const number = Number(typed.value);
    if (typed.value !== '' && Number.isInteger(number)) {
      const slice = imageNumber(number, count);
      const { first, last } = store.state.range;
      store.set({ range: end === 'last' ? sliceRange(Math.min(first, slice), slice, count) : sliceRange(slice, Math.max(last, slice), count) });
    }
    update();
  };
  from.input.addEventListener('change', () => read(from.input, 'last'));
  to.input.addEventListener('change', () => read(to.input, 'first'));

  const here = (end: 'first' | 'last', label: string) => iconButton('pin', label, {
    class: 'ib s tipl', 'data-testid': end === 'last' ? 'range-from-here' : 'range-to-here',
    on: { click: () => {
      const { range, at: [, , slice] } = store.state;
      store.set({ range: end === 'last' ? { first: Math.min(range.first, slice), last: slice } : { first: slice, last: Math.max(range.last, slice) } });
    } },
  });
  const quick = (label: string, testId: string, half: number) => h('button', {
    type: 'button', 'data-testid': testId,
    on: { click: () => {
      const middle = half === 0 ? store.state.at[2] : Math.round((store.state.range.first + store.state.range.last) / 2);
      store.set({ range: sliceRange(middle - half, middle + half, count) });
    } },
  }, label);
  const update = () => {
    const { range, level: name } = store.state;
    const n = range.last - range.first + 1;
    const mm = series.geometry?.isVolume ? formatNumber(n * series.geometry.spacingMm[2]!, 0) : undefined;
    title.textContent = name.trim() || '—';
    size.textContent = mm === undefined ? t(n === 1 ? 'area.sliceOnly' : 'area.slicesOnly', { n }) : t(n === 1 ? 'area.slice' : 'area.slices', { n, mm });
    from.show(imageNumber(range.last, count), slicePlaceMm(series, range.last));
    to.show(imageNumber(range.first, count), slicePlaceMm(series, range.first));
  };
  store.watch(['range', 'level'], () => {
    update();
    if (level.value !== store.state.level) level.value = store.state.level;
  });
  return h('div', { class: 'sec' },
    h('h2', {}, t('area.title')),
    h('div', { class: 'row baseline' }, title, size),
    h('label', { class: 'row small' }, h('span', { class: 'muted key' }, t('area.level')), level),
    h('datalist', { id: 'levels' }, ...LEVELS.map(name => h('option', { value: name }))),
    h('div', { class: 'row small' }, h('span', { class: 'muted key' }, t('area.from')), from.input, from.place, here('last', t('area.fromHere'))),
    h('div', { class: 'row small' }, h('span', { class: 'muted key' }, t('area.to')), to.input, to.place, here('first', t('area.toHere'))),
    h('div', { class: 'seg quick', role: 'group', 'aria-label': t('area.quick') }, quick(t('area.middle'), 'range-middle', 1), quick(t('area.one'), 'range-one', 0)));
}

function endField(testId: string, label: string, count: number) {
  const input = h('input', { class: 'field s number', type: 'number', min: 1, max: count, step: 1, 'aria-label': label, 'data-testid': testId });
  const place = h('span', { class: 'dim grow' });
  const show = (number: number, mm: number | null | undefined) => {
    input.value = String(number);
    place.textContent = mm === null || mm === undefined ? '' : `${formatNumber(mm, 1)} mm`;
  };
  return { input, place, show };
}

function problemNote({ series, geometry, slices }: SeriesDetail): HTMLElement | string {
  if (geometry?.isVolume) return '';
  return h('div', { class: 'sec' }, h('div', { class: 'note warn', role: 'note', 'data-testid': 'not-a-volume' }, t(slices.length === 1 ? 'area.singleImage' : 'area.notVolume', { problem: series.problem ?? '' })));
}

function loadSection(store: Store<AreaState>, { slices, columns, rows }: SeriesDetail): HTMLElement {
  const text = h('span', { class: 'grow' });
  const size = h('span', {});
  store.watch(['range'], () => {
    const n = store.state.range.last - store.state.range.first + 1;
    text.textContent = t('area.loadFacts', { n, columns: columns ?? 0, rows: rows ?? 0 });
    size.textContent = `${formatNumber(n * (columns ?? 0) * (rows ?? 0) * 2 / 1e6, 1)} MB`;
  });
  return h('div', { class: 'sec tall', hidden: slices.length === 0 }, h('h3', {}, t('area.willLoad')), h('div', { class: 'row small muted' }, text, size));
}

function rangeText(first: number, last: number, count: number): string {
  const [from, to] = [imageNumber(last, count), imageNumber(first, count)];
  return from === to ? t('area.single', { from }) : t('area.range', { from, to });
}

function labelsSection({ labels, series }: AreaFacts): HTMLElement {
  const rows = labels.map(label => h('a', { class: 'row small earlier', href: `/labels/${label.id}`, 'data-testid': 'existing-label' },
    h('span', { class: 'grow ell' }, [label.level ?? label.name, rangeText(label.firstSlice, label.lastSlice, series.slices.length), t('area.revision', { n: label.headRevision }), label.origin === 'model' && t('area.byModel')].filter(Boolean).join(' · ')),
    h('span', { class: 'dim' }, `${label.createdBy} · ${formatDateTime(label.changedAt)}`)));
  return h('div', { class: 'sec scroll' }, h('h3', {}, t('area.labels')), ...(rows.length > 0 ? rows : [h('span', { class: 'small dim' }, t('area.noLabels'))]));
}

function selectionsSection(store: Store<AreaState>, { selections, series }: AreaFacts): HTMLElement {
  const rows = selections.map(selection => h('button', {
    type: 'button', class: 'row small earlier', 'data-testid': 'earlier-selection',
    on: { click: () => store.set({
      range: sliceRange(selection.firstSlice, selection.lastSlice, series.slices.length), level: selection.level ?? '',
      at: [store.state.at[0], store.state.at[1], Math.round((selection.firstSlice + selection.lastSlice) / 2)],
    }) },
  }, h('span', { class: 'grow ell' }, [selection.level, rangeText(selection.firstSlice, selection.lastSlice, series.slices.length)].filter(Boolean).join(' · ')),
  h('span', { class: 'dim' }, `${selection.createdBy} · ${formatDateTime(selection.createdAt)}`)));
  store.watch(['range', 'level'], () => rows.forEach((row, n) => {
    const { firstSlice, lastSlice, level } = selections[n]!;
    const { range, level: typed } = store.state;
    row.setAttribute('aria-pressed', String(firstSlice === range.first && lastSlice === range.last && (level ?? '') === typed.trim()));
  }));
  return h('div', { class: 'sec scroll plain' }, h('h3', {}, t('area.before')), ...(rows.length > 0 ? rows : [h('span', { class: 'small dim' }, t('area.never'))]));
}
