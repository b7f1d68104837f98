import { describe, expect, it } from 'vitest';
import { applyPatch, createPatch, UndoStack } from './undo.ts';

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
  it('goes back and forth', () => {
    const patch = createPatch(7, before, after, 3)!;
    const mask = after.slice();
    applyPatch(mask, 3, patch, 'before');
    expect(mask).toEqual(before);
    applyPatch(mask, 3, patch, 'after');
    expect(mask).toEqual(after);
  });
});

describe('UndoStack', () => {
  it('takes back in reverse order and makes again', () => {
    const stack = new UndoStack<string>();
    stack.push('a');
    stack.push('b');
    expect([stack.undo(), stack.undo(), stack.undo()]).toEqual(['b', 'a', undefined]);
    expect([stack.redo(), stack.redo(), stack.redo()]).toEqual(['a', 'b', undefined]);
  });
  it('forgets what was taken back once a new step is made', () => {
    const stack = new UndoStack<string>();
    stack.push('a');
    stack.undo();
    stack.push('b');
    expect(stack.canRedo).toBe(false);
    expect(stack.undo()).toBe('b');
  });
});
