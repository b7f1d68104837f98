import { describe, expect, it } from 'vitest';
import { contentBox } from './contentBox.ts';

/** 120 × 96 voxels of air with water from column 36 to 71 and row 24 to 47, and a table 2 rows thin at row 84. */
function slice(): Int16Array {
  const voxels = new Int16Array(120 * 96).fill(-1000);
  for (let j = 24; j < 48; j++) voxels.fill(0, j * 120 + 36, j * 120 + 72);
  for (let j = 84; j < 86; j++) voxels.fill(300, j * 120, (j + 1) * 120);
  return voxels;
}

describe('contentBox', () => {
  it('holds the body with one block around it and leaves out the table', () => {
    expect(contentBox(slice(), 120, 96, 1, 0)).toEqual({ left: 24, top: 12, width: 60, height: 48 });
  });
  it('is undefined in air', () => expect(contentBox(new Int16Array(120 * 96).fill(-1000), 120, 96, 1, 0)).toBeUndefined());
});
