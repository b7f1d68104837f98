import { getLabel, getMask, saveRevision } from '../../api/client.ts';
import type { StaleSlice } from '../../api/contracts.ts';
import { joinLabel, onLive } from '../../api/live.ts';
import { t } from '../../i18n/i18n.ts';
import { IndexedDbDrafts } from '../../state/drafts.ts';
import { SaveQueue } from '../../state/saveQueue.ts';
import type { Workspace } from '../../state/workspace.ts';
import { report, toast } from '../../ui/notices.ts';
import { askWhoseToKeep } from './conflictDialog.ts';

/** Connects the workspace with the server: sends changes, takes over what an earlier page left, follows others' work. */
export async function startSaving(workspace: Workspace): Promise<void> {
  const { label } = workspace;
  const bases = new Map(label.slices.map(({ slice, revision }) => [slice, revision]));
  if (workspace.canEdit) {
    const drafts = new IndexedDbDrafts(label.id);
    const queue = workspace.saves = new SaveQueue({
      columns: label.columns, rows: label.rows, bases, drafts,
      send: body => saveRevision(label.id, body),
      onState: saving => workspace.store.set({ saving }),
      onSaved: () => undefined,
      onStale: stale => settle(workspace, stale),
    });
    const left = await drafts.all();
    for (const save of left) for (const [slice, mask] of save.masks) workspace.load(slice, mask);
    queue.restore(left);
    if (left.length > 0) setTimeout(() => toast(t('save.restored', { n: left.length })));
    addEventListener('beforeunload', event => { if (!queue.isEmpty) event.preventDefault(); });
    addEventListener('online', () => queue.retry());
    addEventListener('focus', () => { if (workspace.state.saving.kind === 'failed') queue.retry(); });
  }
  void follow(workspace, bases);
}

/** Runs an action once everything is acknowledged; at once when it is. */
export function whenSaved(workspace: Workspace, action: () => void): void {
  if (!workspace.saves || workspace.saves.isEmpty) {
    action();
    return;
  }
  let isDone = false;
  workspace.store.watch(['saving'], () => {
    if (isDone || !workspace.saves?.isEmpty || workspace.state.saving.kind !== 'saved') return;
    isDone = true;
    action();
  });
  workspace.saves.retry();
}

async function settle(workspace: Workspace, stale: StaleSlice[]): Promise<'mine' | 'theirs'> {
  const theirs = new Map<number, Uint8Array>();
  for (const { slice } of stale) {
    const mask = await getMask(workspace.label.id, slice).catch(() => undefined);
    theirs.set(slice, mask?.labels ?? new Uint8Array(workspace.label.rows * workspace.label.columns));
  }
  const choice = await askWhoseToKeep(workspace, stale, theirs);
  if (choice === 'theirs') workspace.adopt(theirs);
  return choice;
}

/** Shows what others save meanwhile on slices that have no unsent change here. */
async function follow(workspace: Workspace, bases: Map<number, number>): Promise<void> {
  const { id } = workspace.label;
  const refresh = async () => {
    try {
      const newest = await getLabel(id);
      for (const { slice, revision } of newest.slices) {
        if (revision <= (bases.get(slice) ?? 0) || workspace.saves?.pendingSlices.has(slice)) continue;
        const mask = await getMask(id, slice, newest.revision);
        if (workspace.saves?.pendingSlices.has(slice)) continue;
        bases.set(slice, revision);
        workspace.load(slice, mask?.labels);
      }
    } catch (error) {
      report(error);
    }
  };
  await onLive('labelRevised', ({ labelId }) => { if (labelId === id) void refresh(); });
  await joinLabel(id, () => void refresh());
}
