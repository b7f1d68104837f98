import type { Attendance, ModelInfo, ModelReference, ProposalNotice, Segment } from '../contracts/services.ts';
import type { Box } from '../geometry/box.ts';
import type { Point2 } from '../geometry/sliceView.ts';
import type { Window } from '../render/lut.ts';
import type { ToolId } from './toolId.ts';
import type { SaveState } from './saveQueue.ts';

export type AssistTool =
  | 'back-projection' | 'grab-cut' | 'threshold' | 'region-growing' | 'livewire' | 'split' | 'interpolation' | 'carry' | 'seeds';

/** What a tool or a model proposes; nothing of it is in the label until a person accepts it. */
export interface PendingProposal {
  readonly tool: AssistTool | 'model';
  /** Per slice, the segment number proposed for each pixel, 0 for none. */
  readonly masks: ReadonlyMap<number, Uint8Array>;
  readonly parameters: object;
  readonly model: ModelReference | null;
  /** Of a model: its name, and whether it only demonstrates. */
  readonly madeBy?: { readonly name: string; readonly isDemonstration: boolean };
  readonly elapsedMs: number | undefined;
  readonly strokes: number;
  /** Accepting takes the proposed pixels out of the segment that is named for each. */
  readonly erases?: boolean;
  /** What to know before accepting. */
  readonly notices: readonly ProposalNotice[];
}

/** A tool that has been asked and has not answered yet; total is 0 where it cannot say how far it is. */
export interface PendingQuestion { readonly done: number; readonly total: number; readonly stop: () => void }

/** An earlier revision on show; nothing can be drawn meanwhile. */
export interface RevisionPreview {
  readonly revision: number;
  readonly masks: ReadonlyMap<number, Uint8Array>;
  /** As they were then. */
  readonly segments: readonly Segment[];
  /** What it is compared with: the differences from this to it are shown. */
  readonly from?: { readonly revision: number; readonly masks: ReadonlyMap<number, Uint8Array> };
}

export interface ToolOptions {
  /** Width of the brush; `sizeUnit` says which of the two counts. */
  readonly sizePx: number;
  readonly sizeMm: number;
  readonly sizeUnit: 'px' | 'mm';
  readonly brushShape: 'round' | 'square';
  /** Whether the brush is a sphere that reaches into the slices around. */
  readonly isSphere: boolean;
  /** How many slices before and after the shown one are drawn on, too. */
  readonly slabSlices: number;
  readonly isPressureOn: boolean;
  readonly huLock: boolean;
  /** What may be painted over: everything, only empty pixels, or only the segment of this number. */
  readonly paintOver: 'all' | 'empty' | number;
  /** The same for what tools and models propose. */
  readonly proposeOver: 'all' | 'empty' | number;
  /** Whether the eraser takes only the active segment. */
  readonly onlyActive: boolean;
  readonly shape: 'rectangle' | 'ellipse';
  readonly fillBy: 'values' | 'label';
  readonly fillToleranceHu: number;
  readonly toleranceHu: number;
  readonly isCopyingAll: boolean;
  readonly islandRule: 'largest' | 'small' | 'holes';
  readonly islandMm2: number;
  readonly holeMm2: number;
  readonly reshape: 'smooth' | 'grow' | 'shrink';
  readonly radiusMm: number;
  readonly binHu: number;
  readonly threshold: number;
  readonly openMm: number;
  readonly touchingOnly: boolean;
  readonly smoothMm: number;
  readonly backProjectionMode: 'rectangle' | 'lasso';
  readonly grabCutMode: 'rectangle' | 'lasso' | 'keep' | 'remove';
  readonly iterations: number;
  readonly marginMm: number;
  readonly strokePx: number;
  /** Of the threshold tool; the active segment's range while both are empty. */
  readonly minValue: number | null;
  readonly maxValue: number | null;
  readonly minIslandMm2: number;
  readonly maxHoleMm2: number;
  /** Whether a tool works on all loaded slices. */
  readonly allSlices: boolean;
  readonly depthMm: number;
  readonly splitMode: 'give' | 'remove';
  readonly bandMm: number;
  readonly carryDirection: 'up' | 'both' | 'down';
  readonly carrySlices: number;
  readonly seedMode: 'segment' | 'background';
  readonly labelsAreSeeds: boolean;
  readonly locality: number;
  readonly modelId: string;
}

/** Work that somebody else does and that the page waits for. */
export interface RunningWork { readonly text: string; readonly done: number; readonly total: number; readonly jobId: string | undefined }

export interface LabelState {
  readonly slice: number;
  readonly window: Window;
  readonly tool: ToolId;
  readonly options: ToolOptions;
  /** Number of the active segment. */
  readonly segment: number;
  readonly segments: readonly Segment[];
  /** Whether black and white are swapped, beyond what the images ask for. */
  readonly isInverted: boolean;
  readonly areLabelsHidden: boolean;
  readonly proposal: PendingProposal | undefined;
  /** Slices that have been on show since the proposal was made. */
  readonly seenSlices: ReadonlySet<number>;
  readonly asking: PendingQuestion | undefined;
  readonly preview: RevisionPreview | undefined;
  readonly models: readonly ModelInfo[];
  readonly running: RunningWork | undefined;
  readonly saving: SaveState;
  /** Why nothing that waits to be sent outlives the page; undefined where it does. */
  readonly unkept: 'noTls' | 'notKept' | undefined;
  /** Others who have this label open. */
  readonly people: readonly Attendance[];
  /** Looking on while somebody else works: nothing can be changed until this person chooses to. */
  readonly isWatching: boolean;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** The voxel under the pointer. */
  readonly hover: Point2 | undefined;
  /** The keyboard's pointer, while the caret mode is on. */
  readonly caret: Point2 | undefined;
  readonly loadedSlices: number;
}

/** The assist tools start with what did best on L3 slices; Contracts/Labeling/Assist has the same defaults. */
export const DEFAULT_OPTIONS: ToolOptions = {
  sizePx: 22, sizeMm: 15, sizeUnit: 'px', brushShape: 'round', isSphere: false, slabSlices: 0, isPressureOn: true,
  huLock: true, paintOver: 'all', proposeOver: 'empty', onlyActive: false,
  shape: 'rectangle', fillBy: 'values', fillToleranceHu: 30, isCopyingAll: true,
  islandRule: 'small', islandMm2: 10, holeMm2: 10, reshape: 'smooth', radiusMm: 2,
  binHu: 20, threshold: 0.1, openMm: 0, touchingOnly: true, smoothMm: 0, backProjectionMode: 'rectangle',
  grabCutMode: 'rectangle', iterations: 2, marginMm: 5, strokePx: 5, modelId: '',
  toleranceHu: 40, minValue: null, maxValue: null, minIslandMm2: 20, maxHoleMm2: 0, allSlices: false, depthMm: 1.5, splitMode: 'give',
  bandMm: 4, carryDirection: 'both', carrySlices: 5, seedMode: 'segment', labelsAreSeeds: true, locality: 0,
};

export interface LabelEvents {
  /** Pixels of a slice's mask changed; the whole slice without a box. */
  maskChanged: { slice: number; box: Box | undefined };
  /** A slice's voxels arrived. */
  sliceLoaded: { slice: number };
  /** Somebody drew where nothing may be painted: outside the segment's HU range, over what is kept, or with a locked segment. */
  paintedNothing: { why: 'outsideHu' | 'kept' | 'locked' };
  /** Something was asked while another proposal waits for a decision. */
  proposalWaits: { proposal: PendingProposal };
  /** An undo or redo left pixels of these slices alone, because somebody has changed them since. */
  keptFromUndo: { slices: readonly number[] };
  /** The series has another volume than the one on show. */
  seriesChanged: undefined;
  /** A step of an earlier page could not be fetched. */
  undoFailed: { error: unknown };
}
