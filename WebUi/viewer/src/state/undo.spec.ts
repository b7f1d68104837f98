import { describe, expect, it, vi } from 'vitest';
import { createPatch, replay, swapPatch, UndoStack, type UndoStep } from './undo.ts';

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

describe('UndoStack', () => {
  const record = (log: string[]) => (name: string): UndoStep => ({ apply: to => void log.push(`${name} ${to}`) });

  it('takes back in reverse order and makes again', () => {
    const log: string[] = [];
    const stack = new UndoStack();
    stack.push(record(log)('a'));
    stack.push(record(log)('b'));
    for (let n = 0; n < 3; n++) stack.undo();
    for (let n = 0; n < 3; n++) stack.redo();
    expect(log).toEqual(['b before', 'a before', 'a after', 'b after']);
  });
  it('forgets what was taken back once a new step is made', () => {
    const log: string[] = [];
    const stack = new UndoStack();
    stack.push(record(log)('a'));
    stack.undo();
    stack.push(record(log)('b'));
    expect(stack.canRedo).toBe(false);
    stack.undo();
    expect(log.at(-1)).toBe('b before');
  });
  it('waits for a step that must be fetched before it takes back the next', async () => {
    const log: string[] = [];
    let arrive: () => void = () => undefined;
    const stack = new UndoStack();
    stack.putBelow([record(log)('a'), { apply: () => new Promise<void>(resolve => { arrive = () => { log.push('b'); resolve(); }; }) }], []);
    stack.undo();
    stack.undo();
    expect(log).toEqual([]);
    arrive();
    await vi.waitFor(() => expect(log).toEqual(['b', 'a before']), { timeout: 20_000 });
  });
  it('keeps a step that could not be fetched', async () => {
    const failures: unknown[] = [];
    const stack = new UndoStack(undefined, error => failures.push(error));
    stack.putBelow([{ apply: () => Promise.reject(new Error('away')) }], []);
    stack.undo();
    await vi.waitFor(() => expect(failures).toHaveLength(1), { timeout: 20_000 });
    expect([stack.canUndo, stack.canRedo]).toEqual([true, false]);
  });
  it('puts the steps of an earlier page below, and keeps what was taken back only while nothing is new', () => {
    const log: string[] = [];
    const step = record(log);
    const stack = new UndoStack();
    stack.push(step('new'));
    stack.putBelow([step('old')], [step('undone')]);
    expect(stack.canRedo).toBe(false);
    stack.undo();
    stack.undo();
    expect(log).toEqual(['new before', 'old before']);
  });
});

describe('replay', () => {
  const change = (operationId: string, tool = 'brush', operation?: string) => ({ operationId, tool, parameters: operation ? { operation } : null });
  const names = (changes: { operationId: string }[]) => changes.map(each => each.operationId);

  it('takes back what an undo names', () => {
    const { done, undone } = replay([change('a'), change('b'), change('u', 'undo', 'b')]);
    expect([names(done), names(undone)]).toEqual([['a'], ['b']]);
  });
  it('has what was made again, in the order of the redo', () => {
    const { done, undone } = replay([
      change('a'), change('b'), change('u', 'undo', 'b'), change('v', 'undo', 'a'), change('r', 'redo', 'a')]);
    expect([names(done), names(undone)]).toEqual([['a'], ['b']]);
  });
  it('forgets what was taken back once something new was made', () => {
    const { done, undone } = replay([change('a'), change('u', 'undo', 'a'), change('b')]);
    expect([names(done), names(undone)]).toEqual([['b'], []]);
  });
  it('skips an undo of what is too old to be listed', () => {
    expect(names(replay([change('u', 'undo', 'older'), change('a')]).done)).toEqual(['a']);
  });
});
