import { describe, expect, it } from 'vitest';
import { Masks } from './masks.ts';

/** Slices of 3 × 2 pixels, and what was told of them. */
function masks() {
  const told: [number, object | undefined][] = [];
  return { masks: new Masks({ columns: 3, rows: 2 }, (slice, box) => void told.push([slice, box])), told };
}

const pixel = (left: number, top: number) => ({ left, top, width: 1, height: 1 });
const counts = (of: Uint32Array) => [...of.subarray(0, 4)];

describe('Masks', () => {
  it('are empty where nothing was loaded', () => {
    const { masks: of } = masks();
    expect([...of.of(7)]).toEqual([0, 0, 0, 0, 0, 0]);
    expect(counts(of.pixelCounts(8))).toEqual([6, 0, 0, 0]);
  });
  it('hold what was loaded, say so of the whole slice, and forget it again', () => {
    const { masks: of, told } = masks();
    of.load(7, Uint8Array.from([1, 1, 0, 0, 0, 3]));
    expect(counts(of.pixelCounts(7))).toEqual([3, 2, 0, 1]);
    of.load(7, undefined);
    expect([...of.of(7)]).toEqual([0, 0, 0, 0, 0, 0]);
    expect(told).toEqual([[7, undefined], [7, undefined]]);
  });
  it('stay the same array, whatever is loaded', () => {
    const { masks: of } = masks();
    const mask = of.of(7);
    of.load(7, Uint8Array.from([1, 0, 0, 0, 0, 0]));
    expect(of.of(7)).toBe(mask);
  });
  it('count anew once an edit has touched a slice', () => {
    const { masks: of, told } = masks();
    const edit = of.beginEdit(7);
    expect(counts(of.pixelCounts(7))).toEqual([6, 0, 0, 0]);
    of.of(7)[1] = 2;
    of.touched(edit, pixel(1, 0));
    expect(counts(of.pixelCounts(7))).toEqual([5, 0, 1, 0]);
    of.touched(edit, undefined); // nothing was changed
    expect(told).toEqual([[7, pixel(1, 0)]]);
  });
  it('count any map of their size', () => {
    const { masks: of } = masks();
    expect(counts(of.countsOf(Uint8Array.from([0, 1, 1, 1, 2, 0])))).toEqual([2, 3, 1, 0]);
    expect(counts(of.countsOf(undefined))).toEqual([6, 0, 0, 0]);
  });
  it('make a patch of what an edit changed, whatever it says of where', () => {
    const { masks: of } = masks();
    of.load(7, Uint8Array.from([0, 1, 1, 0, 0, 0]));
    const edit = of.beginEdit(7);
    of.of(7).set([0, 2, 1, 0, 2, 0]);
    const [patch] = of.finish([edit]);
    expect(patch).toMatchObject({ slice: 7, box: { left: 1, top: 0, width: 1, height: 2 } });
    expect([[...patch!.before], [...patch!.after]]).toEqual([[1, 0], [2, 2]]);
  });
  it('make none of a slice that is as it was, and the edit is over all the same', () => {
    const { masks: of } = masks();
    const edits = [of.beginEdit(6), of.beginEdit(7)];
    of.of(7)[0] = 1;
    expect(of.finish(edits).map(patch => patch.slice)).toEqual([7]);
    expect(of.hasStrokeInHand).toBe(false);
  });
  it('are as before a cancelled edit, and say where that was', () => {
    const { masks: of, told } = masks();
    of.load(7, Uint8Array.from([1, 0, 0, 0, 0, 0]));
    const edit = of.beginEdit(7);
    of.of(7)[0] = 2;
    of.touched(edit, pixel(0, 0));
    of.of(7)[5] = 2;
    of.touched(edit, pixel(2, 1));
    of.cancel(edit);
    expect([...of.of(7)]).toEqual([1, 0, 0, 0, 0, 0]);
    expect(told.at(-1)).toEqual([7, { left: 0, top: 0, width: 3, height: 2 }]);
    expect(of.hasStrokeInHand).toBe(false);
  });
  it('know the slice on which somebody is in the middle of a stroke', () => {
    const { masks: of } = masks();
    of.beginEdit(7);
    expect([of.hasStrokeInHand, of.isBeingEdited(7), of.isBeingEdited(6)]).toEqual([true, true, false]);
  });
});
