import { describe, expect, it, vi } from 'vitest';
import { History, replay, type UndoStep } from './history.ts';

describe('History', () => {
  const record = (log: string[]) => (name: string): UndoStep => ({ apply: to => void log.push(`${name} ${to}`) });

  it('takes back in reverse order and makes again', () => {
    const log: string[] = [];
    const history = new History();
    history.push(record(log)('a'));
    history.push(record(log)('b'));
    for (let n = 0; n < 3; n++) history.undo();
    for (let n = 0; n < 3; n++) history.redo();
    expect(log).toEqual(['b before', 'a before', 'a after', 'b after']);
  });
  it('forgets what was taken back once a new step is made', () => {
    const log: string[] = [];
    const history = new History();
    history.push(record(log)('a'));
    history.undo();
    history.push(record(log)('b'));
    expect(history.canRedo).toBe(false);
    history.undo();
    expect(log.at(-1)).toBe('b before');
  });
  it('waits for a step that must be fetched before it takes back the next', async () => {
    const log: string[] = [];
    let arrive: () => void = () => undefined;
    const history = new History();
    const fetched = new Promise<void>(resolve => { arrive = () => { log.push('b'); resolve(); }; });
    history.putBelow([record(log)('a'), { apply: () => fetched }], []);
    history.undo();
    history.undo();
    expect(log).toEqual([]);
    arrive();
    await vi.waitFor(() => expect(log).toEqual(['b', 'a before']), { timeout: 20_000 });
  });
  it('keeps a step that could not be fetched', async () => {
    const failures: unknown[] = [];
    const history = new History(undefined, error => failures.push(error));
    history.putBelow([{ apply: () => Promise.reject(new Error('away')) }], []);
    history.undo();
    await vi.waitFor(() => expect(failures).toHaveLength(1), { timeout: 20_000 });
    expect([history.canUndo, history.canRedo]).toEqual([true, false]);
  });
  it('tells what is done here from what an earlier page did', () => {
    const history = new History();
    history.putBelow([record([])('old')], []);
    expect([history.canUndo, history.hasNew]).toEqual([true, false]);
    history.push(record([])('new'));
    history.undo();
    expect(history.hasNew).toBe(true); // taking it back is a change, too
  });
  it('tells after each move what can be taken back and made again', () => {
    const told: [boolean, boolean][] = [];
    const history: History = new History(() => void told.push([history.canUndo, history.canRedo]));
    history.push(record([])('a'));
    history.undo();
    history.redo();
    expect(told).toEqual([[true, false], [false, true], [true, false]]);
  });
  it('puts the steps of an earlier page below, and keeps what was taken back only while nothing is new', () => {
    const log: string[] = [];
    const step = record(log);
    const history = new History();
    history.push(step('new'));
    history.putBelow([step('old')], [step('undone')]);
    expect(history.canRedo).toBe(false);
    history.undo();
    history.undo();
    expect(log).toEqual(['new before', 'old before']);
  });
});

describe('replay', () => {
  const change = (operationId: string, tool = 'brush', operation?: string) =>
    ({ operationId, tool, parameters: operation ? { operation } : null });
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
