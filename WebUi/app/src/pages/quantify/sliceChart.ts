import type { QuantResult } from '../../contracts/services.ts';
import { t } from '../../i18n/i18n.ts';
import { imageNumber } from '../../geometry/voxelGrid.ts';
import type { Store } from '../../store/store.ts';
import { formatNumber } from '../../i18n/numbers.ts';
import { h, svg } from '../../ui/dom.ts';
import type { QuantifyState } from './quantifyState.ts';

const WIDTH = 290;
const HEIGHT = 150;
const PLOT = { left: 40, right: 280, top: 22, bottom: 118 } as const;

/** Muscle area slice by slice: how much the choice of the slice matters. The table beside it holds the numbers. */
export function sliceChart(store: Store<QuantifyState>): HTMLElement {
  const chart = svg('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, width: '100%', role: 'img' });
  const axis = h('p', { class: 'tiny dim' });
  const card = h('section', { class: 'card' },
    h('header', {}, h('h2', { class: 'grow' }, t('quant.around')), h('span', { class: 'tiny dim' }, 'cm²')),
    h('div', { class: 'bd figures' }, chart, axis));
  store.watch(['result'], () => {
    const points = store.state.result ? musclePoints(store.state.result) : [];
    card.hidden = points.length < 2;
    if (card.hidden) return;
    const { min, max } = draw(chart, store.state.result!, points);
    axis.textContent = min > 0 ? t('quant.axisCut', { min: formatNumber(min, 0), max: formatNumber(max, 0) }) : '';
  });
  return card;
}

interface Point { readonly slice: number; readonly areaCm2: number }

/** Of the segments that stand for muscle, together. */
function musclePoints(result: QuantResult): Point[] {
  const areas = new Map<number, number>();
  for (const { slice, segmentNumber, areaCm2 } of result.slices) {
    if (areaCm2 !== null && result.bodyComposition.muscleSegments.includes(segmentNumber))
      areas.set(slice, (areas.get(slice) ?? 0) + areaCm2);
  }
  return [...areas].map(([slice, areaCm2]) => ({ slice, areaCm2 })).sort((a, b) => b.slice - a.slice);
}

/** @returns the ends of the axis, in whole cm² */
function draw(chart: SVGSVGElement, result: QuantResult, points: readonly Point[]): { min: number; max: number } {
  const areas = points.map(point => point.areaCm2);
  const [least, most] = [Math.min(...areas), Math.max(...areas)];
  const margin = Math.max(1, (most - least) * 0.15);
  // an axis that can begin at 0 without flattening what it is to show does
  const min = least - margin < most * 0.5 ? 0 : Math.floor(least - margin);
  const max = Math.ceil(most + margin);
  const [head, feet] = [points[0]!.slice, points.at(-1)!.slice];
  const x = (slice: number) => PLOT.left + (head - slice) / (head - feet) * (PLOT.right - PLOT.left);
  const y = (area: number) => PLOT.bottom - (area - min) / (max - min) * (PLOT.bottom - PLOT.top);
  const labelEvery = Math.ceil(points.length / 10);
  chart.setAttribute('aria-label', t('quant.aroundText', { min: formatNumber(least, 1), max: formatNumber(most, 1) }));
  chart.replaceChildren(
    ...[min, (min + max) / 2, max].flatMap(area => [
      svg('path', { d: `M${PLOT.left - 8} ${y(area)}H${PLOT.right + 4}`, class: 'grid' }),
      svg('text', { x: PLOT.left - 12, y: y(area) + 4, 'text-anchor': 'end' }, formatNumber(area, Number.isInteger(area) ? 0 : 1)),
    ]),
    svg('path', { d: `M${points.map(point => `${x(point.slice)} ${y(point.areaCm2)}`).join('L')}`, class: 'line' }),
    ...points.map(({ slice, areaCm2 }) => {
      const isReference = slice === result.referenceSlice;
      return svg('circle', { cx: x(slice), cy: y(areaCm2), r: isReference ? 5 : 3.2, class: isReference ? 'point reference' : 'point' });
    }),
    ...points.filter(({ slice }, n) => n % labelEvery === 0 || slice === result.referenceSlice).map(({ slice }) =>
      svg('text', {
        x: x(slice), y: PLOT.bottom + 20, 'text-anchor': 'middle', class: slice === result.referenceSlice ? 'strong' : '',
      }, String(imageNumber(slice, result.sliceCount)))));
  return { min, max };
}
