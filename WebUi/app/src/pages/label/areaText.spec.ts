import { describe, expect, it } from 'vitest';
import { TestWorkspace } from '../../tools/shared/testWorkspace.ts';
import { areaNumber, areaText, changeText } from './areaText.ts';

/** Pixels of 5 mm × 5 mm = 0.25 cm², slices 2 mm apart. */
const labelled = (geometry: object | null = { spacingMm: [5, 5, 2], isVolume: true }) => {
  const { work } = new TestWorkspace();
  Object.assign(work.series, { geometry });
  return work;
};

describe('an area', () => {
  it('is in cm²: 6 pixels of 0.25 cm² are 1.5', () =>
    expect([areaText(labelled(), 6), areaNumber(labelled(), 6)]).toEqual(['1.5 cm²', '1.5']));
  it('is in pixels where their size is not known', () => expect(areaText(labelled(null), 6)).toBe('6 px'));
  it('is that of the slice on show, where slices have pixels of their own', () => {
    const work = labelled();
    Object.assign(work.series.slices, { 5: { columnSpacingMm: 10, rowSpacingMm: 10 } });
    work.goTo(5);
    expect(areaText(work, 6)).toBe('6.0 cm²');
  });
});

describe('a change', () => {
  it('of one slice is an area with its sign', () => expect(changeText(labelled(), -6, 1)).toBe('−1.5 cm²'));
  it('of several slices is a volume: 100 · 0.25 cm² · 0.2 cm = 5 cm³', () => expect(changeText(labelled(), 100, 2)).toBe('+5.0 cm³'));
  it('of several slices that make no volume is what it is per slice', () =>
    expect(changeText(labelled({ spacingMm: [5, 5, 2], isVolume: false }), 12, 2)).toContain('+1.5 cm²'));
});
