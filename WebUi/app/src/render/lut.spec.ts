import { describe, expect, it } from 'vitest';
import { applyLut, createLut, fillLut, type ValueScale } from './lut.ts';

const HU: ValueScale = { slope: 1, intercept: 0, isInverted: false };

function grey(value: number, center: number, width: number, scale = HU): number {
  const lut = createLut();
  fillLut(lut, { center, width }, scale);
  return lut[value & 0xffff]! & 0xff;
}

describe('fillLut', () => {
  // PS3.3 C.11.2.1.2.1 with c = 40, w = 400: x ≤ 40 − 0.5 − 399 / 2 = −160 is black, x > 239 white
  it('is black at the lower end', () => expect(grey(-160, 40, 400)).toBe(0));
  it('is white above the upper end', () => expect(grey(240, 40, 400)).toBe(255));
  it('follows the standard between: ((x − 39.5) / 399 + 0.5) · 255', () => {
    expect(grey(40, 40, 400)).toBe(128); // (0.5 / 399 + 0.5) · 255 = 127.8
    expect(grey(-110, 40, 400)).toBe(32); // (−149.5 / 399 + 0.5) · 255 = 31.95
  });
  it('applies slope and intercept: voxel 1064 of a CT stored from −1024 is 40 HU', () => {
    expect(grey(1064, 40, 400, { slope: 1, intercept: -1024, isInverted: false })).toBe(128);
  });
  it('turns MONOCHROME1 round', () => expect(grey(-160, 40, 400, { ...HU, isInverted: true })).toBe(255));
  it('splits black from white at width 1', () => {
    expect([grey(39, 40, 1), grey(40, 40, 1)]).toEqual([0, 255]);
  });
});

describe('fillLut of values that are no whole numbers', () => {
  // PET with the window 0…0.001 of its file: voxels 0, 16384 and 32767 at a slope of 6e-8 are 0, 0.00098 and 0.00197
  it('has three greys for background, disc and core', () => {
    const scale = { slope: 6e-8, intercept: 0, isInverted: false };
    expect([grey(0, 0.0005, 0.001, scale), grey(8192, 0.0005, 0.001, scale), grey(32_767, 0.0005, 0.001, scale)]).toEqual([0, 125, 255]);
  });
  // (0.25 − 0) / 0.5 · 255 = 127.5
  it('takes a width below 1 as it is', () => expect(grey(1, 0.25, 0.5, { slope: 0.25, intercept: 0, isInverted: false })).toBe(128));
  // in a width of 5 the − 1 of the linear function would be a fifth: (2 − 0) / 5 · 255 = 102
  it('takes the exact function where the slope is a fraction', () =>
    expect(grey(4, 2.5, 5, { slope: 0.5, intercept: 0, isInverted: false })).toBe(102));
});

describe('applyLut', () => {
  it('maps negative voxels and keeps pixels opaque', () => {
    const lut = createLut();
    fillLut(lut, { center: 40, width: 400 }, HU);
    const pixels = new Uint32Array(2);
    applyLut(Int16Array.from([-1000, 1000]), 2, lut, pixels, { left: 0, top: 0, width: 2, height: 1 });
    expect([...pixels]).toEqual([0xff000000, 0xffffffff]);
  });
  it('leaves what lies outside the box alone', () => {
    const lut = createLut().fill(7);
    const pixels = new Uint32Array(6);
    applyLut(new Int16Array(6), 3, lut, pixels, { left: 1, top: 0, width: 1, height: 2 });
    expect([...pixels]).toEqual([0, 7, 0, 0, 7, 0]);
  });
});

describe('fillLut with a VOI LUT function', () => {
  const greyOf = (value: number, window: Parameters<typeof fillLut>[1]) => {
    const lut = createLut();
    fillLut(lut, window, HU);
    return lut[value & 0xffff]! & 0xff;
  };
  // PS3.3 C.11.2.1.3.2: linear exact runs from c − w / 2 to c + w / 2
  it('linear exact is half way at the centre', () => expect(greyOf(100, { center: 100, width: 200, shape: 'linearExact' })).toBe(128));
  it('linear exact is black at 0 and white at 200', () =>
    expect([greyOf(0, { center: 100, width: 200, shape: 'linearExact' }), greyOf(200, { center: 100, width: 200, shape: 'linearExact' })])
      .toEqual([0, 255]));
  // PS3.3 C.11.2.1.3.1: 255 / (1 + exp(−4 (x − c) / w)); at x = c + w / 4 that is 255 / (1 + 1 / e) = 186.4
  it('sigmoid follows the standard', () => expect(greyOf(150, { center: 100, width: 200, shape: 'sigmoid' })).toBe(186));
  it('a table is spread over the window', () => {
    const window = { center: 50, width: 100, table: Uint8Array.from([9, 90, 180, 240]) };
    expect([-5, 0, 24, 25, 74, 75, 500].map(value => greyOf(value, window))).toEqual([9, 9, 9, 90, 180, 240, 240]);
  });
});
