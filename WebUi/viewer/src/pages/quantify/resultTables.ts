import type { QuantResult, SegmentMeasure } from '../../api/contracts.ts';
import { segmentName, t } from '../../i18n/i18n.ts';
import { imageNumber } from '../../geometry/voxelGrid.ts';
import type { Store } from '../../state/store.ts';
import { formatNumber, h, swatch } from '../../ui/dom.ts';
import type { QuantifyState } from './quantifyState.ts';

/** The six figures of the result. */
export function keyFigures(store: Store<QuantifyState>): HTMLElement {
  const list = h('dl', { class: 'kp' });
  store.watch(['result'], () => {
    const c = store.state.result?.bodyComposition;
    const figure = (testId: string, label: string, value: number | null | undefined, digits: number, unit: string) =>
      h('div', { class: testId === 'smi' ? 'big' : '' }, h('dt', { title: label }, label),
        h('dd', {}, h('span', { 'data-testid': testId }, formatNumber(value, digits)), unit && value != null && ' ', unit && value != null && h('small', {}, unit)));
    list.replaceChildren(
      figure('smi', t('quant.smi'), c?.smiCm2PerM2, 1, 'cm²/m²'), figure('sma', t('quant.sma'), c?.smaCm2, 1, 'cm²'),
      figure('smd', t('quant.smd'), c?.smdHu, 1, 'HU'), figure('vfa', t('quant.vfa'), c?.vfaCm2, 1, 'cm²'),
      figure('sfa', t('quant.sfa'), c?.sfaCm2, 1, 'cm²'), figure('vat-sat', 'VAT / SAT', c?.vatSatRatio, 2, ''));
  });
  return h('section', { class: 'card' }, list);
}

type Cell = string | Node;

function table(heads: readonly string[], rows: readonly (readonly Cell[])[], isChosen: (row: number) => boolean = () => false): HTMLElement {
  return h('table', {},
    h('thead', {}, h('tr', {}, ...heads.map((head, n) => h('th', { class: n > 0 ? 'num' : '', scope: 'col' }, head)))),
    h('tbody', {}, ...rows.map((row, r) => h('tr', { class: isChosen(r) ? 'sel' : '' }, ...row.map((cell, n) => h('td', { class: n > 0 ? 'num' : '' }, cell))))));
}

/** Each segment at the measured slice, or over all labelled slices. What nobody has labelled is not zero. */
export function segmentTable(store: Store<QuantifyState>): HTMLElement {
  const title = h('h2', { class: 'grow' });
  const place = h('div', { 'data-testid': 'segment-table' });
  const scopes = (['slice', 'all'] as const).map(scope =>
    h('button', { type: 'button', 'data-testid': `scope-${scope}`, on: { click: () => store.set({ scope }) } }));
  store.watch(['result', 'scope'], () => {
    const { result, scope } = store.state;
    const labelled = new Set(result?.slices.map(measure => measure.slice)).size;
    scopes.forEach((button, n) => {
      button.textContent = n === 0 ? t('quant.thisSlice') : t('quant.allSlices', { n: labelled });
      button.setAttribute('aria-pressed', String(scope === (n === 0 ? 'slice' : 'all')));
    });
    title.textContent = !result ? t('segments.title') : scope === 'all' ? t('quant.segmentsAll', { n: labelled })
      : t('quant.segmentsAt', { n: imageNumber(result.referenceSlice, result.sliceCount) });
    place.replaceChildren(...(result ? [scope === 'slice' ? atSlice(result) : overall(result)] : []));
  });
  return h('section', { class: 'card' }, h('header', {}, title, h('span', { class: 'seg', role: 'group', 'aria-label': t('quant.scope') }, ...scopes)), place);
}

const nameCell = (segment: SegmentMeasure) => h('span', { class: 'row' }, swatch(segment.colour), h('span', { class: 'ell' }, segmentName(segment)));

function atSlice(result: QuantResult): HTMLElement {
  return table(
    ['quant.segment', 'quant.area', 'quant.mean', 'quant.sd', 'quant.median', 'quant.min', 'quant.max', 'quant.pixels'].map(key => t(key as 'quant.area')),
    result.segments.map(segment => {
      const here = result.slices.find(measure => measure.slice === result.referenceSlice && measure.segmentNumber === segment.number);
      return [nameCell(segment), h('b', {}, segment.referencePixelCount === 0 ? '—' : formatNumber(segment.referenceAreaCm2, 1)), formatNumber(segment.referenceMeanHu, 1), formatNumber(segment.referenceSdHu, 1),
        formatNumber(here?.medianHu, 0), formatNumber(here?.minHu, 0), formatNumber(here?.maxHu, 0), formatNumber(segment.referencePixelCount, 0)];
    }));
}

function overall(result: QuantResult): HTMLElement {
  return table(
    ['quant.segment', 'quant.volume', 'quant.mean', 'quant.sd', 'quant.min', 'quant.max', 'quant.sliceCount', 'quant.pixels'].map(key => t(key as 'quant.area')),
    result.segments.map(segment => [nameCell(segment), h('b', {}, segment.voxelCount === 0 ? '—' : formatNumber(segment.volumeCm3, 1)), formatNumber(segment.meanHu, 1), formatNumber(segment.sdHu, 1),
      formatNumber(segment.minHu, 0), formatNumber(segment.maxHu, 0), formatNumber(segment.sliceCount, 0), formatNumber(segment.voxelCount, 0)]));
}

/** Areas of all segments on every labelled slice, head first. */
export function sliceTable(store: Store<QuantifyState>): HTMLElement {
  const place = h('div', { class: 'slices', 'data-testid': 'slice-table' });
  store.watch(['result'], () => {
    const { result } = store.state;
    if (!result) return place.replaceChildren();
    const slices = [...new Set(result.slices.map(measure => measure.slice))].sort((a, b) => b - a);
    place.replaceChildren(table(
      [t('quant.im'), 'z mm', ...result.segments.map(segmentName)],
      slices.map(slice => {
        const of = (number: number) => result.slices.find(measure => measure.slice === slice && measure.segmentNumber === number);
        const mm = result.slices.find(measure => measure.slice === slice)?.locationMm;
        return [String(imageNumber(slice, result.sliceCount)), formatNumber(mm, 1), ...result.segments.map(segment => formatNumber(of(segment.number)?.areaCm2, 1))];
      }),
      row => slices[row] === result.referenceSlice));
  });
  return h('section', { class: 'card' }, h('header', {}, h('h2', { class: 'grow' }, t('quant.perSlice'))), place);
}
