import type { RevisionComparison } from '../../contracts/services.ts';
import { imageNumber } from '../../geometry/voxelGrid.ts';
import { segmentName, t } from '../../i18n/i18n.ts';
import { ADDED, CHANGED, REMOVED } from '../../render/differenceLayer.ts';
import type { Workspace } from '../../state/workspace.ts';
import { formatNumber } from '../../i18n/numbers.ts';
import { h, swatch } from '../../ui/dom.ts';
import { areaText } from './areaText.ts';

/** How two revisions differ: areas and Dice per segment, what the hatching means, and the slices to look at. */
export function comparisonView(workspace: Workspace, { from, to, segments, slices }: RevisionComparison): HTMLElement[] {
  const table = h('table', { class: 'small', 'data-testid': 'comparison' },
    h('thead', {}, h('tr', {},
      h('th', {}, t('history.pair', { from, to })), h('th', { class: 'num' }, t('history.change')), h('th', { class: 'num' }, 'Dice'))),
    h('tbody', {}, ...segments.map(({ number, pixelsFrom, pixelsTo, dice }) => {
      const segment = workspace.segments.of(number);
      const change = pixelsTo - pixelsFrom;
      return h('tr', { title: `${areaText(workspace, pixelsFrom)} → ${areaText(workspace, pixelsTo)}` },
        h('td', { class: 'ell' }, segment && swatch(segment.colour), segment ? segmentName(segment) : String(number)),
        h('td', { class: 'num' }, `${change < 0 ? '−' : '+'}${areaText(workspace, Math.abs(change))}`),
        h('td', { class: 'num', 'data-testid': `dice-${number}` }, formatNumber(dice, 3)));
    })));
  const legend = h('div', { class: 'legend tiny muted' },
    ...([[ADDED, 'added'], [REMOVED, 'removed'], [CHANGED, 'changed']] as const).map(([kind, name]) =>
      h('span', {}, h('i', { class: `kind k${kind}` }), t(`history.${name}`))));
  const places = slices.length === 0 ? h('p', { class: 'small muted' }, t('history.equal'))
    : h('div', { class: 'places', role: 'group', 'aria-label': t('history.changedSlices', { n: slices.length }) },
      ...slices.toReversed().map(({ slice }) => h('button', {
        type: 'button', class: 'btn s', 'data-testid': `changed-${slice}`, on: { click: () => workspace.goTo(slice) },
      }, String(imageNumber(slice, workspace.sliceCount)))));
  const first = slices.find(({ slice }) => slice === workspace.state.slice) ?? slices[0];
  if (first) workspace.goTo(first.slice);
  return [table, legend, h('div', { class: 'tiny dim' }, t('history.changedSlices', { n: slices.length })), places];
}
