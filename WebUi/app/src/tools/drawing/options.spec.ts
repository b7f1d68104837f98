import { describe, expect, it } from 'vitest';
import { TestWorkspace } from '../shared/testWorkspace.ts';
import { BRUSH_SIZE, BRUSH_SLICES, drawing, resizeBrush } from './options.ts';

describe('the size of the brush', () => {
  const sliders = (test: TestWorkspace) =>
    [...BRUSH_SIZE, ...BRUSH_SLICES].flatMap(option => (option.kind === 'range' && option.when?.(test.work) ? [option.key] : []));

  it('changes in the unit that is chosen', () => {
    const { work } = new TestWorkspace();
    resizeBrush(work, 1);
    drawing.set(work, { sizeUnit: 'mm', sizeMm: 2 });
    resizeBrush(work, 1);
    expect(drawing.of(work)).toMatchObject({ sizePx: 24, sizeMm: 2.5 }); // a tenth of 22 px; half a millimetre
  });
  it('has one slider, in the unit that is chosen', () => {
    const test = new TestWorkspace();
    expect(sliders(test)).toEqual(['sizePx', 'slabSlices']);
    drawing.set(test.work, { sizeUnit: 'mm' });
    expect(sliders(test)).toEqual(['sizeMm', 'slabSlices']);
  });
  it('says itself how many slices a sphere reaches', () => {
    const test = new TestWorkspace();
    drawing.set(test.work, { isSphere: true });
    expect(sliders(test)).toEqual(['sizePx']);
  });
});
