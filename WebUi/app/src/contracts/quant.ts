import type { Guid, JobState, Person } from './common.ts';

export interface StartQuant {
  labelId: Guid; revision: number | null; heightCm: number | null; weightKg: number | null; referenceSlice: number | null;
  volumeId: string | null;
}
export interface QuantJob { id: Guid; labelId: Guid; state: JobState; resultId: Guid | null; problem: string | null }
export interface TypePatientValues { seriesInstanceUid: string; heightCm: number | null; weightKg: number | null }
export interface ByHand { by: Person; at: string }
export interface BodyComposition {
  smaCm2: number | null; smiCm2PerM2: number | null; smdHu: number | null; vfaCm2: number | null; sfaCm2: number | null;
  vatSatRatio: number | null; bmiKgPerM2: number | null;
  /** Numbers of the segments that stand for the tissue. */
  muscleSegments: number[]; visceralFatSegments: number[]; subcutaneousFatSegments: number[];
}
/** unit: of every value; '' for none. median: null over several slices. */
export interface ValueStatistics { unit: string; mean: number; sd: number; min: number; max: number; median: number | null }
/** outsideRange: share (0–1) outside the segment's own HU range. */
export interface SegmentMeasure {
  number: number; key: string; name: string; colour: string; code: string | null; sliceCount: number; voxelCount: number;
  volumeCm3: number | null; values: ValueStatistics | null; outsideRange: number | null;
  referencePixelCount: number; referenceAreaCm2: number | null;
  referenceValues: ValueStatistics | null; referenceOutsideRange: number | null;
  paddingCount: number;
}
export interface SliceMeasure {
  slice: number; locationMm: number | null; segmentNumber: number; pixelCount: number; areaCm2: number | null;
  values: ValueStatistics; outsideRange: number | null;
}
/** id: all zeros for a preview. axis: x, y or z, along which slices lie. */
export interface QuantResult {
  id: Guid; labelId: Guid; revision: number; seriesInstanceUid: string; labelName: string; level: string | null;
  unit: string; axis: string; volumeId: string | null;
  sliceCount: number; referenceSlice: number; referenceSliceLocationMm: number | null; referenceChosen: ByHand | null;
  subject: {
    sex: string | null; age: string | null; studyDate: string | null;
    heightCm: number | null; heightSource: 'typed' | 'dicom' | null; heightTyped: ByHand | null;
    weightKg: number | null; weightSource: 'typed' | 'dicom' | null; weightTyped: ByHand | null;
  };
  bodyComposition: BodyComposition; segments: SegmentMeasure[]; slices: SliceMeasure[];
  caveats: { code: string; text: string; parameters: Record<string, unknown> | null; isGrave: boolean }[];
  provenance: {
    measuredBy: Person; measuredAt: string; softwareVersion: string; tubeVoltageKv: number | null; contrastAgent: string | null;
    sliceThicknessMm: number | null; convolutionKernel: string | null; pixelAreaMm2: number | null; sliceSpacingMm: number | null;
  };
}
