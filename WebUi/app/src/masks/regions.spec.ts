import { describe, expect, it } from 'vitest';
import { discOf, reshape, type Reshape } from './disc.ts';
import { boxOf, floodFill, regionsOf, touchesRim } from './regions.ts';

const parse = (lines: string[]) => Uint8Array.from(lines.join(''), cell => (cell === '.' ? 0 : Number(cell)));
const lines = (mask: ArrayLike<number>, columns: number) =>
  Array.from({ length: mask.length / columns }, (_, j) => Array.from({ length: columns }, (_, i) => mask[j * columns + i] || '.').join(''));

describe('floodFill', () => {
  const mask = parse(['1.1', '.1.', '1.1']);
  it('does not cross corners with 4 neighbours', () => expect(floodFill(4, 3, 3, 4, p => mask[p] === 1)).toEqual([4]));
  it('crosses corners with 8 neighbours', () =>
    expect([...floodFill(4, 3, 3, 8, p => mask[p] === 1)].sort((a, b) => a - b)).toEqual([0, 2, 4, 6, 8]));
  it('is empty from a seed outside', () => expect(floodFill(1, 3, 3, 4, p => mask[p] === 1)).toEqual([]));
  it('does not run around the rim into the next row', () => {
    const rim = parse(['..1', '1..', '...']);
    expect(floodFill(2, 3, 3, 8, p => rim[p] === 1)).toEqual([2]);
  });
});

describe('regionsOf', () => {
  it('finds each region once, in reading order', () => {
    const mask = parse(['11.1', '....', '.11.']);
    expect(regionsOf(4, 3, 8, p => mask[p] === 1)).toEqual([[0, 1], [3], [9, 10]]);
  });
  it('tells holes from the outside by the rim', () => {
    const mask = parse(['111', '1.1', '111']);
    expect(touchesRim([4], 3, 3)).toBe(false);
    expect(touchesRim(regionsOf(3, 3, 8, p => mask[p] === 1)[0]!, 3, 3)).toBe(true);
  });
});

describe('boxOf', () => {
  it('is the smallest box', () => expect(boxOf(parse(['....', '..1.', '.1..']), 1, 4)).toEqual({ left: 1, top: 1, width: 2, height: 2 }));
  it('is undefined without the label', () => expect(boxOf(parse(['..']), 1, 2)).toBeUndefined());
});

describe('reshape', () => {
  const shaped = (how: Reshape, picture: string[], radiusMm = 1, spacing: [number, number] = [1, 1]) =>
    lines(reshape(parse(picture), 1, discOf(radiusMm, spacing), how, picture[0]!.length, picture.length)!, picture[0]!.length);

  it('grows by every centre within the margin: one pixel becomes a cross', () => {
    expect(shaped('grow', ['.....', '.....', '..1..', '.....', '.....'])).toEqual(['.....', '..1..', '.111.', '..1..', '.....']);
  });
  it('grows in millimetres: 1 mm is two columns of 0.5 mm', () => {
    expect(shaped('grow', ['.....', '..1..', '.....'], 1, [0.5, 1])).toEqual(['..1..', '11111', '..1..']);
  });
  it('shrinks to the pixels with all neighbours in the margin', () => {
    expect(shaped('shrink', ['.....', '.111.', '.111.', '.111.', '.....'])).toEqual(['.....', '.....', '..1..', '.....', '.....']);
  });
  it('shrinks at the rim of the slice, too', () => {
    expect(shaped('shrink', ['111', '111', '111'])).toEqual(['...', '.1.', '...']);
  });
  it('smooths a spike away and a notch shut: at least 3 of the 5 pixels of the cross', () => {
    expect(shaped('smooth', ['..1....', '.11111.', '.11111.', '.11.11.', '.......']))
      .toEqual(['.......', '.11111.', '.11111.', '.11111.', '.......']);
  });
  it('has a disc of 13 pixels at radius 2', () => expect(discOf(2, [1, 1]).size).toBe(13));
});
