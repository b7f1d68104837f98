import { describe, expect, it } from 'vitest';
import { fillPolygon } from './polygon.ts';

function filled(points: number[], columns = 6, rows = 5): string[] {
  const pixels = new Array<string>(columns * rows).fill('.');
  fillPolygon(points, columns, rows, index => { pixels[index] = '#'; });
  return Array.from({ length: rows }, (_, row) => pixels.slice(row * columns, (row + 1) * columns).join(''));
}

describe('fillPolygon', () => {
  it('takes the pixels whose centre lies inside', () => {
    expect(filled([0.5, 0.5, 3.5, 0.5, 3.5, 2.5, 0.5, 2.5])).toEqual(['......', '.###..', '.###..', '......', '......']);
  });

  it('gives a pixel on the border between two polygons to one of them', () => {
    const left = filled([0, 0, 2, 0, 2, 4, 0, 4]);
    const right = filled([2, 0, 5, 0, 5, 4, 2, 4]);
    expect(left.map((row, y) => [...row].filter((pixel, x) => pixel === '#' && right[y]![x] === '#').length)).toEqual([0, 0, 0, 0, 0]);
    expect(left[1]).toBe('##....');
    expect(right[1]).toBe('..###.');
  });

  it('leaves out what an outline goes around twice', () => {
    // a square inside a square, joined by a line that is walked both ways
    expect(filled([-0.5, -0.5, 5.5, -0.5, 5.5, 4.5, -0.5, 4.5, -0.5, -0.5, 1.5, 1.5, 3.5, 1.5, 3.5, 3.5, 1.5, 3.5, 1.5, 1.5]))
      .toEqual(['######', '######', '##..##', '##..##', '######']);
  });

  it('is cut to the image', () => {
    expect(filled([-9, -9, 99, -9, 99, 1.5, -9, 1.5])).toEqual(['######', '######', '......', '......', '......']);
  });

  it('mirrors', () => {
    const points = [0.2, 0.3, 4.7, 1.1, 2.6, 4.4];
    const mirrored = points.map((value, n) => (n % 2 === 0 ? 5 - value : value));
    expect(filled(mirrored)).toEqual(filled(points).map(row => [...row].reverse().join('')));
  });
});
