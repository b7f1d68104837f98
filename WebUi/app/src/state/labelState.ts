import type { Attendance, Label, ModelOffer, ModelReference, ProposalNotice, Segment } from '../contracts/services.ts';
import type { Box } from '../geometry/box.ts';
import type { Point2 } from '../geometry/sliceView.ts';
import type { Window } from '../render/lut.ts';
import type { SaveState } from './saveQueue.ts';

/** What a tool or a model proposes; nothing of it is in the label until a person accepts it. */
export interface PendingProposal {
  /** The id that the revision will carry. */
  readonly tool: string;
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
  /** Accepting moves pixels from one segment to another: there "over" and HU ranges have nothing to say. */
  readonly moves?: boolean;
  /** It is for several segments at once. */
  readonly namesSegments?: boolean;
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

/** What may be painted over: everything, only empty pixels, or only the segment of this number. */
export type Over = 'all' | 'empty' | number;

/** What holds whatever tool is in hand. */
export interface PaintRules {
  /** Whether only values in a segment's HU range are painted. */
  readonly huLock: boolean;
  readonly paintOver: Over;
  /** The same for what tools and models propose. */
  readonly proposeOver: Over;
}

export const DEFAULT_RULES: PaintRules = { huLock: true, paintOver: 'all', proposeOver: 'empty' };

/** Work that somebody else does and that the page waits for. */
export interface RunningWork { readonly text: string; readonly done: number; readonly total: number; readonly jobId: string | undefined }

export interface LabelState {
  readonly slice: number;
  readonly window: Window;
  /** Id of the tool in hand; the page takes one before it shows anything. */
  readonly tool: string;
  readonly rules: PaintRules;
  /** What has been set of each tool, by its id: for the tool's own `Options` to read and to write. */
  readonly options: Readonly<Record<string, object>>;
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
  /** What is installed, what fits these images first. */
  readonly models: readonly ModelOffer[];
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

/** What a label's page opens with: the middle of its slices, and its first segment in hand. */
export function firstState({ firstSlice, lastSlice, segments }: Label, window: Window): LabelState {
  return {
    slice: Math.round((firstSlice + lastSlice) / 2), window, tool: '', rules: DEFAULT_RULES, options: {},
    segment: segments[0]?.number ?? 1, segments, isInverted: false, areLabelsHidden: false,
    proposal: undefined, seenSlices: new Set(), asking: undefined, preview: undefined, models: [], running: undefined,
    saving: { kind: 'saved', at: undefined }, unkept: undefined, people: [], isWatching: false, canUndo: false, canRedo: false,
    hover: undefined, caret: undefined, loadedSlices: 0,
  };
}

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
