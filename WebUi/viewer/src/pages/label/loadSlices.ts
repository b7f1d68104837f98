import { getSlice } from '../../api/client.ts';
import type { Workspace } from '../../state/workspace.ts';
import { report } from '../../ui/notices.ts';

const AT_ONCE = 3;

/** Fetches the label's slices, always the one nearest to the shown slice next. */
export async function loadSlices(workspace: Workspace): Promise<void> {
  const waiting = new Set(workspace.readingOrder);
  const next = () => {
    const nearest = [...waiting].sort((a, b) => Math.abs(a - workspace.state.slice) - Math.abs(b - workspace.state.slice))[0];
    if (nearest !== undefined) waiting.delete(nearest);
    return nearest;
  };
  const work = async () => {
    for (let slice = next(); slice !== undefined; slice = next()) {
      workspace.voxels.set(slice, await getSlice(workspace.series, slice));
      workspace.store.set({ loadedSlices: workspace.voxels.size });
      workspace.events.emit('sliceLoaded', { slice });
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  } catch (error) {
    report(error);
  }
}
