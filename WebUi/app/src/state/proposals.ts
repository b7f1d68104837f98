import type { PendingProposal } from './labelState.ts';
import type { Workspace } from './workspace.ts';

/** What accepting a proposal would change on one slice, in pixels of each label. */
export interface ProposalEffect {
  readonly added: Uint32Array;
  readonly removed: Uint32Array;
  /** Proposed, and left to the segments they belong to. */
  readonly kept: Uint32Array;
}

export function effectOf(workspace: Workspace, proposal: PendingProposal, slice: number): ProposalEffect {
  const [added, removed, kept] = [new Uint32Array(256), new Uint32Array(256), new Uint32Array(256)];
  const mask = workspace.mask(slice);
  forEachProposed(workspace, proposal, slice, (index, number, isTaken) => {
    if (isTaken) added[number]!++;
    (isTaken ? removed : kept)[mask[index]!]!++;
  });
  return { added, removed, kept };
}

/** A proposal as it is to be shown on a slice: without the pixels that accepting it would leave as they are. */
export function shownProposal(workspace: Workspace, proposal: PendingProposal, slice: number): Uint8Array | undefined {
  const shown = proposal.masks.get(slice)?.slice();
  if (shown) forEachProposed(workspace, proposal, slice, (index, _, isTaken) => { if (!isTaken) shown[index] = 0; });
  return shown;
}

/** Whether anything would become of a proposal that is accepted. */
export function changesAnything(workspace: Workspace, proposal: PendingProposal): boolean {
  return [...proposal.masks.keys()].some(slice => effectOf(workspace, proposal, slice).removed.some(count => count > 0));
}

/** Slices on which a proposal has pixels, in reading order. */
export function proposedSlices(workspace: Workspace, proposal: PendingProposal | undefined): number[] {
  return workspace.readingOrder.filter(slice => proposal?.masks.get(slice)?.some(number => number !== 0));
}

/** A proposal that would be lost if nobody decided about it. */
export function waitingProposal(workspace: Workspace): PendingProposal | undefined {
  const { proposal } = workspace.state;
  return proposedSlices(workspace, proposal).length > 0 ? proposal : undefined;
}

export interface AskingFor {
  /** The answer is for all slices, whichever is on show. */
  readonly allSlices?: boolean | undefined;
  /** The answer begins with what is proposed on the slice on show, and holds it. */
  readonly goesOn?: boolean | undefined;
}

/**
 * Whether a new answer may take the place of what is proposed: a better one to the same question may, and one that goes
 * on from it. Otherwise the proposal is shown, and that it waits is said.
 */
export function mayAsk(workspace: Workspace, tool: string, { allSlices, goesOn }: AskingFor = {}): boolean {
  const { slice } = workspace.state;
  const proposal = waitingProposal(workspace);
  if (!proposal || (proposal.tool === tool && (proposal.masks.has(slice) || allSlices))) return true;
  if (goesOn && proposal.model === null && proposal.masks.size === 1 && proposal.masks.has(slice)) return true;
  const slices = proposedSlices(workspace, proposal);
  if (!slices.includes(slice)) workspace.goTo(slices[0]!);
  workspace.events.emit('proposalWaits', { proposal });
  return false;
}

/** Shows a slice that a new proposal is about, and keeps account of those that have been looked at. */
export function watchProposals(workspace: Workspace): void {
  const { store } = workspace;
  let known: PendingProposal | undefined;
  store.watch(['proposal', 'slice'], () => {
    const { proposal, slice, seenSlices } = store.state;
    if (!proposal) return;
    const isNew = proposal !== known;
    known = proposal;
    const proposed = proposedSlices(workspace, proposal);
    const nearest = proposed.toSorted((a, b) => Math.abs(a - slice) - Math.abs(b - slice))[0];
    store.set({ seenSlices: new Set([...(isNew ? [] : seenSlices), slice]) });
    if (isNew && nearest !== undefined && !proposed.includes(slice)) workspace.goTo(nearest);
  });
}

/** The next slice of the proposal that nobody has looked at yet, on from the one on show. */
export function nextUnseen(workspace: Workspace): number | undefined {
  const { proposal, slice, seenSlices } = workspace.state;
  const unseen = proposedSlices(workspace, proposal).filter(each => !seenSlices.has(each));
  return unseen.find(each => each < slice) ?? unseen[0];
}

/** What Enter does about a proposal: shows what nobody has seen of it, and accepts it after that. @returns whether it was accepted */
export function lookOrAccept(workspace: Workspace): boolean {
  const unseen = nextUnseen(workspace);
  if (unseen === undefined) acceptProposal(workspace);
  else workspace.goTo(unseen);
  return unseen === undefined;
}

/** Puts a proposal into the label as one step, sparing locked segments and what "over" says, and clears it. */
export function acceptProposal(workspace: Workspace): void {
  const proposal = workspace.state.proposal;
  if (!proposal || !workspace.canChange) return;
  const { proposeOver } = workspace.state.rules;
  const edits = [...proposal.masks.keys()].map(slice => {
    const edit = workspace.masks.beginEdit(slice);
    const mask = workspace.mask(slice);
    const taken: [number, number][] = [];
    forEachProposed(workspace, proposal, slice, (index, number, isTaken) => { if (isTaken) taken.push([index, number]); });
    for (const [index, number] of taken) mask[index] = number;
    workspace.masks.touched(edit, { left: 0, top: 0, width: workspace.label.columns, height: workspace.label.rows });
    return edit;
  });
  workspace.store.set({ proposal: undefined });
  const parameters = moves(proposal) ? proposal.parameters : { ...proposal.parameters, over: proposeOver };
  workspace.commit(edits, proposal.tool, parameters, proposal.model);
}

export function refuseProposal(workspace: Workspace): void {
  workspace.store.set({ proposal: undefined });
}

/** From one segment to another, or away. */
function moves({ moves, erases }: PendingProposal): boolean {
  return moves === true || erases === true;
}

/**
 * Visits the proposed pixels that carry another number now, and says whether accepting would take them: locks and "over"
 * decide. The tools have applied HU ranges already.
 */
function forEachProposed(
  workspace: Workspace, proposal: PendingProposal, slice: number, visit: (index: number, number: number, isTaken: boolean) => void,
): void {
  const proposed = proposal.masks.get(slice);
  if (!proposed) return;
  const mask = workspace.mask(slice);
  const { proposeOver } = workspace.state.rules;
  const under = moves(proposal) || proposeOver === 'all' ? undefined : proposeOver === 'empty' ? 0 : proposeOver;
  const writable = new Map<number, ((index: number) => boolean) | undefined>();
  for (let index = 0; index < proposed.length; index++) {
    if (proposed[index] === 0 || (proposal.erases && mask[index] !== proposed[index])) continue;
    const number = proposal.erases ? 0 : proposed[index]!;
    if (mask[index] === number) continue;
    if (!writable.has(number)) writable.set(number, workspace.segments.writable(slice, number, false));
    const isFree = under === undefined || mask[index] === under;
    visit(index, number, isFree && (writable.get(number)?.(index) ?? false));
  }
}
