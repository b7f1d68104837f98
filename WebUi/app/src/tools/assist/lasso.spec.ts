import { describe, expect, it } from 'vitest';
import { at } from '../shared/testWorkspace.ts';
import { drawnBy, only } from '../shared/testCanvas.ts';
import { Lasso } from './lasso.ts';

describe('Lasso', () => {
  const draw = (...points: readonly (readonly [number, number])[]) => {
    const lasso = new Lasso();
    lasso.down(at(...points[0]!));
    for (const point of points.slice(1)) lasso.move(at(...point));
    return { lasso, isDrawn: lasso.up() };
  };

  it('is an outline of alternating columns and rows', () => {
    const { lasso, isDrawn } = draw([1, 1], [5, 1], [3, 4]);
    expect(isDrawn).toBe(true);
    expect(lasso.points).toEqual([1, 1, 5, 1, 3, 4]);
  });
  it('leaves out what is nearer than two CSS pixels to the point before', () =>
    expect(draw([1, 1], [1.1, 1], [5, 1], [3, 4]).lasso.points).toEqual([1, 1, 5, 1, 3, 4]));
  it('is taken away by a click', () => {
    const { lasso, isDrawn } = draw([1, 1]);
    expect([isDrawn, lasso.points]).toEqual([false, undefined]);
  });
  it('does not go on after it is closed', () => {
    const { lasso } = draw([1, 1], [5, 1], [3, 4]);
    lasso.move(at(8, 6));
    expect(lasso.points).toHaveLength(6);
  });
  it('has at most 5,000 points, as many as the service takes', () => {
    const zigzag = Array.from({ length: 6_000 }, (_, n) => [n % 2, n % 7] as const);
    expect(draw(...zigzag).lasso.points).toHaveLength(10_000);
  });
  it('is shown closed and dotted', () => {
    const drawn = drawnBy(draw([1, 1], [5, 1], [3, 4]).lasso);
    expect(only(drawn, 'lineTo').slice(0, 3)).toEqual([[15, 15], [55, 15], [35, 45]]);
    expect([only(drawn, 'closePath').length, only(drawn, 'setLineDash')[1]]).toEqual([2, [[2, 4]]]);
  });
});
