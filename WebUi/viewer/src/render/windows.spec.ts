import { describe, expect, it } from 'vitest';
import type { SeriesDetail } from '../api/contracts.ts';
import { initialWindow, presetsFor } from './windows.ts';

const series = (part: Partial<SeriesDetail>): SeriesDetail => ({
  series: { bodyPartExamined: null }, windows: [], voxels: { slope: 1, intercept: 0, unit: 'HU', isInverted: false, minValue: 0, maxValue: 0 }, ...part,
} as SeriesDetail);

describe('initialWindow', () => {
  it('takes the file\'s own window first', () => {
    expect(initialWindow(series({ windows: [{ name: '', center: 50, width: 350, source: 'dicom' }] }))).toMatchObject({ center: 50, width: 350 });
  });
  it('takes the lung for a chest without one', () => {
    expect(initialWindow(series({ series: { bodyPartExamined: 'CHEST' } as SeriesDetail['series'] }))).toMatchObject({ center: -600, width: 1500 });
  });
  it('spans all values of an MR without one: voxels 0–500 at slope 2 are 0–1000', () => {
    const mr = series({ voxels: { slope: 2, intercept: 0, unit: '', isInverted: false, minValue: 0, maxValue: 500 } });
    expect(initialWindow(mr)).toEqual({ center: 500, width: 1000 });
  });
});

describe('presetsFor', () => {
  it('leaves F5 to the browser', () => expect(presetsFor(series({})).map(preset => preset.code)).not.toContain('F5'));
  it('offers no HU windows for MR', () => {
    const mr = series({ voxels: { slope: 1, intercept: 0, unit: '', isInverted: false, minValue: 0, maxValue: 9 } });
    expect(presetsFor(mr).map(preset => preset.name)).toEqual(['window.full']);
  });
});
