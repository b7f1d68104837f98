import { newId } from '../api/newId.ts';
import type { Label, ModelReference, SegmentChanges, SeriesDetail } from '../contracts/services.ts';
import type { Window } from '../render/lut.ts';
import { Emitter, Store } from '../store/store.ts';
import { History } from './history.ts';
import { firstState, type LabelEvents, type LabelState, type PaintRules } from './labelState.ts';
import { Masks, type MaskEdit } from './masks.ts';
import { MaskStep } from './maskStep.ts';
import type { SaveQueue } from './saveQueue.ts';
import { Segments } from './segments.ts';
import { Voxels } from './voxels.ts';

/** The label being worked on: its masks, its segments and what was done to them, on the voxels of its series. */
export class Workspace {
  readonly series: SeriesDetail;
  readonly label: Label;
  /** Whether the role allows changes. */
  readonly mayEdit: boolean;
  readonly store: Store<LabelState>;
  readonly events = new Emitter<LabelEvents>();
  readonly masks: Masks;
  readonly segments: Segments = new Segments(this);
  readonly history: History = new History(
    () => this.store.set({ canUndo: this.history.canUndo, canRedo: this.history.canRedo }),
    error => this.events.emit('undoFailed', { error }));
  readonly voxels: Voxels;
  saves: SaveQueue | undefined;

  constructor(series: SeriesDetail, label: Label, mayEdit: boolean, window: Window) {
    this.series = series;
    this.label = label;
    this.mayEdit = mayEdit;
    this.store = new Store(firstState(label, window));
    this.voxels = new Voxels(series);
    this.masks = new Masks(label, (slice, box) => this.events.emit('maskChanged', { slice, box }));
  }

  get state(): Readonly<LabelState> {
    return this.store.state;
  }

  /** False for those who may only look, and while somebody only looks on. */
  get canEdit(): boolean {
    return this.mayEdit && !this.state.isWatching;
  }

  /** False besides while an earlier revision is on show. */
  get canChange(): boolean {
    return this.canEdit && !this.state.preview;
  }

  /** Whether anything was changed since the page was opened. */
  get hasChanges(): boolean {
    return this.masks.hasStrokeInHand || this.history.hasNew;
  }

  get sliceCount(): number {
    return this.series.slices.length;
  }

  /** Slices of the label, in reading order: head first. */
  get readingOrder(): number[] {
    const { firstSlice, lastSlice } = this.label;
    return Array.from({ length: lastSlice - firstSlice + 1 }, (_, n) => lastSlice - n);
  }

  /** What a request's slices count on. */
  get ofVolume(): { readonly seriesInstanceUid: string; readonly volumeId: string | null } {
    return { seriesInstanceUid: this.label.seriesInstanceUid, volumeId: this.series.volumeId };
  }

  goTo(slice: number): void {
    this.store.set({ slice: Math.min(this.label.lastSlice, Math.max(this.label.firstSlice, slice)) });
  }

  setRules(rules: Partial<PaintRules>): void {
    this.store.set({ rules: { ...this.state.rules, ...rules } });
  }

  /** The slice's label map; change it only through an edit. */
  mask(slice: number): Uint8Array {
    return this.masks.of(slice);
  }

  /** Makes edits one step of undo and one revision. @returns false when they changed nothing */
  commit(edits: readonly MaskEdit[], tool: string, parameters: unknown, model: ModelReference | null = null): boolean {
    const patches = this.masks.finish(edits);
    if (patches.length === 0) return false;
    const operationId = this.send(tool, parameters, patches.map(patch => patch.slice), model);
    this.history.push(new MaskStep(this, tool, operationId, patches));
    return true;
  }

  /** Takes over what somebody else has saved; undo brings one's own back. */
  adopt(masks: ReadonlyMap<number, Uint8Array>): void {
    const edits = [...masks].map(([slice, mask]) => {
      const edit = this.masks.beginEdit(slice);
      this.masks.load(slice, mask);
      return edit;
    });
    const patches = this.masks.finish(edits);
    if (patches.length > 0) this.history.push(new MaskStep(this, 'restore', newId(), patches));
  }

  undo(): void {
    if (this.canChange) this.history.undo();
  }

  redo(): void {
    if (this.canChange) this.history.redo();
  }

  /** Sends slices, and the list of segments, as they are now as one revision. @returns the operation's id */
  send(
    tool: string, parameters: unknown, slices: readonly number[], model: ModelReference | null = null, segments?: SegmentChanges,
  ): string {
    const masks = new Map(slices.map(slice => [slice, this.mask(slice)]));
    return this.saves?.add(tool, parameters, model, masks, segments) ?? newId();
  }
}
