import type { Workspace } from '../../state/workspace.ts';
import { changeSlices, paintGate } from '../drawing/painting.ts';
import { Options } from '../shared/options.ts';
import type { ToolPage } from '../shared/page.ts';
import type { Tool } from '../shared/tool.ts';
import { t } from './texts.ts';

export const options = new Options<{ readonly isCopyingAll: boolean }>('copy', { isCopyingAll: true });

/** Copies from the neighbours; its buttons and keys do the work. */
export const copyTool: Tool = { cursor: 'default' };

/**
 * Adds what one slice carries to another: all segments or the active one, where locks, HU lock and "paint over" allow.
 * @returns whether anything changed
 */
export function copyLabels(workspace: Workspace, from: number, to: number): boolean {
  const { label: { firstSlice, lastSlice }, state: { segment, segments, rules } } = workspace;
  const { isCopyingAll } = options.of(workspace);
  if (Math.min(from, to) < firstSlice || Math.max(from, to) > lastSlice) return false;
  const source = workspace.mask(from).slice();
  const copied = segments.filter(each => isCopyingAll || each.number === segment).map(each => each.number);
  const gates = new Map(copied.map(number => [number, paintGate(workspace, to, number)]));
  const parameters = { from, segment: isCopyingAll ? null : segment, isHuLocked: rules.huLock, paintOver: rules.paintOver };
  return changeSlices(workspace, [to], 'copy', parameters, (_, mask) => {
    // what may be painted is decided on the slice as it was
    const targets = source.map((number, index) => (number !== 0 && gates.get(number)?.(index) ? number : 0));
    targets.forEach((number, index) => { if (number !== 0) mask[index] = number; });
  });
}

/** Copies a neighbour's labels to the shown slice. */
export function copyHere({ workspace, refuse }: ToolPage, slices: 1 | -1): void {
  const { slice } = workspace.state;
  if (!copyLabels(workspace, slice + slices, slice)) refuse(t('nothing'));
}

/** Copies the shown slice's labels to a neighbour and goes there. */
export function copyOn({ workspace, refuse, isRefusedNow }: ToolPage, slices: 1 | -1): void {
  if (isRefusedNow()) return;
  const from = workspace.state.slice;
  workspace.goTo(from + slices);
  if (workspace.state.slice !== from && !copyLabels(workspace, from, workspace.state.slice)) refuse(t('nothing'));
}
