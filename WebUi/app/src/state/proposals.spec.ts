import { describe, expect, it } from 'vitest';
import { TestWorkspace } from '../tools/shared/testWorkspace.ts';
import type { PendingProposal } from './labelState.ts';
import { acceptProposal, effectOf, lookOrAccept, mayAsk, nextUnseen, shownProposal, watchProposals } from './proposals.ts';

/** A proposal of segment 1 on the first row's first pixels of each slice. */
function propose({ work }: TestWorkspace, slices: Record<number, number>, more: Partial<PendingProposal> = {}): PendingProposal {
  const proposal: PendingProposal = {
    tool: 'carry', parameters: {}, model: null, elapsedMs: undefined, strokes: 0, notices: [], ...more,
    masks: new Map(Object.entries(slices).map(([slice, pixels]) =>
      [Number(slice), Uint8Array.from({ length: 63 }, (_, index) => (index < pixels ? 1 : 0))])),
  };
  work.store.set({ proposal });
  return proposal;
}

describe('over', () => {
  it('leaves other segments their pixels unless a person says otherwise, and says how many', () => {
    const test = new TestWorkspace();
    test.draw(['22.......', ...new Array<string>(6).fill('.........')]);
    const proposal = propose(test, { 4: 3 });
    const { added, removed, kept } = effectOf(test.work, proposal, 4);
    expect([added[1], removed[2], kept[2]]).toEqual([1, 0, 2]);
    expect([...shownProposal(test.work, proposal, 4)!.slice(0, 4)]).toEqual([0, 0, 1, 0]);
    acceptProposal(test.work);
    expect(test.shown()[0]).toBe('221......');
    expect(test.saved[0]!.parameters['over']).toBe('empty');
  });
  it('takes only what one segment holds when that is chosen', () => {
    const test = new TestWorkspace();
    test.draw(['23.......', ...new Array<string>(6).fill('.........')]);
    test.work.setRules({ proposeOver: 3 });
    propose(test, { 4: 3 });
    acceptProposal(test.work);
    expect(test.shown()[0]).toBe('21.......');
  });
  it('does not hold for splitting, which moves pixels between segments', () => {
    const test = new TestWorkspace();
    test.draw(['22.......', ...new Array<string>(6).fill('.........')]);
    propose(test, { 4: 2 }, { tool: 'split', moves: true });
    acceptProposal(test.work);
    expect(test.shown()[0]).toBe('11.......');
  });
});

describe('looking before accepting', () => {
  it('shows a slice that has the proposal when the one on show has none', () => {
    const test = new TestWorkspace();
    watchProposals(test.work);
    propose(test, { 4: 0, 5: 2 });
    expect(test.work.state.slice).toBe(5);
  });
  it('accepts nothing that nobody has seen: each Enter shows another slice, the last accepts', () => {
    const test = new TestWorkspace();
    watchProposals(test.work);
    propose(test, { 3: 1, 4: 1, 5: 1 });
    expect(lookOrAccept(test.work)).toBe(false);
    expect(test.work.state.slice).toBe(3);
    expect(lookOrAccept(test.work)).toBe(false);
    expect(test.work.state.slice).toBe(5);
    expect(nextUnseen(test.work)).toBeUndefined();
    expect(lookOrAccept(test.work)).toBe(true);
    expect(test.saved[0]!.slices).toEqual([3, 4, 5]);
  });
  it('counts slices anew when the proposal changes', () => {
    const test = new TestWorkspace();
    watchProposals(test.work);
    propose(test, { 4: 1, 5: 1 });
    test.work.goTo(5);
    propose(test, { 4: 2, 5: 2 });
    expect(nextUnseen(test.work)).toBe(4);
  });
});

describe('mayAsk', () => {
  it('lets a tool answer the same question better', () => {
    const test = new TestWorkspace();
    propose(test, { 4: 1 }, { tool: 'grab-cut' });
    expect(mayAsk(test.work, 'grab-cut')).toBe(true);
  });
  it('keeps a proposal from being replaced by another tool\'s, and shows it', () => {
    const test = new TestWorkspace();
    const waiting: PendingProposal[] = [];
    test.work.events.on('proposalWaits', ({ proposal }) => waiting.push(proposal));
    const proposal = propose(test, { 5: 1 }, { tool: 'grab-cut' });
    expect(mayAsk(test.work, 'threshold')).toBe(false);
    expect(waiting).toEqual([proposal]);
    expect(test.work.state.slice).toBe(5);
  });
  it('lets carrying go on from what is proposed here', () => {
    const test = new TestWorkspace();
    propose(test, { 4: 1 }, { tool: 'grab-cut' });
    expect(mayAsk(test.work, 'carry', { goesOn: true })).toBe(true);
  });
  it('has nothing to keep where nothing was found', () => {
    const test = new TestWorkspace();
    propose(test, { 4: 0 }, { tool: 'grab-cut' });
    expect(mayAsk(test.work, 'threshold')).toBe(true);
  });
});
