import { expect, test } from 'vitest';
import { shortTime } from './times.ts';

const now = new Date(2025, 10, 21, 16, 0);

test('shortTime, when it was today, is the hour', () => {
  expect(shortTime(new Date(2025, 10, 21, 9, 5), now)).toBe('09:05');
});

test('shortTime, when it was this year, is the day', () => {
  expect(shortTime(new Date(2025, 0, 3, 9, 5), now)).toBe('01-03');
});

test('shortTime, when it was before, has the year', () => {
  expect(shortTime(new Date(2024, 10, 21, 9, 5), now)).toBe('2024-11-21');
});
