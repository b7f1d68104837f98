import { describe, expect, it } from 'vitest';
import { TouchGesture } from './touch.ts';

describe('TouchGesture', () => {
  it('two fingers that part to twice their distance zoom by 2 around their middle', () => {
    const touch = new TouchGesture();
    touch.down(1, [100, 100]);
    expect(touch.down(2, [200, 100])).toBe(2);
    const first = touch.move(1, [50, 100]);
    const second = touch.move(2, [250, 100]);
    expect(first.zoom * second.zoom).toBeCloseTo(2);
    expect(second.centre).toEqual([150, 100]);
  });
  it('a finger that moves takes the centre half of its way', () => {
    const touch = new TouchGesture();
    touch.down(1, [0, 0]);
    touch.down(2, [10, 0]);
    expect(touch.move(2, [10, 8]).by).toEqual([0, 4]);
  });
  it('three fingers going down 72 px are three slices, once', () => {
    const touch = new TouchGesture();
    for (const id of [1, 2, 3]) touch.down(id, [id, 0]);
    for (const id of [1, 2, 3]) touch.move(id, [id, 72]);
    expect([touch.takeSlices(), touch.takeSlices()]).toEqual([3, 0]);
  });
  it('counts the fingers that are left', () => {
    const touch = new TouchGesture();
    touch.down(1, [0, 0]);
    touch.down(2, [0, 0]);
    expect(touch.up(1)).toBe(1);
  });
});
