import { describe, expect, it } from 'vitest';
import { dragSpeed, dragWindow } from './viewing.ts';

const abdomen = { center: 40, width: 400 };

describe('dragWindow', () => {
  it('changes the width by 2 HU per pixel across and the centre by 1 per pixel', () => {
    expect(dragWindow(abdomen, 10, -15, 1)).toEqual({ width: 420, center: 25 });
  });
  it('never gets narrower than 1', () => expect(dragWindow(abdomen, -500, 0, 1).width).toBe(1));
});

it('dragWindow leaves a narrow window open and narrow', () =>
  expect(dragWindow({ center: 0.0005, width: 0.001 }, -10_000, 0, 1e-6).width).toBeCloseTo(0.0001, 12));

describe('dragSpeed', () => {
  it('is 4 with Shift and a quarter with Alt', () => {
    expect(dragSpeed({ shiftKey: true, altKey: false }, true, abdomen)).toBe(4);
    expect(dragSpeed({ shiftKey: false, altKey: true }, true, abdomen)).toBe(0.25);
  });
  it('follows the width where values are no HU: 4 times as wide, 4 times as fast', () => {
    expect(dragSpeed({ shiftKey: false, altKey: false }, false, { center: 800, width: 1600 })).toBe(4);
  });
});
