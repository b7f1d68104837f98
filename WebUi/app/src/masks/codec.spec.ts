import { describe, expect, it } from 'vitest';
import { decodeMask, decodeMasks, encodeMask, fromBase64, toBase64 } from './codec.ts';

const hex = (text: string) => Uint8Array.from(text.split(' '), byte => parseInt(byte, 16));
const empty512 = { columns: 512, rows: 512, labels: new Uint8Array(512 * 512) };

// The vectors of docs/mask-encoding.md.
const VECTORS = [
  ['3 × 2, all 0', { columns: 3, rows: 2, labels: Uint8Array.from([0, 0, 0, 0, 0, 0]) }, '01 03 02 00 06'],
  ['3 × 2, 0 1 1 / 1 0 2', { columns: 3, rows: 2, labels: Uint8Array.from([0, 1, 1, 1, 0, 2]) }, '01 03 02 00 01 01 03 00 01 02 01'],
  ['512 × 512, all 0', empty512, '01 80 04 80 04 00 80 80 10'],
] as const;

describe('encodeMask', () => {
  it.each(VECTORS)('writes %s', (_, mask, bytes) => expect(encodeMask(mask)).toEqual(hex(bytes)));
});

describe('decodeMask', () => {
  it.each(VECTORS)('reads %s', (_, mask, bytes) => expect(decodeMask(hex(bytes))).toEqual(mask));
  it.each([
    ['another version', '02 03 02 00 06'],
    ['an end inside a number', '01 03 02 00 86'],
    ['runs that are too short', '01 03 02 00 05'],
    ['runs that are too long', '01 03 02 00 07'],
    ['an empty run', '01 03 02 00 00 00 06'],
    ['neighbouring runs of one label', '01 03 02 00 03 00 03'],
    ['a number that is not minimal', '01 83 00 02 00 06'],
    ['bytes after the end', '01 03 02 00 06 00'],
    ['no columns', '01 00 02'],
    ['65,536 columns', '01 80 80 04 01 00 80 80 04'],
  ])('refuses %s', (_, bytes) => expect(() => decodeMask(hex(bytes))).toThrow(RangeError));
});

describe('decodeMasks', () => {
  it('reads slices 4 and 300', () => {
    const masks = decodeMasks(hex('04 05 01 03 02 00 06 ac 02 05 01 03 02 09 06'));
    expect([...masks.keys()]).toEqual([4, 300]);
    expect(masks.get(300)!.labels[5]).toBe(9);
  });
  it('refuses slices that do not ascend', () => {
    expect(() => decodeMasks(hex('04 05 01 03 02 00 06 04 05 01 03 02 00 06'))).toThrow(RangeError);
  });
});

describe('base64', () => {
  it('matches RFC 4648', () => expect(toBase64(new TextEncoder().encode('foobar'))).toBe('Zm9vYmFy'));
  it('round-trips more than one chunk', () => {
    const bytes = Uint8Array.from({ length: 100_000 }, (_, n) => n % 251);
    expect(fromBase64(toBase64(bytes))).toEqual(bytes);
  });
});
