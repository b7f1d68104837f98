import type { QuantResult } from '../../api/contracts.ts';
import { t } from '../../i18n/i18n.ts';
import { imageNumber } from '../../geometry/voxelGrid.ts';
import type { Store } from '../../state/store.ts';
import { formatNumber, h, svg } from '../../ui/dom.ts';
import type { QuantifyState } from './quantifyState.ts';

const WIDTH = 290;
const HEIGHT = 150;
const PLOT = { left: 40, right: 280, top: 22, bottom: 118 } as const;
const MUSCLE = 'muscle';

/** Muscle area slice by slice: how much the choice of the slice matters. The table beside it holds the numbers. */
export function sliceChart(store: Store<QuantifyState>): HTMLElement {
  const chart = svg('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, width: '100%', role: 'img' });
  const card = h('section', { class: 'card' }, h('header', {}, h('h2', { class: 'grow' }, t('quant.around')), h('span', { class: 'tiny dim' }, 'cm²')), h('div', { class: 'bd' }, chart));
  store.watch(['result'], () => {
    const points = store.state.result ? musclePoints(store.state.result) : [];
    card.hidden = points.length < 2;
    if (!card.hidden) draw(chart, store.state.result!, points);
  });
  return card;
}

interface Point { readonly slice: number; readonly areaCm2: number }

function musclePoints(result: QuantResult): Point[] {
  const muscle = result.segments.find(segment => segment.key === MUSCLE)?.number;
  return result.slices
    .filter(measure => measure.segmentNumber === muscle && measure.areaCm2 !== null)
    .map(({ slice, areaCm2 }) => ({ slice, areaCm2: areaCm2! }))
    .sort((a, b) => b.slice - a.slice);
}

function draw(chart: SVGSVGElement, result: QuantResult, points: readonly Point[]): void {
  const areas = points.map(point => point.areaCm2);
  const [min, max] = [Math.min(...areas), Math.max(...areas)];
  const margin = Math.max(1, (max - min) * 0.15);
  const [head, feet] = [points[0]!.slice, points.at(-1)!.slice];
  const x = (slice: number) => PLOT.left + (head - slice) / (head - feet) * (PLOT.right - PLOT.left);
  const y = (area: number) => PLOT.bottom - (area - min + margin) / (max - min + 2 * margin) * (PLOT.bottom - PLOT.top);
  const labelEvery = Math.ceil(points.length / 10);
  chart.setAttribute('aria-label', t('quant.aroundText', { min: formatNumber(min, 1), max: formatNumber(max, 1) }));
  chart.replaceChildren(
    ...[min, max].flatMap(area => [
      svg('path', { d: `M${PLOT.left - 8} ${y(area)}H${PLOT.right + 4}`, class: 'grid' }),
      svg('text', { x: PLOT.left - 12, y: y(area) + 4, 'text-anchor': 'end' }, formatNumber(area, 0)),
    ]),
    svg('path', { d: `M${points.map(point => `${x(point.slice)} ${y(point.areaCm2)}`).join('L')}`, class: 'line' }),
    ...points.map(({ slice, areaCm2 }) => {
      const isReference = slice === result.referenceSlice;
      return svg('circle', { cx: x(slice), cy: y(areaCm2), r: isReference ? 5 : 3.2, class: isReference ? 'point reference' : 'point' });
    }),
    ...points.filter(({ slice }, n) => n % labelEvery === 0 || slice === result.referenceSlice).map(({ slice }) =>
      svg('text', { x: x(slice), y: PLOT.bottom + 20, 'text-anchor': 'middle', class: slice === result.referenceSlice ? 'strong' : '' }, String(imageNumber(slice, result.sliceCount)))));
}
