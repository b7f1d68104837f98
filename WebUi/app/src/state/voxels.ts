import type { SeriesDetail } from '../contracts/services.ts';
import type { SliceValues } from './gate.ts';

/** Stored values [Rows, Columns] of each slice that has arrived, and what they mean. */
export class Voxels extends Map<number, Int16Array> {
  private readonly series: Pick<SeriesDetail, 'voxels'>;

  constructor(series: Pick<SeriesDetail, 'voxels'>) {
    super();
    this.series = series;
  }

  /** False for MR and others, whose values have no unit: a segment's HU range says nothing there. */
  get hasHu(): boolean {
    return this.series.voxels?.unit === 'HU';
  }

  /** Modality value (HU for CT) of a voxel of a slice that has arrived. */
  valueAt(slice: number, index: number): number | undefined {
    const { voxels, slope, intercept } = this.valuesOf(slice);
    const voxel = voxels?.[index];
    return voxel === undefined ? undefined : voxel * slope + intercept;
  }

  valuesOf(slice: number): SliceValues {
    const { slope, intercept } = this.series.voxels ?? { slope: 1, intercept: 0 };
    return { voxels: this.get(slice), slope, intercept };
  }
}
