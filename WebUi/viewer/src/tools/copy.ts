import type { Workspace } from '../state/workspace.ts';
import { changeSlices, paintGate } from './painting.ts';
import type { Tool } from './tool.ts';

/**
 * Adds what one slice carries to another: all segments or the active one, where locks, HU lock and "paint over" allow.
 * @returns whether anything changed
 */
export function copyLabels(workspace: Workspace, from: number, to: number): boolean {
  const { label: { firstSlice, lastSlice }, state: { segment, segments, options } } = workspace;
  if (Math.min(from, to) < firstSlice || Math.max(from, to) > lastSlice) return false;
  const source = workspace.mask(from).slice();
  const copied = segments.filter(each => options.isCopyingAll || each.number === segment).map(each => each.number);
  const gates = new Map(copied.map(number => [number, paintGate(workspace, to, number)]));
  const parameters = { from, segment: options.isCopyingAll ? null : segment, isHuLocked: options.huLock, paintOver: options.paintOver };
  return changeSlices(workspace, [to], 'copy', parameters, (_, mask) => {
    // what may be painted is decided on the slice as it was
    const targets = source.map((number, index) => (number !== 0 && gates.get(number)?.(index) ? number : 0));
    targets.forEach((number, index) => { if (number !== 0) mask[index] = number; });
  });
}

/** Copies from the neighbours; its buttons and keys do the work. */
export class CopyTool implements Tool {
  readonly id = 'copy';
  readonly cursor = 'default';
}
