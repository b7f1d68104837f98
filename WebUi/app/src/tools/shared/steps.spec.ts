import { describe, expect, it } from 'vitest';
import { steppedSize } from './steps.ts';

describe('a step of a size', () => {
  const px = { min: 1, max: 160 };
  it('is one pixel while it is small', () => expect([steppedSize(5, 1, px), steppedSize(5, -1, px)]).toEqual([6, 4]));
  it('is about a tenth when it is large', () => expect(steppedSize(64, 1, px)).toBe(70));
  it('is the smallest size at least: half a millimetre', () => expect(steppedSize(2, 1, { min: 0.5, max: 120 })).toBe(2.5));
  it('stays within the limits', () => expect([steppedSize(158, 5, px), steppedSize(2, -5, px)]).toEqual([160, 1]));
});
