import { getLevels } from '../../api/client.ts';
import type { ProposedRange, SeriesDetail, SeriesLevels } from '../../contracts/services.ts';
import { voxelToCanvas } from '../../geometry/sliceView.ts';
import { formatNumber } from '../../i18n/numbers.ts';
import { t } from '../../i18n/i18n.ts';
import { Store } from '../../store/store.ts';
import { h, iconButton } from '../../ui/dom.ts';
import type { AreaState } from './areaState.ts';
import type { PlaneView } from './planeView.ts';
import type { RangeHistory } from './rangeHistory.ts';
import { rangeText } from './rangeText.ts';
import { showing, sliceAxis } from './rangeTool.ts';

/** What most areas are marked for, and what the choice between numberings is about. */
const TARGET = 'L3';
const ASK_AGAIN_MS = 1500;
const ASKED_AT_MOST = 40;
/** Less likely numberings are reached by shifting. */
const LISTED_FROM = 0.1;

export interface NamedLevel { readonly name: string; readonly slice: number; readonly firstSlice: number; readonly lastSlice: number }

interface State {
  readonly found: SeriesLevels | undefined;
  /** Of the numbering on show, against the likeliest. */
  readonly shift: number;
}

/** The vertebrae as a numbering calls them. */
export function levelsAt({ levels, numberings }: Pick<SeriesLevels, 'levels' | 'numberings'>, shift: number): NamedLevel[] {
  const names = numberings.find(each => each.shift === shift)?.names ?? [];
  return levels.flatMap(({ slice, firstSlice, lastSlice }, n) => {
    const name = names[n];
    return name ? [{ name, slice, firstSlice, lastSlice }] : [];
  });
}

/** What a machine found on the series, and which of its numberings is on show. Nothing of it counts before a person confirms. */
export class ProposedLevels {
  readonly shown = new Store<State>({ found: undefined, shift: 0 });
  private readonly store: Store<AreaState>;
  private readonly history: RangeHistory;
  private readonly sliceCount: number;

  constructor(store: Store<AreaState>, history: RangeHistory, sliceCount: number) {
    this.store = store;
    this.history = history;
    this.sliceCount = sliceCount;
  }

  /** Asks until there is an answer; one that is sure is marked, unless somebody marked something meanwhile. */
  async look(series: SeriesDetail): Promise<void> {
    for (let asked = 0; asked < ASKED_AT_MOST; asked++) {
      const found = await getLevels(series);
      if (found.state !== 'pending') {
        this.show(found);
        return;
      }
      await new Promise(resolve => { setTimeout(resolve, ASK_AGAIN_MS); });
    }
  }

  /** Where every name is as good as another (a head, a chest alone) there is nothing to show. */
  show(found: SeriesLevels): void {
    if (!found.numberings.some(({ probability }) => probability >= LISTED_FROM)) return;
    this.shown.set({ found });
    const { range, level } = this.store.state;
    if (found.preselect && range === undefined && level === '') this.take(TARGET);
  }

  get named(): readonly NamedLevel[] {
    const { found, shift } = this.shown.state;
    return found ? levelsAt(found, shift) : [];
  }

  canShift(by: 1 | -1): boolean {
    const { found, shift } = this.shown.state;
    return found?.numberings.some(each => each.shift === shift + by) ?? false;
  }

  /** Takes a numbering, and with it the vertebra that it calls L3. */
  number(shift: number): void {
    this.shown.set({ shift });
    this.take(TARGET);
  }

  /** Marks the slices of a vertebra. */
  take(name: string): void {
    const level = this.named.find(each => each.name === name);
    if (!level) return;
    this.history.remember();
    this.store.set({
      range: { first: level.firstSlice, last: level.lastSlice }, level: name, ...showing(this.store, level.slice, this.sliceCount),
    });
  }

  isTaken({ name, firstSlice, lastSlice }: NamedLevel): boolean {
    const { range, level } = this.store.state;
    return level === name && range?.first === firstSlice && range.last === lastSlice;
  }

  /** What the machine had proposed for a level, in its likeliest numbering: kept beside what the person confirmed. */
  proposedFor(name: string | null): ProposedRange | null {
    const level = this.shown.state.found?.levels.find(each => each.name === name);
    return level
      ? { level: level.name, firstSlice: level.firstSlice, lastSlice: level.lastSlice, confidence: level.confidence } : null;
  }

  watch(listener: () => void): void {
    this.shown.watch(['found', 'shift'], listener);
    this.store.watch(['range', 'level'], listener);
  }
}

/** The numberings, and what each calls L3. */
export function levelsSection(levels: ProposedLevels, series: SeriesDetail): HTMLElement {
  const sure = h('span', { class: 'muted small', 'data-testid': 'levels-confidence' });
  const unsure = h('p', { class: 'tiny dim' }, t('area.levelsUnsure'));
  const rows = h('div', { class: 'col' });
  const shiftButton = (by: 1 | -1) => iconButton(by > 0 ? 'up' : 'down', t(by > 0 ? 'area.levelUp' : 'area.levelDown'), {
    class: 'ib s tipl', 'data-testid': by > 0 ? 'levels-up' : 'levels-down',
    on: { click: () => levels.number(levels.shown.state.shift + by) },
  });
  const [up, down] = [shiftButton(1), shiftButton(-1)];
  const section = h('div', { class: 'sec', 'data-testid': 'proposed-levels' },
    h('div', { class: 'row' }, h('h3', { class: 'grow' }, t('area.levels')), sure, up, down), rows, unsure);
  levels.watch(() => {
    const { found, shift } = levels.shown.state;
    section.hidden = found === undefined;
    if (!found) return;
    sure.textContent = t('area.levelsSure', { n: formatNumber(found.confidence, 2) });
    unsure.hidden = found.preselect;
    [up.disabled, down.disabled] = [!levels.canShift(1), !levels.canShift(-1)];
    rows.replaceChildren(...found.numberings.flatMap(({ shift: by, probability }) => {
      const target = levelsAt(found, by).find(each => each.name === TARGET);
      if (!target || (probability < LISTED_FROM && by !== shift)) return [];
      const range = rangeText(target.firstSlice, target.lastSlice, series.slices.length);
      return [h('button', {
        type: 'button', class: 'row small earlier', 'data-testid': 'numbering',
        'aria-pressed': String(by === shift && levels.isTaken(target)),
        on: { click: () => levels.number(by) },
      }, h('span', { class: 'grow' }, t('area.levelIs', { level: TARGET, range })), h('span', {}, formatNumber(probability, 2)))];
    }));
  });
  return section;
}

/** A button beside each vertebra on the plane that the range is marked on. Returns what puts them where the picture is. */
export function levelMarks(levels: ProposedLevels, plane: PlaneView): () => void {
  const axis = sliceAxis(plane);
  const marks = h('div', { class: 'marks' });
  plane.pane.append(marks);
  let placed: { readonly element: HTMLElement; readonly slice: number }[] = [];
  const place = () => {
    const { view } = plane.viewport;
    for (const { element, slice } of placed) {
      const at = voxelToCanvas(view, axis === 0 ? [slice, 0] : [0, slice])[axis];
      element.style[axis === 1 ? 'top' : 'left'] = `${at}px`;
    }
  };
  levels.watch(() => {
    placed = levels.named.map(level => ({
      slice: level.slice,
      element: h('button', {
        type: 'button', class: axis === 1 ? 'level' : 'level across', title: t('area.levelTake', { level: level.name }),
        'aria-pressed': String(levels.isTaken(level)), 'data-testid': `level-${level.name}`,
        on: {
          pointerdown: event => event.stopPropagation(),
          click: () => levels.take(level.name),
        },
      }, level.name),
    }));
    marks.replaceChildren(...placed.map(({ element }) => element));
    place();
  });
  return place;
}
