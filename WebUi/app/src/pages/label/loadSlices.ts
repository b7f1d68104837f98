import { getSlice } from '../../api/client.ts';
import type { Workspace } from '../../state/workspace.ts';
import { report } from '../../ui/notices.ts';

const AT_ONCE = 4;

/**
 * Fetches the label's slices, always the one nearest to the shown slice next.
 * @param shown voxels of the shown slice, when they are here already
 */
export async function loadSlices(workspace: Workspace, shown: Int16Array | undefined): Promise<void> {
  const waiting = new Set(workspace.readingOrder);
  const arrived = (slice: number, voxels: Int16Array) => {
    waiting.delete(slice);
    workspace.voxels.set(slice, voxels);
    workspace.store.set({ loadedSlices: workspace.voxels.size });
    workspace.events.emit('sliceLoaded', { slice });
  };
  if (shown) arrived(workspace.state.slice, shown);
  const next = () => {
    let nearest: number | undefined;
    const distance = (slice: number | undefined) => (slice === undefined ? Infinity : Math.abs(slice - workspace.state.slice));
    for (const slice of waiting) if (distance(slice) < distance(nearest)) nearest = slice;
    if (nearest !== undefined) waiting.delete(nearest);
    return nearest;
  };
  const work = async () => {
    for (let slice = next(); slice !== undefined; slice = next()) {
      arrived(slice, await getSlice(workspace.series, slice));
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  } catch (error) {
    report(error);
  }
}
