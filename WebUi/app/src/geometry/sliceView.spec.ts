import { describe, expect, it } from 'vitest';
import { canvasToVoxel, fitView, voxelAt, voxelToCanvas, zoomAt, type SliceView } from './sliceView.ts';

const view: SliceView = { columns: 512, rows: 256, pxPerVoxel: [2, 4], panPx: [10, 20], flip: [false, false] };

describe('canvasToVoxel', () => {
  it('gives (0, 0) at the centre of the first voxel', () => {
    // 2 × 4 px voxel whose corner is at (10, 20): centre at (11, 22)
    expect(canvasToVoxel(view, [11, 22])).toEqual([0, 0]);
  });
  it('gives −0.5 at the corner of the slice', () => {
    expect(canvasToVoxel(view, [10, 20])).toEqual([-0.5, -0.5]);
  });
  it('counts from the other end on a flipped axis', () => {
    expect(canvasToVoxel({ ...view, flip: [true, true] }, [11, 22])).toEqual([511, 255]);
  });
  it.each([[false, false], [true, false], [false, true]] as const)('is undone by voxelToCanvas, flip %s %s', (x, y) => {
    const flipped = { ...view, flip: [x, y] as const };
    expect(voxelToCanvas(flipped, canvasToVoxel(flipped, [123, 321]))).toEqual([123, 321]);
  });
});

describe('voxelAt', () => {
  it('rounds to the voxel that holds the point', () => expect(voxelAt(view, [3.49, 7.51])).toEqual([3, 8]));
  it('is undefined beyond the last voxel', () => expect(voxelAt(view, [511.6, 3])).toBeUndefined());
});

describe('fitView', () => {
  it('keeps millimetres square: 100 × 50 voxels of 1 × 4 mm in 400 × 400 px', () => {
    // 100 mm × 200 mm into 400 px: the height limits, 2 px per mm, so 2 × 8 px per voxel and 100 px left and right
    const fitted = fitView(100, 50, [1, 4], [400, 400]);
    expect(fitted.pxPerVoxel).toEqual([2, 8]);
    expect(fitted.panPx).toEqual([100, 0]);
  });
  it('centres a part: columns 10–29 and rows 20–29 of 100 × 50 voxels of 1 mm in 400 × 400 px', () => {
    // 20 mm in 400 px: 20 px per mm; the part's centre (20, 25) comes to (200, 200)
    const fitted = fitView(100, 50, [1, 1], [400, 400], [false, false], 0, { left: 10, top: 20, width: 20, height: 10 });
    expect(fitted.pxPerVoxel).toEqual([20, 20]);
    expect(fitted.panPx).toEqual([200 - 20 * 20, 200 - 25 * 20]);
  });
  it('centres a part on a flipped axis, too', () => {
    const fitted = fitView(100, 50, [1, 1], [400, 400], [true, false], 0, { left: 10, top: 20, width: 20, height: 10 });
    expect(voxelToCanvas(fitted, [19.5, 24.5])).toEqual([200, 200]);
  });
});

describe('zoomAt', () => {
  it('leaves the voxel under the pointer where it is', () => {
    const zoomed = zoomAt(view, [100, 50], 3);
    expect(canvasToVoxel(zoomed, [100, 50])[0]).toBeCloseTo(canvasToVoxel(view, [100, 50])[0], 9);
    expect(zoomed.pxPerVoxel).toEqual([6, 12]);
  });
});
