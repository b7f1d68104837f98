import { describe, expect, it } from 'vitest';
import type { SeriesGeometry } from '../contracts/services.ts';
import { imageNumber, pixelAreaCm2, slicePlaceMm, sliceRange, voxelToPatient } from './voxelGrid.ts';

const grid: SeriesGeometry = {
  columns: 512, rows: 512, slices: 99, originMm: [-250, -240, -838], spacingMm: [0.977, 0.977, 4.25],
  rowDirection: [1, 0, 0], columnDirection: [0, 1, 0], sliceDirection: [0, 0, 1], isVolume: true,
};

describe('voxelToPatient', () => {
  it('steps spacing along each direction', () => {
    // x: −250 + 100 · 0.977, y: −240 + 200 · 0.977, z: −838 + 10 · 4.25
    const [x, y, z] = voxelToPatient(grid, 100, 200, 10);
    expect(x).toBeCloseTo(-152.3, 9);
    expect(y).toBeCloseTo(-44.6, 9);
    expect(z).toBeCloseTo(-795.5, 9);
  });
  it('follows oblique directions', () => {
    // rows run along (0, 0.6, 0.8): 10 voxels of 2 mm are 20 mm, 12 mm back and 16 mm up
    const oblique = { ...grid, originMm: [0, 0, 0], spacingMm: [2, 1, 1], rowDirection: [0, 0.6, 0.8] };
    expect(voxelToPatient(oblique, 10, 0, 0)).toEqual([0, 12, 16]);
  });
  it('puts the last slice of an oblique coronal MR where its own file says', () => {
    // ImagePositionPatient of the first and the last of 30 slices, 8.75 mm apart, read with DCMTK's dcmdump
    const mr: SeriesGeometry = {
      ...grid, originMm: [-192.08655097603, -170.73427091429, 186.84670096636], spacingMm: [1.5625, 1.5625, 8.75],
      rowDirection: [0.99998629224893, -0.0052359635438, 0], columnDirection: [0, 0, -1],
      sliceDirection: [0.0052359635438, 0.99998629224893, 0],
    };
    const file = [-190.75792529701, 83.012250081801, 186.84670096636];
    voxelToPatient(mr, 0, 0, 29).forEach((mm, axis) => expect(mm).toBeCloseTo(file[axis]!, 3));
  });
});

describe('pixelAreaCm2', () => {
  it('is 0.8 mm × 0.5 mm = 0.4 mm² = 0.004 cm²', () => {
    expect(pixelAreaCm2({ ...grid, spacingMm: [0.8, 0.5, 5] })).toBeCloseTo(0.004, 12);
  });
});

describe('imageNumber', () => {
  it('counts from the head: the last of 99 slices is Im 1, the first Im 99', () => {
    expect([imageNumber(98, 99), imageNumber(0, 99)]).toEqual([1, 99]);
  });
});

describe('sliceRange', () => {
  it('orders its ends and keeps them inside the series', () => {
    expect(sliceRange(104, 44.6, 99)).toEqual({ first: 45, last: 98 });
  });
});

describe('slicePlaceMm', () => {
  const slices = [0, 1].map(index =>
    ({ index, sopInstanceUid: '', instanceNumber: null, positionMm: 100 + 8.75 * index, locationMm: 186.8, frame: 0 }));
  it('is z for axial slices, as the file has it', () => expect(slicePlaceMm({ geometry: grid, slices }, 1)).toBe(186.8));
  it('is y for coronal ones: −170 + 8.75', () => {
    const coronal = { ...grid, originMm: [-192, -170, 187], columnDirection: [0, 0, -1], sliceDirection: [0, 1, 0] };
    expect(slicePlaceMm({ geometry: coronal, slices }, 1)).toBeCloseTo(-161.25, 9);
  });
});
