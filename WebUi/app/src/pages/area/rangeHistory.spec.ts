import { describe, expect, it } from 'vitest';
import { Store } from '../../store/store.ts';
import type { AreaState } from './areaState.ts';
import { RangeHistory } from './rangeHistory.ts';

function start() {
  const store = new Store<AreaState>({
    at: [0, 0, 0], range: undefined, level: '', window: { center: 0, width: 1 }, isInverted: false, isCrossHairShown: true,
  });
  const history = new RangeHistory(store);
  const mark = (first: number, last: number) => {
    history.remember();
    store.set({ range: { first, last } });
  };
  return { store, history, mark };
}

describe('RangeHistory', () => {
  it('goes back to nothing marked, and forth again', () => {
    const { store, history, mark } = start();
    mark(3, 5);
    mark(7, 9);
    history.undo();
    expect(store.state.range).toEqual({ first: 3, last: 5 });
    history.undo();
    expect(store.state.range).toBeUndefined();
    history.undo();
    history.redo();
    history.redo();
    expect(store.state.range).toEqual({ first: 7, last: 9 });
  });
  it('passes over gestures that changed nothing', () => {
    const { store, history, mark } = start();
    mark(3, 5);
    history.remember();
    history.remember();
    history.undo();
    expect(store.state.range).toBeUndefined();
  });
  it('forgets what was taken back once something else is marked', () => {
    const { store, history, mark } = start();
    mark(3, 5);
    history.undo();
    mark(1, 1);
    history.redo();
    expect(store.state.range).toEqual({ first: 1, last: 1 });
  });
});
