import { describe, expect, it } from 'vitest';
import { createPatch, swapPatch } from './patch.ts';

describe('createPatch', () => {
  const before = Uint8Array.from([0, 0, 0, 0, 1, 0, 0, 0, 0]);
  const after = Uint8Array.from([0, 0, 0, 0, 2, 2, 0, 0, 0]);

  it('holds only the box that changed', () => {
    const patch = createPatch(7, before, after, 3)!;
    expect(patch.box).toEqual({ left: 1, top: 1, width: 2, height: 1 });
    expect([...patch.before]).toEqual([1, 0]);
    expect([...patch.after]).toEqual([2, 2]);
  });
  it('is nothing when nothing changed', () => expect(createPatch(7, before, before.slice(), 3)).toBeUndefined());
});

describe('swapPatch', () => {
  const before = Uint8Array.from([0, 0, 0, 0, 1, 0, 0, 0, 0]);
  const after = Uint8Array.from([0, 0, 0, 0, 2, 2, 0, 0, 0]);
  const patch = createPatch(7, before, after, 3)!;

  it('goes back and forth', () => {
    const mask = after.slice();
    expect(swapPatch(mask, 3, patch, 'before')).toEqual({ changed: 2, left: 0 });
    expect(mask).toEqual(before);
    swapPatch(mask, 3, patch, 'after');
    expect(mask).toEqual(after);
  });
  it('leaves what has been changed since, and pixels that the step never touched', () => {
    const mask = Uint8Array.from([5, 0, 0, 0, 2, 3, 0, 0, 5]);
    expect(swapPatch(mask, 3, patch, 'before')).toEqual({ changed: 1, left: 1 });
    expect([...mask]).toEqual([5, 0, 0, 0, 1, 3, 0, 0, 5]);
  });
});
