import type { Workspace } from '../../state/workspace.ts';
import { changeSlices } from './painting.ts';

/** Takes the active segment off slices. A locked one stays. */
export function clearSegment(workspace: Workspace, slices: readonly number[]): void {
  const { segment } = workspace.state;
  const open = slices.filter(slice => workspace.segments.writable(slice, segment, false));
  changeSlices(workspace, open, 'clear', { segment, sliceCount: slices.length }, (_, mask) => {
    for (let index = mask.indexOf(segment); index >= 0; index = mask.indexOf(segment, index + 1)) mask[index] = 0;
  });
}
