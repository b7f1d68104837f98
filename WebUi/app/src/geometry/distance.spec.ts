import { expect, it } from 'vitest';
import { distance } from './distance.ts';

it('counts columns and rows by their own spacing: 4 · 0.75 mm and 2 · 2 mm are 5 mm', () =>
  expect(distance([1, 1], [5, 3], [0.75, 2])).toBe(5));
it('is in pixels without a spacing', () => expect(distance([0, 0], [3, 4], null)).toBe(5));
