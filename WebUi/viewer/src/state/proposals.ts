import type { PendingProposal } from './labelState.ts';
import type { Workspace } from './workspace.ts';

/** What accepting a proposal would change on one slice, in pixels of each label. */
export function effectOf(workspace: Workspace, proposal: PendingProposal, slice: number): { added: Uint32Array; removed: Uint32Array } {
  const added = new Uint32Array(256);
  const removed = new Uint32Array(256);
  const mask = workspace.mask(slice);
  forEachAccepted(workspace, proposal, slice, (index, number) => {
    added[number]!++;
    removed[mask[index]!]!++;
  });
  return { added, removed };
}

/** Puts a proposal into the label as one step, sparing locked segments, and clears it. */
export function acceptProposal(workspace: Workspace): void {
  const proposal = workspace.state.proposal;
  if (!proposal || !workspace.canEdit || workspace.state.preview) return;
  workspace.store.set({ proposal: undefined });
  const edits = [...proposal.masks.keys()].map(slice => {
    const edit = workspace.beginEdit(slice);
    const mask = workspace.mask(slice);
    forEachAccepted(workspace, proposal, slice, (index, number) => { mask[index] = number; });
    workspace.touched(edit, { left: 0, top: 0, width: workspace.label.columns, height: workspace.label.rows });
    return edit;
  });
  workspace.commit(edits, proposal.tool, proposal.parameters, proposal.model);
}

export function refuseProposal(workspace: Workspace): void {
  workspace.store.set({ proposal: undefined });
}

/** Visits the pixels that would change. The tools have applied HU ranges already, so only locks count here. */
function forEachAccepted(workspace: Workspace, proposal: PendingProposal, slice: number, visit: (index: number, number: number) => void): void {
  const proposed = proposal.masks.get(slice);
  if (!proposed) return;
  const mask = workspace.mask(slice);
  const writable = new Map<number, ((index: number) => boolean) | undefined>();
  for (let index = 0; index < proposed.length; index++) {
    if (proposed[index] === 0 || (proposal.erases && mask[index] !== proposed[index])) continue;
    const number = proposal.erases ? 0 : proposed[index]!;
    if (mask[index] === number) continue;
    if (!writable.has(number)) writable.set(number, workspace.writable(slice, number, false));
    if (writable.get(number)?.(index)) visit(index, number);
  }
}
