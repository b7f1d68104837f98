import { getLabel, getMask } from '../../api/client.ts';
import { joinLabel, onLive } from '../../api/live.ts';
import { staleSlices } from '../../state/news.ts';
import type { Workspace } from '../../state/workspace.ts';
import { report } from '../../ui/notices.ts';

const STROKE_PATIENCE_MS = 250;

/**
 * Shows what others save meanwhile, on slices that have no unsent change and no stroke in hand here.
 * @param bases per slice, the revision that is shown
 * @param own revisions that this page made: no news
 */
export async function followOthers(workspace: Workspace, bases: Map<number, number>, own: ReadonlySet<number>): Promise<void> {
  const { id } = workspace.label;
  const heard = new Set<number>();
  let isReading = false;
  let isStale = false;

  const refresh = async () => {
    isStale = true;
    if (isReading) return;
    isReading = true;
    try {
      while (isStale) {
        isStale = false;
        if (!await readNews(workspace, bases)) setTimeout(() => void refresh(), STROKE_PATIENCE_MS);
      }
    } catch (error) {
      report(error);
    } finally {
      isReading = false;
    }
  };
  const consider = () => {
    // whether it is news is known once one's own saves are acknowledged
    if (workspace.state.saving.kind === 'saving') return;
    const isNews = [...heard].some(revision => !own.has(revision));
    heard.clear();
    if (isNews) void refresh();
  };
  workspace.store.watch(['saving'], consider);
  await onLive('labelRevised', ({ labelId, revision }) => {
    if (labelId !== id) return;
    heard.add(revision);
    consider();
  });
  await joinLabel(id, () => void refresh());
}

/** @returns false when a stroke in hand kept a slice from being shown */
async function readNews(workspace: Workspace, bases: Map<number, number>): Promise<boolean> {
  const { id } = workspace.label;
  const newest = await getLabel(id);
  if (newest.volumeId !== workspace.series.volumeId) {
    workspace.events.emit('seriesChanged', undefined);
    return true;
  }
  if (!workspace.saves?.hasSegmentChanges) workspace.segments.adopt(newest.segments);
  let isComplete = true;
  for (const { slice, revision } of staleSlices(newest, bases)) {
    if (workspace.saves?.pendingSlices.has(slice)) continue; // its save will find out
    const base = bases.get(slice);
    const mask = revision > 0 ? await getMask(newest, slice, newest.revision) : undefined;
    if (workspace.masks.isBeingEdited(slice)) isComplete = false;
    else if (bases.get(slice) === base && !workspace.saves?.pendingSlices.has(slice)) {
      bases.set(slice, revision);
      workspace.masks.load(slice, mask?.labels);
    }
  }
  return isComplete;
}
