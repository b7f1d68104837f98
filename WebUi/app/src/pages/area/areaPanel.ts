import { createLabel, createSelection } from '../../api/client.ts';
import type { LabelSummary, Selection, SeriesDetail } from '../../contracts/services.ts';
import { formatDateTime, t } from '../../i18n/i18n.ts';
import { said } from '../../i18n/sentences.ts';
import { imageNumber, slicePlaceMm, sliceRange, type SliceRange } from '../../geometry/voxelGrid.ts';
import { isHounsfield } from '../../settings/windows.ts';
import type { Store } from '../../store/store.ts';
import { formatNumber } from '../../i18n/numbers.ts';
import { h, iconButton } from '../../ui/dom.ts';
import { report } from '../../ui/notices.ts';
import type { AreaState } from './areaState.ts';
import { labelsSection } from './labelsSection.ts';
import { levelsSection, type ProposedLevels } from './proposedLevels.ts';
import { rangeText } from './rangeText.ts';
import { showing } from './rangeTool.ts';
import type { RangeHistory } from './rangeHistory.ts';

const TEMPLATES = ['l3-body-composition', 'urinary-stone', 'brain-tissue', 'free'] as const;
const LEVELS = ['T12', 'L1', 'L2', 'L3', 'L4', 'L5', 'S1'];
/** No vertebra with its discs is higher: a longer range of that name is asked about. */
const HIGHEST_LEVEL_MM = 60;
const VERTEBRA = /^[CTLS]\d{1,2}$/i;

export interface AreaFacts {
  readonly series: SeriesDetail;
  readonly selections: readonly Selection[];
  readonly labels: readonly LabelSummary[];
  readonly canEdit: boolean;
  /** Where the reader's first and last slice lie, in words; empty where that is not known. */
  readonly sides: { readonly first: string; readonly last: string };
  readonly levels: ProposedLevels;
  /** Nobody confirms what they have not seen. */
  readonly seen: Promise<unknown>;
}

/** The range in numbers, its level, what was chosen before, and the way on. */
export function areaPanel(store: Store<AreaState>, history: RangeHistory, facts: AreaFacts): { panel: HTMLElement; confirm: () => void } {
  const { series, canEdit } = facts;
  const template = h('select', { class: 'field s grow', 'data-testid': 'template' },
    ...TEMPLATES.map(key => h('option', { value: key }, t(`template.${key}`))));
  if (!isHounsfield(series)) template.value = 'free'; // the others are ranges of HU
  const range = rangeSection(store, history, facts);
  const confirm = h('button', { type: 'button', class: 'btn primary', 'data-testid': 'confirm-area', on: { click: () => act(false) } });
  const question = h('span', {});
  const ask = h('div', { class: 'note warn', role: 'alert', hidden: true, 'data-testid': 'area-question' },
    question,
    h('button', { type: 'button', class: 'btn s', 'data-testid': 'area-anyway', on: { click: () => act(true) } }, t('area.anyway')));
  let [isSeen, isLoading] = [false, false];
  const show = () => {
    const n = countOf(store.state.range);
    confirm.disabled = !isSeen || isLoading || n === 0 || range.isWrong();
    confirm.replaceChildren(...(n === 0
      ? [t('area.confirmNone')]
      : [t(n === 1 ? 'area.confirmOne' : 'area.confirm', { n }), ' ', h('kbd', {}, '↵')]));
  };
  void facts.seen.then(() => {
    isSeen = true;
    show();
  });
  const act = (isSure: boolean) => {
    const { state } = store;
    if (confirm.disabled || !canEdit || !state.range) return;
    const mm = heightMm(series, state.range);
    ask.hidden = isSure || !VERTEBRA.test(state.level.trim()) || mm === undefined || mm <= HIGHEST_LEVEL_MM;
    if (!ask.hidden) {
      question.textContent = t('area.tooLong', { level: state.level.trim(), mm: formatNumber(mm, 0) });
      ask.querySelector('button')!.focus();
      return;
    }
    isLoading = true;
    show();
    loadArea(facts, state.range, state.level, template.value).catch((error: unknown) => {
      isLoading = false;
      show();
      report(error);
    });
  };
  store.watch(['range', 'level'], () => {
    ask.hidden = true;
    show();
  });
  range.onTyped(show);
  const panel = h('aside', { class: 'panel', 'aria-label': t('area.title') },
    range.section, levelsSection(facts.levels, series), problemNote(series), noticeNotes(series), loadSection(store, series),
    labelsSection(series, facts.labels, canEdit), selectionsSection(store, history, facts), h('span', { class: 'grow' }),
    h('div', { class: 'sec last' }, ...(canEdit
      ? [h('label', { class: 'row small' }, h('span', { class: 'muted key' }, t('area.template')), template),
        ask, confirm, h('p', { class: 'tiny dim' }, t('area.stores'))]
      : [h('p', { class: 'small muted' }, t('area.readOnly'))])));
  return { panel, confirm: () => act(false) };
}

function countOf(range: SliceRange | undefined): number {
  return range ? range.last - range.first + 1 : 0;
}

/** Undefined where the images do not say how far apart they are. */
function heightMm({ geometry }: SeriesDetail, range: SliceRange): number | undefined {
  return geometry?.isVolume ? countOf(range) * geometry.spacingMm[2]! : undefined;
}

/** A selection that was only opened again is not stored twice. */
async function loadArea(
  { series: { series: { seriesInstanceUid }, volumeId }, selections, levels }: AreaFacts, range: SliceRange, typed: string,
  template: string,
): Promise<void> {
  const level = typed.trim() || null;
  const selection = selections.find(each =>
      !each.isLost && each.volumeId === volumeId
        && each.firstSlice === range.first && each.lastSlice === range.last && each.level === level)
    ?? await createSelection({
      seriesInstanceUid, firstSlice: range.first, lastSlice: range.last, level, proposed: levels.proposedFor(level), volumeId,
    });
  const label = await createLabel({ seriesInstanceUid, selectionId: selection.id, template, name: null, volumeId });
  location.assign(`/labels/${label.id}`);
}

interface RangeSection {
  readonly section: HTMLElement;
  /** Whether what stands in the fields is no range. */
  readonly isWrong: () => boolean;
  readonly onTyped: (listener: () => void) => void;
}

function rangeSection(store: Store<AreaState>, history: RangeHistory, { series, sides, canEdit }: AreaFacts): RangeSection {
  const count = series.slices.length;
  const title = h('b', { class: 'level-name' });
  const size = h('span', { class: 'muted', 'data-testid': 'area-size' });
  const level = h('input', {
    class: 'field s grow', list: 'levels', maxlength: 40, placeholder: t('area.levelHint'), 'aria-label': t('area.level'),
    'data-testid': 'level', value: store.state.level,
  });
  level.addEventListener('focus', () => history.remember());
  level.addEventListener('input', () => store.set({ level: level.value }));
  const unnamed = h('p', { class: 'tiny dim' }, t('area.unnamed'));
  const problem = h('p', { class: 'tiny problem', role: 'alert', 'data-testid': 'range-problem', hidden: true });
  const from = endField('range-from', t('area.firstSlice', { side: sides.first }), count);
  const to = endField('range-to', t('area.lastSlice', { side: sides.last }), count);
  let typed: () => void = () => undefined;

  // what is typed stays as it was typed: nobody types a number and gets another one, or the other end moved
  const read = (changed: HTMLInputElement) => {
    const [a, b] = [from.read(), to.read()];
    const isMissing = from.input.value === '' || to.input.value === '';
    const outside = [from, to].filter(end => end.input.value !== '' && end.read() === undefined);
    const isCrossed = a !== undefined && b !== undefined && a > b;
    problem.textContent = outside.length > 0 ? t('area.outOfRange', { count }) : isCrossed ? t('area.crossed') : '';
    problem.hidden = problem.textContent === '';
    for (const end of [from, to])
      end.input.setAttribute('aria-invalid', String(outside.includes(end) || (isCrossed && end.input === changed)));
    if (a !== undefined && b !== undefined && !isCrossed) {
      history.remember();
      const slice = imageNumber(Number(changed.value), count);
      store.set({ range: sliceRange(imageNumber(a, count), imageNumber(b, count), count), ...showing(store, slice, count) });
    } else if (isMissing && outside.length === 0 && changed.value !== '') {
      store.set(showing(store, imageNumber(Number(changed.value), count), count));
    }
    typed();
  };
  for (const { input } of [from, to]) input.addEventListener('change', () => read(input));

  const here = (end: ReturnType<typeof endField>, label: string, testId: string) => iconButton('pin', label, {
    class: 'ib s tipl', 'data-testid': testId,
    on: { click: () => {
      end.input.value = String(imageNumber(store.state.at[2], count));
      if (!store.state.range) from.input.value = to.input.value = end.input.value;
      read(end.input);
    } },
  });
  const quick = (label: string, testId: string, half: number) => h('button', {
    type: 'button', 'data-testid': testId,
    on: { click: () => {
      const { range, at } = store.state;
      const middle = half === 0 || !range ? at[2] : Math.round((range.first + range.last) / 2);
      history.remember();
      store.set({ range: sliceRange(middle - half, middle + half, count), ...showing(store, middle, count) });
    } },
  }, label);
  const middle = quick(t('area.middle'), 'range-middle', 1);
  const update = () => {
    const { range, level: name } = store.state;
    const n = countOf(range);
    const mm = range && heightMm(series, range);
    title.textContent = name.trim() || '—';
    size.textContent = !range ? t('area.none')
      : mm === undefined ? t(n === 1 ? 'area.sliceOnly' : 'area.slicesOnly', { n })
      : t(n === 1 ? 'area.slice' : 'area.slices', { n, mm: formatNumber(mm, 0) });
    unnamed.hidden = !canEdit || !range || name.trim() !== '';
    middle.disabled = !range;
    from.show(range && imageNumber(range.last, count), range && slicePlaceMm(series, range.last));
    to.show(range && imageNumber(range.first, count), range && slicePlaceMm(series, range.first));
    problem.hidden = true;
    for (const { input } of [from, to]) input.setAttribute('aria-invalid', 'false');
  };
  store.watch(['range', 'level'], () => {
    update();
    if (level.value !== store.state.level) level.value = store.state.level;
  });
  const section = h('div', { class: 'sec' },
    h('div', { class: 'row' }, h('h2', { class: 'grow' }, t('area.title')),
      iconButton('undo', t('undo'), {
        class: 'ib s tipl', 'data-command': 'area.undo', 'data-testid': 'area-undo', on: { click: () => history.undo() },
      })),
    h('div', { class: 'row baseline' }, title, size),
    h('label', { class: 'row small' }, h('span', { class: 'muted key' }, t('area.level')), level),
    h('datalist', { id: 'levels' }, ...LEVELS.map(name => h('option', { value: name }))),
    unnamed,
    h('div', { class: 'row small' },
      h('span', { class: 'muted key' }, t('area.from')), from.input, from.place, here(from, t('area.fromHere'), 'range-from-here')),
    h('div', { class: 'row small' },
      h('span', { class: 'muted key' }, t('area.to')), to.input, to.place, here(to, t('area.toHere'), 'range-to-here')),
    problem,
    h('div', { class: 'seg quick', role: 'group', 'aria-label': t('area.quick') }, middle, quick(t('area.one'), 'range-one', 0)));
  return { section, isWrong: () => !problem.hidden, onTyped: listener => { typed = listener; } };
}

function endField(testId: string, label: string, count: number) {
  const input = h('input', {
    class: 'field s number', type: 'number', min: 1, max: count, step: 1, 'aria-label': label, 'data-testid': testId,
  });
  const place = h('span', { class: 'dim grow' });
  const show = (number: number | undefined, mm: number | null | undefined) => {
    input.value = number === undefined ? '' : String(number);
    place.textContent = mm === null || mm === undefined ? '' : `${formatNumber(mm, 1)} mm`;
  };
  /** The image number that stands there; undefined for nothing, and for what is none. */
  const read = () => {
    const number = Number(input.value);
    return input.value !== '' && Number.isInteger(number) && number >= 1 && number <= count ? number : undefined;
  };
  return { input, place, show, read };
}

function problemNote({ series, geometry, slices }: SeriesDetail): HTMLElement | string {
  if (geometry?.isVolume) return '';
  return h('div', { class: 'sec' }, h('div', { class: 'note warn', role: 'note', 'data-testid': 'not-a-volume' },
    t(slices.length === 1 ? 'area.singleImage' : 'area.notVolume', { problem: said({ text: series.problem ?? '' }) })));
}

/** What else there is to know of the images: which were left out, which are not in HU. */
function noticeNotes({ notices }: SeriesDetail): HTMLElement | string {
  if (!notices?.length) return '';
  return h('div', { class: 'sec' }, ...notices.map(notice =>
    h('div', { class: 'note', role: 'note', 'data-testid': `notice-${notice.code}` }, said(notice))));
}

function loadSection(store: Store<AreaState>, { columns, rows }: SeriesDetail): HTMLElement {
  const text = h('span', { class: 'grow' });
  const size = h('span', {});
  const section = h('div', { class: 'sec tall' }, h('h3', {}, t('area.willLoad')), h('div', { class: 'row small muted' }, text, size));
  store.watch(['range'], () => {
    const n = countOf(store.state.range);
    section.hidden = n === 0;
    text.textContent = t('area.loadFacts', { n, columns: columns ?? 0, rows: rows ?? 0 });
    size.textContent = `${formatNumber(n * (columns ?? 0) * (rows ?? 0) * 2 / 1e6, 1)} MB`;
  });
  return section;
}

function selectionsSection(store: Store<AreaState>, history: RangeHistory, { selections, series }: AreaFacts): HTMLElement {
  const rows = selections.map(selection => h('button', {
    type: 'button', class: 'row small earlier', 'data-testid': 'earlier-selection', disabled: selection.isLost,
    on: { click: () => {
      history.remember();
      store.set({
        range: sliceRange(selection.firstSlice, selection.lastSlice, series.slices.length), level: selection.level ?? '',
        ...showing(store, (selection.firstSlice + selection.lastSlice) / 2, series.slices.length),
      });
    } },
  }, h('span', { class: 'grow ell' }, [
    selection.level, selection.isLost ? t('series.lost') : rangeText(selection.firstSlice, selection.lastSlice, series.slices.length),
  ].filter(Boolean).join(' · ')),
  h('span', { class: 'dim' }, `${selection.createdBy.name} · ${formatDateTime(selection.createdAt)}`)));
  store.watch(['range', 'level'], () => rows.forEach((row, n) => {
    const { firstSlice, lastSlice, level, isLost } = selections[n]!;
    const { range, level: typed } = store.state;
    row.setAttribute('aria-pressed',
      String(!isLost && firstSlice === range?.first && lastSlice === range.last && (level ?? '') === typed.trim()));
  }));
  return h('div', { class: 'sec scroll plain' }, h('h3', {}, t('area.before')),
    ...(rows.length > 0 ? rows : [h('span', { class: 'small dim' }, t('area.never'))]));
}
