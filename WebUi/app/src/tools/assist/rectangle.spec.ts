import { describe, expect, it } from 'vitest';
import { at, VIEW } from '../shared/testWorkspace.ts';
import { drawnBy, only } from '../shared/testCanvas.ts';
import { Rectangle } from './rectangle.ts';

describe('Rectangle', () => {
  const begin = () => new Rectangle(9, 7);
  const draw = (rectangle: Rectangle, from: readonly [number, number], to: readonly [number, number]) => {
    rectangle.down(at(...from), VIEW);
    rectangle.move(at(...to));
    return rectangle.up();
  };

  it('holds the pixels that were dragged over, whichever way', () => {
    const [down, up] = [begin(), begin()];
    expect([draw(down, [1, 1], [4, 3]), draw(up, [4, 3], [1, 1])]).toEqual([true, true]);
    expect(down.box).toEqual({ left: 1, top: 1, width: 4, height: 3 });
    expect(up.box).toEqual(down.box);
  });
  it('ends where the image does', () => {
    const rectangle = begin();
    draw(rectangle, [5, 4], [20, 20]);
    expect(rectangle.box).toEqual({ left: 5, top: 4, width: 4, height: 3 });
  });
  it('is none where it is too narrow to work on', () => {
    const rectangle = begin();
    expect(draw(rectangle, [3, 1], [3, 5])).toBe(false);
    expect(rectangle.box).toBeUndefined();
  });
  it('is taken by a corner; the one opposite stays', () => {
    const rectangle = begin();
    draw(rectangle, [1, 1], [4, 3]);
    expect(rectangle.isCorner(at(4, 1).px, VIEW)).toBe(true);
    expect(rectangle.isCorner(at(2, 2).px, VIEW)).toBe(false);
    draw(rectangle, [4, 1], [6, 0]);
    expect(rectangle.box).toEqual({ left: 1, top: 0, width: 6, height: 4 });
  });
  it('is shown around its pixels, with a handle on each corner', () => {
    const rectangle = begin();
    expect(drawnBy(rectangle)).toEqual([]);
    draw(rectangle, [1, 1], [4, 3]);
    const drawn = drawnBy(rectangle);
    expect(only(drawn, 'strokeRect')[0]).toEqual([10, 10, 40, 30]);
    expect(only(drawn, 'fillRect').map(([x, y]) => [Number(x) + 3.5, Number(y) + 3.5])).toEqual([[10, 10], [50, 40], [10, 40], [50, 10]]);
  });
});
