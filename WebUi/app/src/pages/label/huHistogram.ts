import { segmentName, t } from '../../i18n/i18n.ts';
import { histogramOf, statisticsOf, type Histogram } from '../../masks/histogram.ts';
import { shownCounts, shownMask } from '../../state/shown.ts';
import type { Workspace } from '../../state/workspace.ts';
import { formatNumber } from '../../i18n/numbers.ts';
import { h, svg } from '../../ui/dom.ts';

const WIDTH = 290;
const HEIGHT = 114;
const LOW_HU = -200;
const HIGH_HU = 160;
const BIN_HU = 10;
const SETTLE_MS = 120;

/** How the values of each segment are spread on the shown slice, in HU; only for CT. */
export function huHistogram(workspace: Workspace): HTMLElement {
  const { store } = workspace;
  if (workspace.series.voxels?.unit !== 'HU') return h('div', { class: 'grow' });
  const chart = svg('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT + 18}`, width: '100%', role: 'img' });
  const summary = h('span', { class: 'tiny dim' });
  let timer: ReturnType<typeof setTimeout> | undefined;

  const update = () => {
    const { slice, segment } = store.state;
    const voxels = workspace.voxels.get(slice);
    if (!voxels) return;
    const { slope, intercept } = workspace.series.voxels!;
    const shown = workspace.segments.shown.filter(each => each.visible && shownCounts(workspace, slice)[each.number]! > 0);
    const curves = shown.map(each => ({
      segment: each,
      histogram: histogramOf(voxels, shownMask(workspace, slice), each.number, slope, intercept, LOW_HU, HIGH_HU, BIN_HU),
    }));
    chart.replaceChildren(...axis(), ...curves.map(({ segment: { colour }, histogram }) => curve(histogram, colour)));
    chart.setAttribute('aria-label', `${t('segments.histogram')}: ${shown.map(segmentName).join(', ')}`);
    const active = statisticsOf(voxels, shownMask(workspace, slice), segment, slope, intercept);
    summary.textContent = active ? t('segments.meanSd', { mean: formatNumber(active.mean, 1), sd: formatNumber(active.sd, 1) }) : '';
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(update, SETTLE_MS);
  };
  workspace.events.on('maskChanged', ({ slice }) => { if (slice === store.state.slice) later(); });
  workspace.events.on('sliceLoaded', later);
  store.watch(['slice', 'segment', 'segments', 'preview'], later);
  return h('div', { class: 'grow chart tall' },
    h('div', { class: 'row' }, h('h3', { class: 'grow' }, t('segments.histogram')), summary), chart);
}

const x = (hu: number) => 4 + (hu - LOW_HU) / (HIGH_HU - LOW_HU) * (WIDTH - 8);

function curve(histogram: Histogram, colour: string): SVGPathElement {
  const highest = Math.max(1, ...histogram.counts);
  const points = histogram.counts.map((count, bin) =>
    `L${x(LOW_HU + (bin + 0.5) * BIN_HU).toFixed(1)} ${(HEIGHT - (HEIGHT - 8) * count / highest).toFixed(1)}`);
  return svg('path', {
    d: `M${x(LOW_HU)} ${HEIGHT} ${points.join(' ')} L${x(HIGH_HU)} ${HEIGHT}z`,
    fill: colour, 'fill-opacity': 0.28, stroke: colour, 'stroke-width': 1.2,
  });
}

function axis(): SVGElement[] {
  return [
    svg('path', { d: `M4 ${HEIGHT + 0.5}H${WIDTH - 4}`, class: 'axis' }),
    ...[-200, -100, 0, 100].map(hu =>
      svg('text', { x: x(hu), y: HEIGHT + 14, 'text-anchor': hu === LOW_HU ? 'start' : 'middle' }, formatNumber(hu, 0))),
  ];
}
