import { getDraftKey, getLabel, getMask, getSeries, saveRevision, saveRevisions } from '../../api/client.ts';
import type { LockedSlice, StaleSlice } from '../../contracts/services.ts';
import { ApiFailure } from '../../api/http.ts';
import { segmentName, t } from '../../i18n/i18n.ts';
import { imageNumber } from '../../geometry/voxelGrid.ts';
import { mergeMasks } from '../../masks/merge.ts';
import { draftOwner, IndexedDbDrafts, type DraftOwner } from '../../state/drafts.ts';
import { rememberEarlierWork, showUnsent } from '../../state/earlierWork.ts';
import type { Volume } from '../../state/imageNames.ts';
import { bodyOf, MAX_TOGETHER, SaveQueue, type Drafts, type Settlement } from '../../state/saveQueue.ts';
import type { Workspace } from '../../state/workspace.ts';
import { refuse, report, toast } from '../../ui/notices.ts';
import { askToSignIn } from '../../ui/signInDialog.ts';
import { askWhoseToKeep, type Choice, type Conflict } from './conflictDialog.ts';
import { followOthers } from './following.ts';

/** Connects the workspace with the server: sends changes, takes over what an earlier page left, follows others' work. */
export async function startSaving(workspace: Workspace): Promise<void> {
  const { label } = workspace;
  const bases = new Map(label.slices.map(({ slice, revision }) => [slice, revision]));
  const own = new Set<number>();
  if (workspace.mayEdit) {
    const draftKey = await getDraftKey().catch(() => undefined); // without it only the safety net is missing
    const owner = draftKey && await draftOwner(draftKey);
    const drafts = owner && new IndexedDbDrafts(label.id, owner);
    const queue = workspace.saves = new SaveQueue({
      columns: label.columns, rows: label.rows, volume: workspace.series, bases, drafts: drafts ?? NO_DRAFTS,
      send: async bodies =>
        (bodies.length === 1 ? [await saveRevision(label.id, bodies[0]!)] : (await saveRevisions(label.id, bodies)).saved),
      onState: saving => workspace.store.set({ saving }),
      onSaved: ({ revision, segments }) => {
        own.add(revision);
        if (segments && !workspace.saves?.hasSegmentChanges) workspace.segments.adopt(segments);
      },
      onStale: stale => settle(workspace, stale),
      onLocked: locked => respectLocks(workspace, locked),
      onSeriesChanged: () => newVolume(label.seriesInstanceUid),
      onLost: lost => setTimeout(() => toast(t('save.lost', { n: lost.length }), 'bad')),
    });
    // where browsers encrypt nothing, unsent work lives in the page alone
    if (!drafts) workspace.store.set({ unkept: isSecureContext ? 'notKept' : 'noTls' });
    const unsent = queue.restore(await drafts?.all() ?? []);
    const changes = showUnsent(workspace, unsent);
    // Unless the page has just said why it opened itself anew: then they are its own.
    if (unsent.length > 0) setTimeout(() => {
      if (!document.querySelector('.toast')) toast(t('save.restored', { n: unsent.length }));
    });
    rememberEarlierWork(workspace, changes).catch(() => undefined); // undo then reaches only this page's work
    workspace.events.on('keptFromUndo', ({ slices }) => refuse(t('undo.kept', { n: imageNumbers(workspace, slices) })));
    workspace.events.on('paintedNothing', ({ why }) => refuse(t(`paint.${why}`, { name: segmentName(workspace.segments.active) })));
    workspace.events.on('undoFailed', ({ error }) => report(error));
    addEventListener('beforeunload', event => { if (!queue.isEmpty) event.preventDefault(); });
    addEventListener('online', () => queue.retry());
    addEventListener('focus', () => { if (workspace.state.saving.kind === 'failed') queue.retry(); });
    keepThroughSignOut(workspace, queue, draftKey?.userId);
    if (drafts && owner) void sendLeftBehind(drafts, owner);
  }
  void followOthers(workspace, bases, own);
}

const NO_DRAFTS: Drafts = { put: async () => false, remove: async () => undefined };

/** A sign-in that ran out is renewed on the spot; signing out waits until everything is sent. */
function keepThroughSignOut(workspace: Workspace, queue: SaveQueue, userId: string | undefined): void {
  const { store } = workspace;
  store.watch(['saving'], () => {
    const { saving } = store.state;
    if (saving.kind !== 'failed' || saving.failure.kind !== 'signed-out') return;
    void askToSignIn().then(async () => {
      // somebody else's sign-in must not send this person's work: theirs is another page
      if (userId === undefined || (await getDraftKey().catch(() => undefined))?.userId === userId) queue.retry();
      else location.reload();
    });
  });
  let isWarned = false;
  document.querySelector<HTMLFormElement>('form[action="/auth/sign-out"]')?.addEventListener('submit', event => {
    if (queue.isEmpty || isWarned) return;
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    if (store.state.saving.kind === 'offline') {
      isWarned = true;
      toast(t(store.state.saving.isKept ? 'save.signOutUnsent' : 'save.signOutLost', { n: store.state.saving.count }), 'bad');
    } else {
      whenSaved(workspace, () => form.submit());
    }
  });
}

/** Sends what this person's earlier pages left unsent on other labels; what needs a decision waits until that label is opened. */
async function sendLeftBehind(drafts: IndexedDbDrafts, owner: DraftOwner): Promise<void> {
  for (const labelId of await drafts.otherLabels()) {
    const others = new IndexedDbDrafts(labelId, owner);
    try {
      for (let saves = await others.all(); saves.length > 0;) {
        const { saved } = await saveRevisions(labelId, saves.slice(0, MAX_TOGETHER).map(save => bodyOf(save, save.bases)));
        await Promise.all(saves.splice(0, saved.length).map(save => others.remove(save.operationId)));
      }
    } catch (error) {
      // an outage: kept. What needs a decision is said, with the way there
      if (error instanceof ApiFailure && error.kind === 'refused' && !error.isPassing)
        toast(t('save.leftBehind'), 'bad', { text: t('save.openThatLabel'), address: `/labels/${labelId}` });
    }
  }
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

/** Image numbers of slices as people count them, ascending. */
function imageNumbers(workspace: Workspace, slices: readonly number[]): string {
  return slices.map(slice => imageNumber(slice, workspace.sliceCount)).sort((a, b) => a - b).join(', ');
}

/** Asks for each slice that somebody else changed meanwhile, or once for all of them. */
async function settle(workspace: Workspace, stale: StaleSlice[]): Promise<Settlement> {
  if (workspace.saves?.hasMoved) return (_, mine) => mine; // the page shows other slices by now; history keeps theirs
  const settled = new Map<number, { choice: Choice; base: Uint8Array; theirs: Uint8Array }>();
  let forOthers: Choice | undefined;
  for (const [n, slice] of stale.entries()) {
    const conflict = await conflictOf(workspace, slice);
    let choice = forOthers;
    if (!choice) {
      const answer = await askWhoseToKeep(workspace, conflict, stale.length - n - 1);
      choice = answer.choice;
      if (answer.forOthers) forOthers = choice;
    }
    settled.set(slice.slice, { choice, base: conflict.base, theirs: conflict.theirs });
    if (choice === 'both') workspace.masks.load(slice.slice, mergeMasks(conflict.base, conflict.mine, conflict.theirs));
  }
  const given = [...settled].filter(([, { choice }]) => choice === 'theirs');
  if (given.length > 0) workspace.adopt(new Map(given.map(([slice, { theirs }]) => [slice, theirs])));
  return (slice, mine) => {
    const { choice, base, theirs } = settled.get(slice)!;
    return choice === 'mine' ? mine : choice === 'both' ? mergeMasks(base, mine, theirs) : undefined;
  };
}

/** The series as it is now; a failure that passes while its volume is still being built. */
async function newVolume(seriesUid: string): Promise<Volume> {
  const series = await getSeries(seriesUid);
  if (!series.volumeId) throw new ApiFailure('refused', 503);
  return series;
}

/** Somebody has locked segments meanwhile: their pixels stay as the server has them. */
async function respectLocks(workspace: Workspace, locked: LockedSlice[]): Promise<Settlement> {
  const newest = await getLabel(workspace.label.id);
  const isLocked = new Set(newest.segments.filter(segment => segment.locked).map(segment => segment.number));
  const empty = new Uint8Array(newest.rows * newest.columns);
  const theirs = new Map(await Promise.all(locked.map(async ({ slice }) =>
    [slice, (await getMask(newest, slice))?.labels ?? empty] as const)));
  const kept = (slice: number, mine: Uint8Array) => {
    const stored = theirs.get(slice)!;
    return mine.map((label, p) => (isLocked.has(label) || isLocked.has(stored[p]!) ? stored[p]! : label));
  };
  workspace.segments.adopt(newest.segments);
  if (!workspace.saves?.hasMoved) for (const { slice } of locked) workspace.masks.load(slice, kept(slice, workspace.mask(slice)));
  toast(t('paint.lockedMeanwhile'), 'bad');
  return kept;
}

async function conflictOf(workspace: Workspace, stale: StaleSlice): Promise<Conflict> {
  const { label } = workspace;
  const at = async (revision: number) =>
    (revision > 0 ? await getMask(label, stale.slice, revision) : undefined)?.labels ?? new Uint8Array(label.rows * label.columns);
  const [base, theirs] = await Promise.all([at(stale.baseRevision), at(stale.currentRevision)]);
  return { stale, base, theirs, mine: workspace.mask(stale.slice).slice() };
}
