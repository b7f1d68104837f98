import { describe, expect, it } from 'vitest';
import { EMPTY, TestWorkspace } from '../shared/testWorkspace.ts';
import { copyLabels, options } from './tool.ts';

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
