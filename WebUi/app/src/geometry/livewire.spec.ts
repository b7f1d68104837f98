import { describe, expect, it } from 'vitest';
import { edgeCosts, wayTo, waysFrom } from './livewire.ts';

describe('livewire', () => {
  it('costs least where values change most', () => {
    // 0 0 0 200 200: the change of 100 HU a pixel lies at columns 2 and 3; 7 / (1 + 100 / 50) = 2.3
    const costs = edgeCosts(Int16Array.from([0, 0, 0, 200, 200]), 5, 1, 1);
    expect([...costs]).toEqual([8, 8, 3, 3, 8]);
  });

  it('takes values without a unit by the width they are given', () => {
    const costs = edgeCosts(Int16Array.from([0, 0, 0, 20, 20]), 5, 1, 10);
    expect([...costs]).toEqual([8, 8, 3, 3, 8]);
  });

  it('goes straight over even ground', () => {
    const before = waysFrom(0, new Uint8Array(25).fill(1), 5, 5);
    expect(wayTo(24, before, 5)).toEqual([0, 0, 1, 1, 2, 2, 3, 3, 4, 4]);
    expect(wayTo(0, before, 5)).toEqual([0, 0]);
  });

  it('goes around what costs', () => {
    // a wall of 8 in column 2, open in the last row
    const costs = Uint8Array.from(['11811', '11811', '11111'].join('').split('').map(Number));
    const way = wayTo(4, waysFrom(0, costs, 5, 3), 5);
    // over the wall: 1 + 8 + 1 + 1 straight steps cost 110; around it: four diagonal steps cost 56
    expect(way).toEqual([0, 0, 1, 1, 2, 2, 3, 1, 4, 0]);
  });

  it('follows the edge of a square', () => {
    const size = 21;
    const voxels = new Int16Array(size * size);
    for (let y = 5; y < 16; y++) for (let x = 5; x < 16; x++) voxels[y * size + x] = 300;
    const before = waysFrom(5 * size + 10, edgeCosts(voxels, size, size, 1), size, size);
    const way = wayTo(10 * size + 15, before, size);
    for (let n = 0; n < way.length; n += 2) {
      const outside = Math.max(Math.abs(way[n]! - 10), Math.abs(way[n + 1]! - 10));
      expect(outside === 5 || outside === 6).toBe(true);
    }
  });
});
