import { expect, test } from 'vitest';
import { RateMeter, formatBytes } from './rate.ts';

test('bytesPerSecond is what went in the last five seconds', () => {
  const meter = new RateMeter();
  meter.record(0, 0);
  meter.record(1_000_000, 10_000); // long ago, slow
  meter.record(11_000_000, 12_000); // 10 MB in 2 s
  expect(meter.bytesPerSecond).toBe(5_000_000);
});

test('bytesPerSecond, before half a second has passed, is unknown', () => {
  const meter = new RateMeter();
  meter.record(0, 0);
  meter.record(1000, 100);
  expect(meter.bytesPerSecond).toBeUndefined();
});

test('bytesPerSecond, when a file has to be sent again, starts over', () => {
  const meter = new RateMeter();
  meter.record(5000, 0);
  meter.record(1000, 1000);
  expect(meter.bytesPerSecond).toBeUndefined();
});

test.each([[999, '999 B'], [525_288, '525 KB'], [2_100_000, '2.1 MB'], [64_000_000, '64 MB'], [4_200_000_000, '4.2 GB']])(
  'formatBytes of %i is %s', (bytes, text) => expect(formatBytes(bytes)).toBe(text),
);
