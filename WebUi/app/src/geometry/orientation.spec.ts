import { describe, expect, it } from 'vitest';
import { directionLetters, edgeLetters, planeName, readingFlip, scaleBar } from './orientation.ts';

describe('directionLetters', () => {
  it('names LPS axes', () => {
    expect(directionLetters([1, 0, 0])).toBe('L');
    expect(directionLetters([0, -1, 0])).toBe('A');
    expect(directionLetters([0, 0, 1])).toBe('H');
  });
  it('gives an oblique direction its main letter first', () => {
    // 30° from left towards the front: (cos 30°, −sin 30°)
    expect(directionLetters([0.866, -0.5, 0])).toBe('LA');
  });
  it('ignores a small tilt', () => expect(directionLetters([0.995, 0.0998, 0])).toBe('L'));
});

describe('edgeLetters', () => {
  it('shows R left, L right, A up, P down on a supine axial slice', () => {
    expect(edgeLetters([1, 0, 0], [0, 1, 0], [false, false])).toEqual({ left: 'R', right: 'L', top: 'A', bottom: 'P' });
  });
  it('shows head up and front left on a sagittal plane of a supine series', () => {
    const across = [0, 1, 0] as const;
    const down = [0, 0, 1] as const;
    expect(readingFlip(across, down)).toEqual([false, true]);
    expect(edgeLetters(across, down, readingFlip(across, down))).toEqual({ left: 'A', right: 'P', top: 'H', bottom: 'F' });
  });
  it('turns a prone series round: front stays left', () => {
    const across = [0, -1, 0] as const;
    const down = [0, 0, 1] as const;
    expect(edgeLetters(across, down, readingFlip(across, down)).left).toBe('A');
  });
});

describe('planeName', () => {
  it('names a slightly tilted axial slice axial', () => expect(planeName([0, -0.17, 0.985])).toBe('axial'));
  it('names slices stacked from right to left sagittal', () => expect(planeName([-1, 0, 0])).toBe('sagittal'));
});

describe('scaleBar', () => {
  it('takes 5 cm where 130 px may be used at 2 px per mm', () => {
    // 130 px = 65 mm: 50 mm is the largest of 10, 20, 50, 100 that fits
    expect(scaleBar(2, 130)).toEqual({ mm: 50, px: 100 });
  });
});
