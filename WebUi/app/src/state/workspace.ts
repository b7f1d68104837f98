import { newId } from '../api/newId.ts';
import type { Label, ModelReference, SegmentChanges, SeriesDetail } from '../contracts/services.ts';
import { pixelAreaCm2, pixelShape, pixelSpacingMm } from '../geometry/voxelGrid.ts';
import type { Window } from '../render/lut.ts';
import { Emitter, Store } from '../store/store.ts';
import { gateOf } from './gate.ts';
import { History } from './history.ts';
import { firstState, type LabelEvents, type LabelState, type PaintRules } from './labelState.ts';
import { Masks, type MaskEdit } from './masks.ts';
import { MaskStep } from './maskStep.ts';
import type { SaveQueue } from './saveQueue.ts';
import { Segments } from './segments.ts';

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
  /** Per loaded slice, voxels [Rows, Columns]. */
  readonly voxels = new Map<number, Int16Array>();
  saves: SaveQueue | undefined;

  constructor(series: SeriesDetail, label: Label, mayEdit: boolean, window: Window) {
    this.series = series;
    this.label = label;
    this.mayEdit = mayEdit;
    this.store = new Store(firstState(label, window));
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

  /** Width and height of a pixel in mm; 1 × 1 where the spacing is not known. */
  get pixelSpacingMm(): readonly [number, number] {
    return pixelShape(this.series, this.state.slice);
  }

  /** Null where the pixel spacing is not known: then there is no area either. */
  get pixelAreaCm2(): number | null {
    const spacingMm = pixelSpacingMm(this.series, this.state.slice);
    return spacingMm && pixelAreaCm2({ spacingMm });
  }

  /** False for MR and others, whose values have no unit: a segment's HU range says nothing there. */
  get hasHu(): boolean {
    return this.series.voxels?.unit === 'HU';
  }

  /** Modality value (HU for CT) of a voxel of a loaded slice. */
  valueAt(slice: number, index: number): number | undefined {
    const voxel = this.voxels.get(slice)?.[index];
    const { slope, intercept } = this.scale;
    return voxel === undefined ? undefined : voxel * slope + intercept;
  }

  goTo(slice: number): void {
    this.store.set({ slice: Math.min(this.label.lastSlice, Math.max(this.label.firstSlice, slice)) });
  }

  setRules(rules: Partial<PaintRules>): void {
    this.store.set({ rules: { ...this.state.rules, ...rules } });
  }

  setOptions(tool: string, options: object): void {
    this.store.set({ options: { ...this.state.options, [tool]: options } });
  }

  /** The slice's label map; change it only through an edit. */
  mask(slice: number): Uint8Array {
    return this.masks.of(slice);
  }

  /** The label map on show: an earlier revision's while one is looked at. Not to be changed. */
  shownMask(slice: number): Uint8Array {
    const { preview } = this.state;
    return preview ? preview.masks.get(slice) ?? this.masks.empty() : this.mask(slice);
  }

  /** Pixels per label number of {@link shownMask}. */
  shownCounts(slice: number): Uint32Array {
    const { preview } = this.state;
    return preview ? this.masks.countsOf(preview.masks.get(slice)) : this.masks.pixelCounts(slice);
  }

  /**
   * Says which pixels of a slice may become `target`: locked segments keep theirs, and with `huLock` the value must
   * lie in the segment's HU range. Undefined when the target itself is locked, nobody may edit now, or the slice's
   * values have not arrived that the range is to be compared with.
   */
  writable(slice: number, target: number, huLock: boolean): ((index: number) => boolean) | undefined {
    const segment = this.segments.of(target);
    if (!this.canChange || segment?.locked) return undefined;
    const range = huLock && this.hasHu ? segment : undefined;
    return gateOf(this.mask(slice), this.segments.locked, range, { voxels: this.voxels.get(slice), ...this.scale });
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

  /** Says what a step back or forward has left alone. */
  kept(slices: readonly number[]): void {
    this.events.emit('keptFromUndo', { slices });
  }

  /** Sends slices, and the list of segments, as they are now as one revision. @returns the operation's id */
  send(
    tool: string, parameters: unknown, slices: readonly number[], model: ModelReference | null = null, segments?: SegmentChanges,
  ): string {
    const masks = new Map(slices.map(slice => [slice, this.mask(slice)]));
    return this.saves?.add(tool, parameters, model, masks, segments) ?? newId();
  }

  private get scale(): { readonly slope: number; readonly intercept: number } {
    return this.series.voxels ?? { slope: 1, intercept: 0 };
  }
}
