import type { Segment } from '../../contracts/services.ts';
import { segmentName, t } from '../../i18n/i18n.ts';
import type { SettingsStore } from '../../settings/settingsStore.ts';
import { effectOf } from '../../state/proposals.ts';
import { shownCounts } from '../../state/shown.ts';
import type { Workspace } from '../../state/workspace.ts';
import { formatNumber } from '../../i18n/numbers.ts';
import { h, icon, iconButton, swatch } from '../../ui/dom.ts';
import { areaNumber, areaText } from './areaText.ts';
import { huHistogram } from './huHistogram.ts';
import { lookPanel } from './lookPanel.ts';
import { addSegment, editSegment } from './segmentEditor.ts';

export interface PanelActions { readonly history: () => void; readonly quantify: () => void; readonly quantifyUrl: () => string }

/** The list of segments with their areas on the shown slice, the label's opacity, and the way to the measurement. */
export function segmentsPanel(workspace: Workspace, settings: SettingsStore, actions: PanelActions): HTMLElement {
  const { store } = workspace;
  const list = h('ul', { class: 'segs', role: 'grid', 'aria-label': t('segments.title'), 'data-testid': 'segments' });
  const rows = new Map<number, SegmentRow>();
  list.addEventListener('keydown', event => onKey(workspace, event, number => rows.get(number)?.item.focus()));
  enableDragging(list, workspace);

  let frame = 0;
  const update = () => { frame ||= requestAnimationFrame(() => { frame = 0; rows.forEach(row => row.update()); }); };
  workspace.events.on('maskChanged', ({ slice }) => { if (slice === store.state.slice) update(); });
  store.watch(['segments', 'preview'], () => {
    const numbers = workspace.segments.shown.map(segment => segment.number);
    for (const number of [...rows.keys()]) if (!numbers.includes(number)) rows.delete(number);
    for (const number of numbers) if (!rows.has(number)) rows.set(number, segmentRow(workspace, number));
    const items = numbers.map(number => rows.get(number)!.item);
    if (items.length !== list.children.length || items.some((item, n) => list.children[n] !== item)) {
      const focused = document.activeElement;
      list.replaceChildren(...items);
      if (focused instanceof HTMLElement && list.contains(focused)) focused.focus();
    }
    rows.forEach(row => row.describe());
  });
  store.watch(['slice', 'segment', 'segments', 'proposal', 'preview', 'rules'], update);

  const quantify = h('a', { class: 'btn primary grow', 'data-testid': 'quantify-link' }, t('segments.quantify'), ' ', h('kbd', {}, 'Q'));
  quantify.addEventListener('click', event => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    actions.quantify();
  });
  store.watch(['slice'], () => { quantify.href = actions.quantifyUrl(); });
  const changing = workspace.mayEdit ? [
    iconButton('plus', t('segments.addButton'), { 'data-testid': 'segment-add', on: { click: () => addSegment(workspace) } }),
    iconButton('more', t('segments.editButton'),
      { 'data-testid': 'segment-edit', on: { click: () => editSegment(workspace, store.state.segment) } }),
  ] : [];
  store.watch(['isWatching', 'preview'], () => changing.forEach(button => {
    button.disabled = !workspace.canEdit || store.state.preview !== undefined;
  }));
  return h('aside', { class: 'panel', 'aria-label': t('segments.title') },
    h('div', { class: 'panel-head' }, h('h2', { class: 'grow' }, t('segments.title')), ...changing,
      iconButton('history', t('history.button'),
        { class: 'ib s tipl', 'data-command': 'page.history', 'data-testid': 'history', on: { click: actions.history } })),
    list, lookPanel(workspace, settings), huHistogram(workspace), h('div', { class: 'panel-foot' }, quantify));
}

interface SegmentRow {
  readonly item: HTMLElement;
  /** Follows name, colour, range, lock and visibility. */
  readonly describe: () => void;
  /** Follows areas and which one is active. */
  readonly update: () => void;
}

function segmentRow(workspace: Workspace, number: number): SegmentRow {
  const { store } = workspace;
  const segment = () => workspace.segments.shownOf(number)!;
  const area = h('span', { class: 'num', 'data-testid': `segment-area-${number}` });
  const [name, range, note, colour] = [h('span', { class: 'ell name' }), h('span', { class: 'ell' }), h('span', {}), swatch('')];
  const toggle = (change: (now: Segment) => Partial<Segment>) => (event: Event) => {
    event.stopPropagation();
    if (workspace.segments.of(number)) workspace.segments.set(number, change(segment()));
  };
  const eye = iconButton('eye', t('segments.visible'), {
    class: 'ib s e', 'data-testid': `segment-visible-${number}`, on: { click: toggle(now => ({ visible: !now.visible })) },
  });
  const lock = iconButton('unlock', t('segments.lock'), {
    class: 'ib s k tipl', disabled: !workspace.canEdit, 'data-testid': `segment-lock-${number}`,
    on: { click: toggle(now => ({ locked: !now.locked })) },
  });
  const item = h('li', {
    role: 'row', draggable: String(workspace.canEdit), 'data-number': number, 'data-testid': `segment-row-${number}`,
    on: {
      click: () => { if (workspace.segments.of(number)) store.set({ segment: number }); },
      dblclick: () => { if (workspace.canEdit && !store.state.preview) editSegment(workspace, number); },
    },
  }, cell(h('span', { class: 'n' }, String(number)), colour, name, h('span', { class: 'r' }, range, note)),
  cell(area), cell(eye), cell(lock));

  const describe = () => {
    const { visible, locked, colour: value } = segment();
    name.textContent = segmentName(segment());
    range.textContent = workspace.voxels.hasHu ? huRange(segment()) : '';
    colour.style.setProperty('--c', value);
    eye.setAttribute('aria-pressed', String(visible));
    lock.setAttribute('aria-pressed', String(locked));
    eye.replaceChildren(icon(visible ? 'eye' : 'eyeoff'));
    lock.replaceChildren(icon(locked ? 'lock' : 'unlock'));
  };
  const update = () => {
    const { slice, segment: active, proposal, preview } = store.state;
    const isActive = active === number;
    const pixels = shownCounts(workspace, slice)[number]!;
    item.classList.toggle('on', isActive);
    item.setAttribute('aria-selected', String(isActive));
    item.tabIndex = isActive ? 0 : -1;
    area.textContent = pixels === 0 ? '—' : areaText(workspace, pixels);
    const effect = proposal && !preview ? effectOf(workspace, proposal, slice) : undefined;
    const change = effect ? effect.added[number]! - effect.removed[number]! : 0;
    note.classList.toggle('less', change < 0);
    note.textContent = change !== 0
      ? t('segments.proposed', { area: `${change < 0 ? '−' : '+'}${areaNumber(workspace, Math.abs(change))}` })
      : pixels === 0 ? t('segments.empty') : '';
  };
  return { item, describe, update };
}

/** The row lays its cells' contents out itself. */
function cell(...content: HTMLElement[]): HTMLElement {
  return h('span', { class: 'cell', role: 'gridcell' }, ...content);
}

/** Arrows choose, with Alt they move the segment in the list; Enter and F2 edit it. */
function onKey(workspace: Workspace, event: KeyboardEvent, focus: (number: number) => void): void {
  const { segment, segments } = workspace.state;
  if (!(event.target instanceof HTMLLIElement)) return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.code];
  const place = segments.findIndex(each => each.number === segment);
  if (step && event.altKey) {
    if (workspace.canEdit) workspace.segments.move(segment, place + step);
  } else if (step) {
    const next = segments[place + step];
    if (next) workspace.store.set({ segment: next.number });
  } else if ((event.code === 'Enter' || event.code === 'F2') && workspace.canEdit && !workspace.state.preview) {
    editSegment(workspace, segment);
    event.preventDefault();
    event.stopPropagation();
    return;
  } else {
    return;
  }
  event.preventDefault();
  event.stopPropagation();
  focus(workspace.state.segment);
}

/** A row dropped on another takes its place. */
function enableDragging(list: HTMLElement, workspace: Workspace): void {
  let dragged: number | undefined;
  const numberAt = (event: DragEvent) => Number((event.target as Element).closest<HTMLElement>('li')?.dataset['number'] ?? NaN);
  list.addEventListener('dragstart', event => { dragged = numberAt(event); });
  list.addEventListener('dragover', event => { if (dragged !== undefined) event.preventDefault(); });
  list.addEventListener('drop', event => {
    event.preventDefault();
    const place = workspace.state.segments.findIndex(segment => segment.number === numberAt(event));
    if (dragged !== undefined && place >= 0) workspace.segments.move(dragged, place);
    dragged = undefined;
  });
  list.addEventListener('dragend', () => { dragged = undefined; });
}

function huRange({ minHu, maxHu }: Segment): string {
  const [min, max] = [formatNumber(minHu, 0), formatNumber(maxHu, 0)];
  if (minHu === null && maxHu === null) return t('segments.anyHu');
  if (minHu === null) return t('segments.huTo', { max });
  return maxHu === null ? t('segments.huFrom', { min }) : t('segments.hu', { min, max });
}
