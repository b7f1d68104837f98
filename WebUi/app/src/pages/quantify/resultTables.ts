import type { BodyComposition, QuantResult, SegmentMeasure, ValueStatistics } from '../../contracts/services.ts';
import { segmentName, t, type MessageKey } from '../../i18n/i18n.ts';
import { imageNumber } from '../../geometry/voxelGrid.ts';
import { meaningName } from '../../state/meanings.ts';
import type { Store } from '../../store/store.ts';
import { formatNumber } from '../../i18n/numbers.ts';
import { h, swatch } from '../../ui/dom.ts';
import { isBodyComposition, type QuantifyState } from './quantifyState.ts';

/** The six figures of body composition, each with the segments that it comes from. Only where a segment stands for a tissue. */
export function keyFigures(store: Store<QuantifyState>): HTMLElement {
  const list = h('dl', { class: 'kp figures' });
  const card = h('section', { class: 'card' }, list);
  store.watch(['result'], () => {
    const { result } = store.state;
    card.hidden = !result || !isBodyComposition(result);
    if (!result || card.hidden) return;
    const c = result.bodyComposition;
    const figure = (testId: string, label: string, value: number | null, digits: number, unit: string, from: number[] | undefined) => {
      const source = from && sourceText(result, from);
      return h('div', { class: testId === 'smi' ? 'big' : '' }, h('dt', { title: label }, label),
        h('dd', {}, h('span', { 'data-testid': testId }, formatNumber(value, digits)),
          unit && value != null && ' ', unit && value != null && h('small', {}, unit)),
        source && h('dd', { class: 'from', title: source, 'data-testid': `${testId}-from` }, source));
    };
    list.replaceChildren(
      figure('smi', t('quant.smi'), c.smiCm2PerM2, 1, 'cm²/m²', c.muscleSegments),
      figure('sma', t('quant.sma'), c.smaCm2, 1, 'cm²', c.muscleSegments),
      figure('smd', t('quant.smd'), c.smdHu, 1, 'HU', c.muscleSegments),
      figure('vfa', t('quant.vfa'), c.vfaCm2, 1, 'cm²', c.visceralFatSegments),
      figure('sfa', t('quant.sfa'), c.sfaCm2, 1, 'cm²', c.subcutaneousFatSegments),
      figure('vat-sat', 'VAT / SAT', c.vatSatRatio, 2, '', undefined));
  });
  return card;
}

function sourceText(result: QuantResult, numbers: BodyComposition['muscleSegments']): string {
  if (numbers.length === 0) return t('quant.noSegment');
  return numbers.map(number => `${number} ${segmentName(result.segments.find(segment => segment.number === number)!)}`).join(', ');
}

type Cell = string | Node;

function table(
  heads: readonly string[], rows: readonly (readonly Cell[])[], isChosen: (row: number) => boolean = () => false,
): HTMLElement {
  return h('table', { class: 'figures' },
    h('thead', {}, h('tr', {}, ...heads.map((head, n) => h('th', { class: n > 0 ? 'num' : '', scope: 'col' }, head)))),
    h('tbody', {}, ...rows.map((row, r) =>
      h('tr', { class: isChosen(r) ? 'sel' : '' }, ...row.map((cell, n) => h('td', { class: n > 0 ? 'num' : '' }, cell))))));
}

/** Each segment at the measured slice, or over all labelled slices. What nobody has labelled is not zero. */
export function segmentTable(store: Store<QuantifyState>): HTMLElement {
  const title = h('h2', { class: 'grow' });
  const place = h('div', {
    class: 'sideways', tabindex: 0, role: 'group', 'aria-label': t('segments.title'), 'data-testid': 'segment-table',
  });
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
  return h('section', { class: 'card' },
    h('header', {}, title, h('span', { class: 'seg', role: 'group', 'aria-label': t('quant.scope') }, ...scopes)), place);
}

/** The name, and what the segment stands for where the name does not say just that. */
function nameCell(segment: SegmentMeasure): HTMLElement {
  const [name, meaning] = [segmentName(segment), meaningName(segment.code)];
  return h('span', { class: 'row' }, swatch(segment.colour), h('span', { class: 'ell', title: segment.code ?? '' }, name,
    meaning !== name && h('span', { class: 'tiny dim' }, ` ${meaning}`)));
}

const percent = (share: number | null) => (share === null ? '—' : `${formatNumber(share * 100, share > 0 && share < 0.1 ? 1 : 0)} %`);

/** Values with the unit that the images have, in the heading. */
function valueHeads(result: QuantResult, ...keys: MessageKey[]): string[] {
  return keys.map((key, n) => (n === 0 && result.unit ? `${t(key)} ${result.unit}` : t(key)));
}

const whole = (values: ValueStatistics | null, of: 'median' | 'min' | 'max') =>
  formatNumber(values?.[of], values && Math.abs(values.max) < 10 ? 2 : 0);
const mean = (values: ValueStatistics | null, of: 'mean' | 'sd') => formatNumber(values?.[of], values && Math.abs(values.max) < 10 ? 3 : 1);

function atSlice(result: QuantResult): HTMLElement {
  const hasRanges = result.segments.some(segment => segment.outsideRange !== null);
  return table(
    [
      t('quant.segment'), t('quant.area'), ...valueHeads(result, 'quant.mean', 'quant.sd', 'quant.median', 'quant.min', 'quant.max'),
      ...(hasRanges ? [t('quant.outside')] : []), t('quant.pixels'),
    ],
    result.segments.map(({ referenceValues: values, ...segment }) => [
      nameCell({ ...segment, referenceValues: values }),
      h('b', {}, segment.referencePixelCount === 0 ? '—' : formatNumber(segment.referenceAreaCm2, 1)),
      mean(values, 'mean'), mean(values, 'sd'), whole(values, 'median'), whole(values, 'min'), whole(values, 'max'),
      ...(hasRanges ? [percent(segment.referenceOutsideRange)] : []), formatNumber(segment.referencePixelCount, 0)]));
}

function overall(result: QuantResult): HTMLElement {
  const hasRanges = result.segments.some(segment => segment.outsideRange !== null);
  return table(
    [
      t('quant.segment'), t('quant.volume'), ...valueHeads(result, 'quant.mean', 'quant.sd', 'quant.min', 'quant.max'),
      ...(hasRanges ? [t('quant.outside')] : []), t('quant.sliceCount'), t('quant.pixels'),
    ],
    result.segments.map(segment => [nameCell(segment), h('b', {}, segment.voxelCount === 0 ? '—' : formatNumber(segment.volumeCm3, 1)),
      mean(segment.values, 'mean'), mean(segment.values, 'sd'), whole(segment.values, 'min'), whole(segment.values, 'max'),
      ...(hasRanges ? [percent(segment.outsideRange)] : []), formatNumber(segment.sliceCount, 0), formatNumber(segment.voxelCount, 0)]));
}

/** Areas of all segments on every labelled slice, head first. */
export function sliceTable(store: Store<QuantifyState>): HTMLElement {
  const place = h('div', { class: 'slices', tabindex: 0, role: 'group', 'aria-label': t('quant.perSlice'), 'data-testid': 'slice-table' });
  store.watch(['result'], () => {
    const { result } = store.state;
    if (!result) return place.replaceChildren();
    const slices = [...new Set(result.slices.map(measure => measure.slice))].sort((a, b) => b - a);
    place.replaceChildren(table(
      [t('quant.im'), `${result.axis} mm`, ...result.segments.map(segmentName)],
      slices.map(slice => {
        const of = (number: number) => result.slices.find(measure => measure.slice === slice && measure.segmentNumber === number);
        const mm = result.slices.find(measure => measure.slice === slice)?.locationMm;
        return [
          String(imageNumber(slice, result.sliceCount)), formatNumber(mm, 1),
          ...result.segments.map(segment => formatNumber(of(segment.number)?.areaCm2, 1)),
        ];
      }),
      row => slices[row] === result.referenceSlice));
  });
  return h('section', { class: 'card' }, h('header', {}, h('h2', { class: 'grow' }, t('quant.perSlice'))), place);
}
