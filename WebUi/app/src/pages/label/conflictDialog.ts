import type { StaleSlice } from '../../contracts/services.ts';
import { differenceBox, type Box } from '../../geometry/box.ts';
import { fitView } from '../../geometry/sliceView.ts';
import { imageNumber, pixelShape } from '../../geometry/voxelGrid.ts';
import { formatTime, segmentName, t } from '../../i18n/i18n.ts';
import { countOverlap, mergeMasks } from '../../masks/merge.ts';
import { differenceOf } from '../../render/differenceLayer.ts';
import { rgba, type LabelPalette } from '../../render/labelLayer.ts';
import { createLut, fillLut } from '../../render/lut.ts';
import { Viewport } from '../../render/viewport.ts';
import type { Workspace } from '../../state/workspace.ts';
import { h, icon } from '../../ui/dom.ts';
import { areaText } from './areaText.ts';

export type Choice = 'mine' | 'theirs' | 'both';

/** A slice that two people changed at once: as it was, and as each has it now. */
export interface Conflict {
  readonly stale: StaleSlice;
  readonly base: Uint8Array;
  readonly mine: Uint8Array;
  readonly theirs: Uint8Array;
}

const SURROUNDINGS_PX = 24;

/**
 * Shows both versions of a slice side by side and what differs; which pixels stay is for a person to say.
 * @param others how many further slices wait for the same question
 */
export function askWhoseToKeep(workspace: Workspace, conflict: Conflict, others: number): Promise<{ choice: Choice; forOthers: boolean }> {
  const { stale, base, mine, theirs } = conflict;
  workspace.goTo(stale.slice);
  const merged = mergeMasks(base, mine, theirs);
  const overlap = countOverlap(base, mine, theirs);
  const forOthers = h('input', { type: 'checkbox', 'data-testid': 'conflict-others' });
  const n = imageNumber(stale.slice, workspace.sliceCount);

  return new Promise(resolve => {
    const choose = (choice: Choice) => () => {
      dialog.close();
      dialog.remove();
      resolve({ choice, forOthers: forOthers.checked });
    };
    const view = (name: Choice, labels: Uint8Array, difference: Uint8Array | undefined) => {
      const pane = h('div', { class: 'pane', 'data-testid': `conflict-view-${name}` });
      shown.push(() => showMask(workspace, pane, stale.slice, labels, difference, partOf(workspace, mine, theirs)));
      return h('div', { class: 'side' }, h('b', { class: 'small' }, t(`conflict.head.${name}`, { by: stale.changedBy.name })), pane,
        h('button', {
          type: 'button', class: `btn${name === 'both' ? ' primary' : ''}`, 'data-testid': `conflict-${name}`, on: { click: choose(name) },
        }, t(`conflict.${name}`)));
    };
    const shown: (() => void)[] = [];
    const dialog = h('dialog', { class: 'conflict', 'aria-labelledby': 'conflict-title', 'data-testid': 'conflict' },
      h('div', { class: 'row' }, icon('warn'), h('h2', { id: 'conflict-title' }, t('conflict.title', { n }))),
      h('p', { class: 'small muted' },
        t('conflict.text', { by: stale.changedBy.name, revision: stale.currentRevision, time: formatTime(new Date(stale.changedAt)) })),
      h('div', { class: 'sides' },
        view('mine', mine, undefined), view('theirs', theirs, undefined), view('both', merged, differenceOf(theirs, mine))),
      areas(workspace, mine, theirs),
      h('div', { class: 'row small' },
        h('span', { class: 'muted grow' }, overlap > 0 ? t('conflict.overlap', { n: overlap }) : t('conflict.apart')),
        ...(others > 0 ? [h('label', { class: 'row' }, forOthers, t('conflict.others', { n: others }))] : [])),
      h('p', { class: 'tiny dim' }, t('conflict.history')));
    dialog.addEventListener('cancel', event => event.preventDefault());
    document.body.append(dialog);
    dialog.showModal();
    // Enter does what loses nothing
    dialog.querySelector<HTMLElement>('[data-testid="conflict-both"]')!.focus();
    for (const show of shown) show();
  });
}

/** The differing pixels and a little around them, at least a sixth of the slice. */
function partOf({ label: { columns, rows } }: Workspace, mine: Uint8Array, theirs: Uint8Array): Box {
  const box = differenceBox(mine, theirs, columns) ?? { left: 0, top: 0, width: columns, height: rows };
  const side = Math.max(columns / 6, box.width, box.height) + 2 * SURROUNDINGS_PX;
  return { left: box.left + (box.width - side) / 2, top: box.top + (box.height - side) / 2, width: side, height: side };
}

function showMask(
  workspace: Workspace, pane: HTMLElement, slice: number, labels: Uint8Array, difference: Uint8Array | undefined, part: Box,
): void {
  const { columns, rows } = workspace.label;
  const viewport = new Viewport(pane);
  const lut = createLut();
  fillLut(lut, workspace.state.window, workspace.series.voxels ?? { slope: 1, intercept: 0, isInverted: false });
  const spacingMm = pixelShape(workspace.series, slice);
  const palette: LabelPalette = { fill: new Uint32Array(256), line: new Uint32Array(256) };
  for (const { number, colour } of workspace.state.segments) {
    palette.fill[number] = rgba(colour, difference ? 0.12 : 0.3);
    palette.line[number] = rgba(colour, difference ? 0.4 : 0.95);
  }
  viewport.setLut(lut);
  const voxels = workspace.voxels.get(slice);
  viewport.setImage(voxels && { voxels, columns, rows, spacingMm, flip: [false, false] });
  viewport.setLabels({ columns, rows, labels, proposal: undefined, difference }, palette);
  const fit = () => viewport.setView(fitView(columns, rows, spacingMm, [pane.clientWidth, pane.clientHeight], [false, false], 0, part));
  new ResizeObserver(fit).observe(pane);
}

/** Areas of the segments that the two have differently. */
function areas(workspace: Workspace, mine: Uint8Array, theirs: Uint8Array): HTMLElement {
  const count = (labels: Uint8Array, number: number) => labels.reduce((sum, label) => sum + Number(label === number), 0);
  const rows = workspace.state.segments
    .map(segment => ({ segment, mine: count(mine, segment.number), theirs: count(theirs, segment.number) }))
    .filter(row => row.mine !== row.theirs);
  return h('table', { class: 'areas small' },
    h('thead', {}, h('tr', {},
      h('th', {}), h('th', { class: 'num' }, t('conflict.head.mine')), h('th', { class: 'num' }, t('conflict.areaTheirs')))),
    h('tbody', {}, ...rows.map(row => h('tr', {}, h('td', {}, `${row.segment.number} ${segmentName(row.segment)}`),
      h('td', { class: 'num' }, areaText(workspace, row.mine)), h('td', { class: 'num' }, areaText(workspace, row.theirs))))));
}
