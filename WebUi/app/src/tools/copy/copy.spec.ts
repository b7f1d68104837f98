import { describe, expect, it, vi } from 'vitest';
import type { ToolPage } from '../shared/page.ts';
import { EMPTY, TestWorkspace } from '../shared/testWorkspace.ts';
import { copyHere, copyLabels, copyOn, options } from './tool.ts';

describe('copy', () => {
  it('adds all segments of another slice, where each may be painted', () => {
    const test = new TestWorkspace();
    test.draw(['112233...', ...EMPTY.slice(1)], 5);
    expect(copyLabels(test.work, 5, 4)).toBe(true);
    expect(test.shown()[0]).toBe('11..33...'); // 50 HU is outside of segment 2's range
    expect(test.saved).toMatchObject([{ tool: 'copy', parameters: { from: 5, segment: null } }]);
  });
  it('copies the active segment only, without the HU range', () => {
    const test = new TestWorkspace();
    test.draw(['112233...', ...EMPTY.slice(1)], 5);
    options.set(test.work, { isCopyingAll: false });
    test.work.setRules({ huLock: false });
    test.work.store.set({ segment: 2 });
    copyLabels(test.work, 5, 4);
    expect(test.shown()[0]).toBe('..22.....');
  });
  it('has nothing to copy from beyond the label', () => expect(copyLabels(new TestWorkspace().work, 6, 5)).toBe(false));
});

describe('copying by button and key', () => {
  const begin = (isRefused = false) => {
    const test = new TestWorkspace();
    const refuse = vi.fn();
    test.draw(['11.......', ...EMPTY.slice(1)]);
    return { test, refuse, page: { workspace: test.work, refuse, isRefusedNow: () => isRefused } as Partial<ToolPage> as ToolPage };
  };

  it('takes a neighbour\'s labels to the slice on show', () => {
    const { test, page } = begin();
    test.work.goTo(3);
    copyHere(page, 1);
    expect(test.shown(3)[0]).toBe('11.......');
  });
  it('goes along to the neighbour', () => {
    const { test, page } = begin();
    copyOn(page, 1);
    expect([test.work.state.slice, test.shown(5)[0]]).toEqual([5, '11.......']);
  });
  it('says so when there was nothing to copy', () => {
    const { test, page, refuse } = begin();
    test.work.goTo(5);
    copyOn(page, -1);
    expect(refuse).toHaveBeenCalledOnce();
  });
  it('does nothing at the end of the label', () => {
    const { test, page, refuse } = begin();
    test.work.goTo(5);
    copyOn(page, 1);
    expect([test.work.state.slice, test.saved.length, refuse.mock.calls.length]).toEqual([5, 0, 0]);
  });
  it('does nothing while an earlier revision is on show', () => {
    const { test, page } = begin(true);
    copyOn(page, 1);
    expect([test.work.state.slice, test.saved.length]).toEqual([4, 0]);
  });
});
