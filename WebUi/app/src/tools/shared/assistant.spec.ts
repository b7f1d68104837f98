import { describe, expect, it, vi } from 'vitest';
import { Assistant, huGate } from './assistant.ts';
import type { Proposal } from '../../contracts/services.ts';
import { nothing, pixels, proposal, segment, SIZE, workspace } from './testAssist.ts';

describe('Assistant', () => {
  it('leaves locked segments out of what it shows', async () => {
    const work = workspace(segment(1), segment(2, true));
    work.mask(3)[5] = 2;
    await new Assistant(work, nothing).ask({ tool: 'threshold', parameters: {} }, () => Promise.resolve(proposal(pixels(4, 5, 6))));
    expect([...work.state.proposal!.masks.get(3)!].flatMap((number, index) => (number ? [index] : []))).toEqual([4, 6]);
  });

  it('does not ask for a locked segment, and says why', async () => {
    const report = vi.fn();
    const request = vi.fn();
    await new Assistant(workspace(segment(1, true)), report).ask({ tool: 'threshold', parameters: {} }, request);
    expect(request).not.toHaveBeenCalled();
    expect(String(report.mock.calls[0]![0])).toContain('locked');
  });

  it('breaks off the older question', async () => {
    const work = workspace(segment(1));
    const assistant = new Assistant(work, nothing);
    let older: AbortSignal | undefined;
    const first = assistant.ask({ tool: 'threshold', parameters: {} }, signal => {
      older = signal;
      return new Promise(nothing);
    });
    await assistant.ask({ tool: 'threshold', parameters: {} }, () => Promise.resolve(proposal(pixels(9))));
    expect(older!.aborted).toBe(true);
    expect(work.state.proposal!.masks.get(3)![9]).toBe(1);
    void first;
  });

  it('says what is the matter when nothing can be proposed', async () => {
    const report = vi.fn();
    const work = workspace(segment(1));
    await new Assistant(work, report).ask({ tool: 'carry', parameters: {} },
      () => Promise.resolve({ slices: [], notices: [{ code: 'overlap', slice: 4, value: 0.5 }], elapsedMs: 1 }));
    expect(work.state.proposal).toBeUndefined();
    expect(String(report.mock.calls[0]![0])).toContain('0.50');
  });

  it('tells how far it is, and is broken off by hand', async () => {
    const work = workspace(segment(1));
    let answer = nothing as (value: Proposal) => void;
    const asked = new Assistant(work, nothing).ask({ tool: 'carry', parameters: {} }, (_, progress) => {
      progress(2, 10);
      return new Promise(resolve => { answer = resolve; });
    });
    expect(work.state.asking).toMatchObject({ done: 2, total: 10 });
    work.state.asking!.stop();
    answer(proposal(pixels(9)));
    await asked;
    expect([work.state.asking, work.state.proposal]).toEqual([undefined, undefined]);
  });

  it('passes on that the service could not answer, but not what was broken off', async () => {
    const report = vi.fn();
    const assistant = new Assistant(workspace(segment(1)), report);
    await assistant.ask({ tool: 'carry', parameters: {} }, () => Promise.reject(new Error('away')));
    await assistant.ask({ tool: 'carry', parameters: {} }, () => {
      assistant.stop();
      return Promise.reject(new Error('aborted'));
    });
    expect(report.mock.calls.map(([error]) => String(error))).toEqual(['Error: away']);
  });

  it('knows a question it has asked already, unless another segment is in hand by now', async () => {
    const work = workspace(segment(1), segment(2));
    const assistant = new Assistant(work, nothing);
    await assistant.ask({ tool: 'carry', parameters: { n: 1 } }, () => Promise.resolve(proposal(pixels(9))));
    expect([assistant.hasAsked({ n: 1 }), assistant.hasAsked({ n: 2 })]).toEqual([true, false]);
    work.store.set({ segment: 2 });
    expect(assistant.hasAsked({ n: 1 })).toBe(false);
  });
});

describe('huGate', () => {
  it('is the active segment\'s range, where values are HU', () => {
    const work = workspace({ ...segment(1), minHu: -29, maxHu: 150 });
    expect(huGate(work)).toEqual({ minHu: -29, maxHu: 150 });
    work.setRules({ huLock: false });
    expect(huGate(work)).toEqual({ minHu: null, maxHu: null });
  });

  it('is open in MR', () => {
    const work = workspace({ ...segment(1), minHu: -29, maxHu: 150 });
    Object.assign(work.series.voxels!, { unit: '' });
    work.voxels.set(3, new Int16Array(SIZE * SIZE).fill(900));
    expect(huGate(work)).toEqual({ minHu: null, maxHu: null });
    expect(work.segments.writable(3, 1, true)!(0)).toBe(true);
  });
});
