import { describe, expect, it } from 'vitest';
import { fillBox, fillEllipse, fillPolygon, forEachPixel, sweepBrush, type Runs } from './runs.ts';

const picture = (runs: Runs | undefined, columns = 7, rows = 5): string[] => {
  const cells = new Array<string>(columns * rows).fill('.');
  if (runs) forEachPixel(runs, columns, index => { cells[index] = '#'; });
  return Array.from({ length: rows }, (_, j) => cells.slice(j * columns, (j + 1) * columns).join(''));
};
const round = (a: [number, number], b: [number, number], radius: number, rowsPerColumn = 1) =>
  picture(sweepBrush(a, b, radius, 'round', rowsPerColumn, 7, 5));
const square = (a: [number, number], b: [number, number], radius: number, rowsPerColumn = 1) =>
  picture(sweepBrush(a, b, radius, 'square', rowsPerColumn, 7, 5));

describe('sweepBrush, round', () => {
  it('paints the one pixel under the smallest brush, even at its corner', () => {
    expect(round([3.4, 2.4], [3.4, 2.4], 0.5)).toEqual(['.......', '.......', '...#...', '.......', '.......']);
  });
  it('paints centres at most a radius away', () => {
    expect(round([3, 2], [3, 2], 1)).toEqual(['.......', '...#...', '..###..', '...#...', '.......']);
  });
  it('fills between two points', () => {
    expect(round([1, 2], [5, 2], 1)).toEqual(['.......', '.#####.', '#######', '.#####.', '.......']);
  });
  it('is round in millimetres where rows are twice as high as columns are wide', () => {
    // radius 2 columns = 1 row: at row ±1 only the centre column is 2 column widths away
    expect(round([3, 2], [3, 2], 2, 2)).toEqual(['.......', '...#...', '.#####.', '...#...', '.......']);
  });
  it('stays inside the slice', () => {
    expect(round([0, 0], [-9, -9], 1)).toEqual(['##.....', '#......', '.......', '.......', '.......']);
  });
  it('returns nothing when all lies outside', () => {
    expect(sweepBrush([-20, -20], [-15, -20], 2, 'round', 1, 7, 5)).toBeUndefined();
  });
  it('covers what a test of every single centre finds, whatever the way', () => {
    const pixels = (a: readonly [number, number], b: readonly [number, number], radius: number, rowsPerColumn: number) => {
      const dx = b[0] - a[0], dy = (b[1] - a[1]) * rowsPerColumn, length = dx * dx + dy * dy;
      return Array.from({ length: 40 }, (_, j) => Array.from({ length: 40 }, (_, i) => {
        const x = i - a[0], y = (j - a[1]) * rowsPerColumn;
        const t = length === 0 ? 0 : Math.min(1, Math.max(0, (x * dx + y * dy) / length));
        const isEnd = [a, b].some(end => Math.round(end[0]) === i && Math.round(end[1]) === j);
        return (x - t * dx) ** 2 + (y - t * dy) ** 2 <= radius ** 2 + 1e-9 || isEnd ? '#' : '.';
      }).join(''));
    };
    for (let n = 0; n < 200; n++) {
      const at = (k: number) => ((n * 7919 + k * 104_729) % 1000) / 25;
      const [a, b] = [[at(1), at(2)], [at(3), at(4)]] as const;
      const [radius, ratio] = [1 + at(5) / 5, [0.5, 1, 2][n % 3]!];
      expect(picture(sweepBrush(a, b, radius, 'round', ratio, 40, 40), 40, 40)).toEqual(pixels(a, b, radius, ratio));
    }
  });
});

describe('sweepBrush, square', () => {
  it('paints centres at most half a side away along both axes', () => {
    expect(square([3, 2], [3, 2], 1)).toEqual(['.......', '..###..', '..###..', '..###..', '.......']);
  });
  it('is square in millimetres where rows are twice as high as columns are wide', () => {
    expect(square([3, 2], [3, 2], 2, 2)).toEqual(['.......', '.#####.', '.#####.', '.#####.', '.......']);
  });
  it('sweeps a hexagon along a diagonal', () => {
    expect(square([1, 1], [3, 3], 1)).toEqual(['###....', '####...', '#####..', '.####..', '..###..']);
  });
});

describe('fillPolygon', () => {
  it('takes the centres inside: a square from 0.5 to 3.5 holds 3 × 3', () => {
    expect(picture(fillPolygon([[0.5, 0.5], [3.5, 0.5], [3.5, 3.5], [0.5, 3.5]], 7, 5)))
      .toEqual(['.......', '.###...', '.###...', '.###...', '.......']);
  });
  it('takes centres on upper and left edges, not those on lower and right ones', () => {
    expect(picture(fillPolygon([[1, 1], [3, 1], [3, 3], [1, 3]], 7, 5))).toEqual(['.......', '.##....', '.##....', '.......', '.......']);
  });
  it('shares no pixel between two triangles of one square, and leaves none out', () => {
    const [a, b, c, d] = [[0, 0], [4, 0], [4, 4], [0, 4]] as [number, number][];
    const one = picture(fillPolygon([a!, b!, c!], 7, 5)).join('');
    const two = picture(fillPolygon([a!, c!, d!], 7, 5)).join('');
    expect([...one].filter((cell, n) => cell === '#' && two[n] === '#')).toHaveLength(0);
    expect([...one + two].filter(cell => cell === '#')).toHaveLength(16);
  });
  it('leaves the middle of a figure that winds twice empty', () => {
    const around: [number, number][] = [
      [-0.5, -0.5], [6.5, -0.5], [6.5, 4.5], [-0.5, 4.5], [-0.5, -0.5],
      [1.5, 0.5], [1.5, 3.5], [4.5, 3.5], [4.5, 0.5], [1.5, 0.5],
    ];
    expect(picture(fillPolygon(around, 7, 5))).toEqual(['#######', '##...##', '##...##', '##...##', '#######']);
  });
  it('does not depend on the direction', () => {
    const points: [number, number][] = [[0.2, 0.1], [5.9, 1.2], [4.1, 4.3], [1.7, 3.8]];
    expect(fillPolygon(points, 7, 5)).toEqual(fillPolygon([...points].reverse(), 7, 5));
  });
  it('is nothing with two points', () => expect(fillPolygon([[0, 0], [4, 4]], 7, 5)).toBeUndefined());
});

describe('fillBox and fillEllipse', () => {
  it('takes the box, clipped to the slice', () => {
    expect(picture(fillBox({ left: 5, top: 3, width: 4, height: 4 }, 7, 5)))
      .toEqual(['.......', '.......', '.......', '.....##', '.....##']);
  });
  it('takes the centres inside the ellipse: 5 × 3 has cut corners', () => {
    // ((i − 3) / 2.5)² + ((j − 2) / 1.5)² ≤ 1: at j = 1 and 3 that is |i − 3| ≤ 2.5 · √(1 − 4/9) = 1.86
    expect(picture(fillEllipse({ left: 1, top: 1, width: 5, height: 3 }, 7, 5)))
      .toEqual(['.......', '..###..', '.#####.', '..###..', '.......']);
  });
});
