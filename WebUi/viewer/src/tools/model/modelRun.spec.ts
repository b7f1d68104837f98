import { describe, expect, it } from 'vitest';
import type { Segment } from '../../contracts/services.ts';
import { numbersIn } from './modelRun.ts';

const segment = (number: number, key: string, code: string | null): Segment =>
  ({ number, key, name: key, colour: '#ffffff', code, minHu: null, maxHu: null, locked: false, visible: true });

describe('numbers of a model in a label', () => {
  const own = [segment(1, 'muscle', 'SCT:10200004'), segment(2, 'own-1', 'SCT:127954009'), segment(3, 'spleen', null)];
  it('follow what segments stand for, whatever their keys', () =>
    expect(numbersIn(own, [segment(9, 'muscle', 'SCT:127954009')])[9]).toBe(2));
  it('follow the key where the model says no code', () => expect(numbersIn(own, [segment(7, 'spleen', null)])[7]).toBe(3));
  it('are 0 for what the label lacks', () => expect(numbersIn(own, [segment(1, 'stone', 'SCT:56381008')])[1]).toBe(0));
});
