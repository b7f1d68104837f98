import { describe, expect, it } from 'vitest';
import type { ProposedLevel, SeriesLevels } from '../../contracts/services.ts';
import { Store } from '../../store/store.ts';
import type { AreaState } from './areaState.ts';
import { levelsAt, ProposedLevels } from './proposedLevels.ts';
import { RangeHistory } from './rangeHistory.ts';

const level = (name: string, slice: number): ProposedLevel =>
  ({ name, z: slice, slice, firstSlice: slice - 2, lastSlice: slice + 2, probability: 0.7, confidence: 0.6 });

const found: SeriesLevels = {
  seriesInstanceUid: '1', volumeId: 'v', state: 'ready', reason: null, confidence: 0.66, preselect: true,
  levels: [level('S1', 5), level('L5', 12), level('L4', 19), level('L3', 26)],
  numberings: [
    { shift: 0, probability: 0.7, confidence: 0.66, names: ['S1', 'L5', 'L4', 'L3'] },
    { shift: 1, probability: 0.2, confidence: 0.19, names: ['L5', 'L4', 'L3', 'L2'] },
    { shift: -1, probability: 0.1, confidence: 0.1, names: [null as never, 'S1', 'L5', 'L4'] },
  ],
};

function start() {
  const store = new Store<AreaState>({
    at: [0, 0, 0], range: undefined, level: '', window: { center: 0, width: 1 }, isInverted: false, isCrossHairShown: true,
  });
  return { store, levels: new ProposedLevels(store, new RangeHistory(store), 40) };
}

describe('ProposedLevels', () => {
  it('names the vertebrae as a numbering does', () => {
    expect(levelsAt(found, -1).map(each => [each.name, each.slice])).toEqual([['S1', 12], ['L5', 19], ['L4', 26]]);
  });
  it('marks a sure one before anybody has', () => {
    const { store, levels } = start();
    levels.show(found);
    expect([store.state.level, store.state.range, store.state.at[2]]).toEqual(['L3', { first: 24, last: 28 }, 26]);
  });
  it('marks none that is not sure', () => {
    const { store, levels } = start();
    levels.show({ ...found, preselect: false });
    expect([store.state.level, store.state.range]).toEqual(['', undefined]);
  });
  it('shows nothing where every name is as good as another', () => {
    const { levels } = start();
    levels.show({ ...found, numberings: found.numberings.map(each => ({ ...each, probability: 0.05 })) });
    expect(levels.named).toEqual([]);
  });
  it('leaves what somebody has marked', () => {
    const { store, levels } = start();
    store.set({ range: { first: 1, last: 1 } });
    levels.show(found);
    expect(store.state.range).toEqual({ first: 1, last: 1 });
  });
  it('moves the level with the numbering', () => {
    const { store, levels } = start();
    levels.show(found);
    levels.number(1);
    expect([store.state.level, store.state.range]).toEqual(['L3', { first: 17, last: 21 }]);
    expect([levels.canShift(1), levels.canShift(-1)]).toEqual([false, true]);
  });
  it('keeps what was proposed, whatever is marked', () => {
    const { levels } = start();
    levels.show(found);
    levels.number(1);
    expect(levels.proposedFor('L3')).toEqual({ level: 'L3', firstSlice: 24, lastSlice: 28, confidence: 0.6 });
    expect(levels.proposedFor(null)).toBeNull();
  });
});
