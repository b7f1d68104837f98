import { describe, expect, it } from 'vitest';
import type { SeriesDetail } from '../contracts/services.ts';
import { fullRange, initialWindow, presetsFor } from './windows.ts';

const series = (part: Partial<SeriesDetail>): SeriesDetail => ({
  series: { bodyPartExamined: null, modality: 'CT' }, windows: [],
  voxels: { slope: 1, intercept: 0, unit: 'HU', isInverted: false, minValue: 0, maxValue: 0 },
  ...part,
} as SeriesDetail);
const mr = series({
  series: { modality: 'MR' } as SeriesDetail['series'],
  voxels: { slope: 2, intercept: 0, unit: '', isInverted: false, minValue: 0, maxValue: 500 },
});
const chest = series({ series: { bodyPartExamined: 'CHEST', modality: 'CT' } as SeriesDetail['series'] });

describe('initialWindow', () => {
  it('takes the file\'s own window first', () => {
    expect(initialWindow(series({ windows: [{ name: '', center: 50, width: 350, source: 'dicom' }] }))).toEqual({ center: 50, width: 350 });
  });
  it('keeps the file\'s VOI LUT function', () => {
    expect(initialWindow(series({ windows: [{ name: '', center: 50, width: 350, source: 'dicom', shape: 'sigmoid' }] })))
      .toMatchObject({ shape: 'sigmoid' });
  });
  it('takes the lung for a chest without one', () => expect(initialWindow(chest)).toEqual({ center: -600, width: 1500 }));
  it('is measured for an MR without one', () => expect(initialWindow(mr)).toBeNull());
});

it('fullRange spans all values: voxels 0–500 at slope 2 are 0–1000', () => expect(fullRange(mr)).toEqual({ center: 500, width: 1000 }));

it('fullRange of a PET is as narrow as its values: 0…0.00196602', () => {
  const pet = series({ voxels: { slope: 6e-8, intercept: 0, unit: '', isInverted: false, minValue: 0, maxValue: 32_767 } });
  expect(fullRange(pet).width).toBeCloseTo(0.00196602, 10);
});

describe('presetsFor', () => {
  it.each(['F5', 'F6'])('leaves %s to the browser and to going about the page', key =>
    expect(presetsFor(series({})).flatMap(preset => preset.keys)).not.toContain(key));
  it('offers no HU windows for MR', () => expect(presetsFor(mr).map(preset => preset.id)).toEqual(['auto', 'full']));
  it('puts those of the body part first, without moving their keys', () => {
    expect(presetsFor(chest).slice(0, 2).map(preset => [preset.id, preset.keys]))
      .toEqual([['lung', ['F9']], ['mediastinum', ['Shift+F9']]]);
  });
  it('adds a person\'s own of the same modality', () => {
    const own = [
      { id: 'a', name: 'Mine', modality: 'CT', center: 1, width: 2 },
      { id: 'b', name: 'Other', modality: 'MR', center: 1, width: 2 },
    ];
    expect(presetsFor(chest, own).filter(preset => preset.isOwn).map(preset => preset.name)).toEqual(['Mine']);
  });
});
