import { steppedSize } from '../shared/steps.ts';

/** How wide a stroke over the picture is at first, and may be, in pixels of the slice. */
export const STROKE_PX = 5;
export const STROKE_RANGE = { min: 1, max: 20, step: 1, unit: 'px' } as const;

export const steppedStroke = (strokePx: number, steps: number) => steppedSize(strokePx, steps, STROKE_RANGE);
