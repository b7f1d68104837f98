import { describe, expect, it } from 'vitest';
import { HU_LOCK, Options } from './options.ts';
import { TestWorkspace } from './testWorkspace.ts';

describe('Options', () => {
  const cut = new Options('cut', { strokePx: 5, isWide: false });
  const grow = new Options('grow', { strokePx: 7 });

  it('are the defaults until somebody sets them', () => {
    const { work } = new TestWorkspace();
    expect(cut.of(work)).toEqual({ strokePx: 5, isWide: false });
    cut.set(work, { isWide: true });
    expect(cut.of(work)).toEqual({ strokePx: 5, isWide: true });
  });
  it('of one tool leave those of others alone, whatever they are called', () => {
    const { work } = new TestWorkspace();
    cut.set(work, { strokePx: 9 });
    expect(grow.of(work).strokePx).toBe(7);
  });
  it('are set from the bar', () => {
    const { work } = new TestWorkspace();
    const range = cut.range('strokePx', { label: () => 'Stroke', min: 1, max: 20, step: 1, unit: 'px' });
    range.set(work, 12);
    expect([range.of(work), cut.of(work).strokePx]).toEqual([12, 12]);
  });
  it('of a number may be left empty; then it is the one behind it', () => {
    const { work } = new TestWorkspace();
    const least = new Options<{ least: number | null }>('least', { least: null });
    const number = least.number('least', { label: () => 'Least', step: 1, otherwise: ({ segments }) => segments.active.minHu });
    expect([number.of(work), number.otherwise(work)]).toEqual([null, -29]);
    number.set(work, 7);
    expect(least.of(work)).toEqual({ least: 7 });
  });
});

it('the HU lock is one for all tools', () => {
  const { work } = new TestWorkspace();
  HU_LOCK.set(work, false);
  expect(work.state.rules.huLock).toBe(false);
});
