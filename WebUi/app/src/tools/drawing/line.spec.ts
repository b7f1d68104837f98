import { describe, expect, it } from 'vitest';
import { recordLine } from './line.ts';

describe('a line in a revision', () => {
  it('has its points to a hundredth of a pixel', () =>
    expect(recordLine([[1.23456, 2], [3.999, 4.001]])).toEqual({ points: [[1.23, 2], [4, 4]] }));
  it('is only how many points it had, beyond 500', () => {
    const line = (count: number) => recordLine(Array.from({ length: count }, (_, n) => [n, 0]));
    expect([Object.keys(line(500)), line(501)]).toEqual([['points'], { pointCount: 501 }]);
  });
});
