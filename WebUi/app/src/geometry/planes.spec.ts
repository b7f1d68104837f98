import { describe, expect, it } from 'vitest';
import type { SeriesGeometry } from '../contracts/services.ts';
import { planeLayouts, rangeLayout, transpose } from './planes.ts';

const grid = (rowDirection: number[], columnDirection: number[], sliceDirection: number[]): SeriesGeometry => ({
  columns: 4, rows: 4, slices: 4, originMm: [0, 0, 0], spacingMm: [1, 1, 5], rowDirection, columnDirection, sliceDirection, isVolume: true,
});
const layouts = (...directions: Parameters<typeof grid>) => planeLayouts(grid(...directions));

// Directions as the files have them in ImageOrientationPatient (read with DCMTK's dcmdump); slice directions by hand as
// the cross product, signed towards its larger patient axis.
const AXIAL_CT = [[1, 0, 0], [0, 1, 0], [0, 0, 1]] as const;
const CORONAL_MR = [[0.99998629224893, -0.0052359635438, 0], [0, 0, -1], [0.0052359635438, 0.99998629224893, 0]] as const;
const SAGITTAL_MR = [[0, 1, 0], [0, 0, -1], [1, 0, 0]] as const;
const PRONE_CT = [[-1, 0, 0], [0, -1, 0], [0, 0, 1]] as const;
const TILTED_CT = [[1, 0, 0], [0, 0.9588197, 0.2840153], [0, -0.2840153, 0.9588197]] as const;
const at = (set: readonly (readonly number[])[]) => layouts(...set.map(each => [...each]) as [number[], number[], number[]]);

describe('planeLayouts', () => {
  it('reads an axial CT with its head up, front to the left, right side to the left', () => {
    expect(at(AXIAL_CT)).toMatchObject([
      { name: 'axial', through: 2, across: 0, down: 1, flip: [false, false] },
      { name: 'sagittal', through: 0, across: 1, down: 2, flip: [false, true] },
      { name: 'coronal', through: 1, across: 0, down: 2, flip: [false, true] },
    ]);
  });
  it('names the planes of a coronal MR by its geometry, and turns its sagittal plane upright', () => {
    expect(at(CORONAL_MR)).toMatchObject([
      { name: 'coronal', through: 2, across: 0, down: 1, flip: [false, false] },
      { name: 'sagittal', through: 0, across: 2, down: 1, flip: [false, false] },
      { name: 'axial', through: 1, across: 0, down: 2, flip: [false, false] },
    ]);
  });
  it('says how oblique that MR is: arccos 0.99998629 = 0.3°', () => expect(at(CORONAL_MR)[0].obliqueDegrees).toBeCloseTo(0.3, 3));
  it('turns the reconstructions of a prone patient round, not the slices', () => {
    expect(at(PRONE_CT).map(layout => layout.flip)).toEqual([[false, false], [true, true], [true, true]]);
  });
  it('calls slices of a tilted gantry axial, 16.5° oblique, and their sagittal plane straight', () => {
    const [acquired, sagittal] = at(TILTED_CT);
    expect(acquired.name).toBe('axial');
    expect(acquired.obliqueDegrees).toBeCloseTo(16.5, 2);
    expect([sagittal.name, sagittal.obliqueDegrees]).toEqual(['sagittal', 0]);
  });
  it('gives each name once, even at 45°', () => {
    const half = Math.SQRT1_2;
    expect(new Set(layouts([1, 0, 0], [0, half, half], [0, -half, half]).map(layout => layout.name)).size).toBe(3);
  });
});

describe('rangeLayout', () => {
  it('is the sagittal plane of an axial series, slices running down', () =>
    expect(rangeLayout(at(AXIAL_CT))).toMatchObject({ name: 'sagittal', down: 2 }));
  it('is the sagittal plane of a coronal series, slices running across', () =>
    expect(rangeLayout(at(CORONAL_MR))).toMatchObject({ name: 'sagittal', across: 2 }));
  it('is the coronal plane of a sagittal series', () =>
    expect(rangeLayout(at(SAGITTAL_MR))).toMatchObject({ name: 'coronal', across: 2, down: 1 }));
});

it('transpose turns rows into columns', () =>
  expect([...transpose(Int16Array.from([1, 2, 3, 4, 5, 6]), 3, 2)]).toEqual([1, 4, 2, 5, 3, 6]));
