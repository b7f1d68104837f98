import { describe, expect, it } from 'vitest';
import type { SliceView } from '../geometry/sliceView.ts';
import { deviceAxis } from './deviceAxis.ts';
import { drawLabels, rgba, type LabelPalette } from './labelLayer.ts';

const palette: LabelPalette = {
  fill: Uint32Array.from({ length: 256 }, (_, n) => n),
  line: Uint32Array.from({ length: 256 }, (_, n) => 1000 + n),
};

/** Draws 3 × 3 voxels at 4 device pixels each and returns 12 lines: f fill, L outline, . nothing, d dash, h hatch. */
function draw(labels: number[], proposal?: number[], flip: [boolean, boolean] = [false, false]): string[] {
  const view: SliceView = { columns: 3, rows: 3, pxPerVoxel: [4, 4], panPx: [0, 0], flip };
  const x = deviceAxis(view, 0, 12, 1, 1);
  const y = deviceAxis(view, 1, 12, 1, 1);
  const target = new Uint32Array(144);
  drawLabels(target, { columns: 3, rows: 3, labels: Uint8Array.from(labels), proposal: proposal && Uint8Array.from(proposal) },
    palette, x, y, { left: 0, top: 0, width: 12, height: 12 });
  const sign = (p: number) => (p === 0 ? '.' : p === 0xffffffff || p === 0xff000000 ? 'd' : p >= 1000 ? 'L' : 'f');
  return Array.from({ length: 12 }, (_, r) => [...target.subarray(r * 12, r * 12 + 12)].map(sign).join(''));
}

describe('drawLabels', () => {
  it('outlines a single pixel along its edges', () => {
    expect(draw([0, 0, 0, 0, 5, 0, 0, 0, 0]).slice(4, 8)).toEqual(['....LLLL....', '....LffL....', '....LffL....', '....LLLL....']);
  });
  it('draws no line between two pixels of one label', () => {
    expect(draw([0, 0, 0, 5, 5, 0, 0, 0, 0]).slice(4, 6)).toEqual(['LLLLLLLL....', 'LffffffL....']);
  });
  it('draws a line on both sides between two labels', () => {
    expect(draw([0, 0, 0, 5, 6, 0, 0, 0, 0])[5]).toBe('LffLLffL....');
  });
  it('turns round on flipped axes', () => {
    expect(draw([5, 0, 0, 0, 0, 0, 0, 0, 0], undefined, [true, true])[10]).toBe('........LffL');
  });
  it('dashes the border of a proposal', () => {
    const lines = draw(new Array(9).fill(0), [0, 0, 0, 0, 5, 0, 0, 0, 0]);
    expect(lines[4]).toBe('....dddd....');
    expect(lines[5]![4]).toBe('d');
  });
});

describe('rgba', () => {
  it('orders bytes as ImageData does: R first in memory', () => {
    expect([...new Uint8Array(Uint32Array.of(rgba('#ee6a50', 1)).buffer)]).toEqual([0xee, 0x6a, 0x50, 255]);
  });
});
