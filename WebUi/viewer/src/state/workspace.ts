import type { Label, ModelReference, Segment, SegmentChanges, SeriesDetail, SeriesGeometry } from '../contracts/services.ts';
import { pixelAreaCm2, pixelShape, pixelSpacingMm } from '../geometry/voxelGrid.ts';
import type { Box } from '../geometry/box.ts';
import { union } from '../geometry/box.ts';
import { DEFAULT_RULES, type LabelEvents, type LabelState, type PaintRules } from './labelState.ts';
import type { SaveQueue } from './saveQueue.ts';
import { segmentChanges } from './segments.ts';
import { SegmentStep } from './segmentStep.ts';
import { Emitter, Store } from '../store/store.ts';
import { MaskStep } from './maskStep.ts';
import { newId } from '../api/newId.ts';
import { createPatch, UndoStack, type Patch, type UndoStep } from './undo.ts';
import type { Window } from '../render/lut.ts';

/** A change in the making: the slice's mask as it was, and where it has been touched. */
export interface MaskEdit { readonly slice: number; readonly before: Uint8Array; box: Box | undefined }

/** The label being worked on: its slices' voxels and masks, what may be painted, undo, and saving. */
export class Workspace {
  readonly series: SeriesDetail;
  readonly label: Label;
  readonly store: Store<LabelState>;
  readonly events = new Emitter<LabelEvents>();
  /** Per loaded slice, voxels [Rows, Columns]. */
  readonly voxels = new Map<number, Int16Array>();
  /** Whether the role allows changes. */
  readonly mayEdit: boolean;
  saves: SaveQueue | undefined;

  private readonly masks = new Map<number, Uint8Array>();
  private readonly counts = new Map<number, Uint32Array>();
  private readonly edits = new Set<MaskEdit>();
  private isChanged = false;
  private readonly steps = new UndoStack(
    () => this.store.set({ canUndo: this.steps.canUndo, canRedo: this.steps.canRedo }),
    error => this.events.emit('undoFailed', { error }));

  constructor(series: SeriesDetail, label: Label, mayEdit: boolean, window: Window) {
    this.series = series;
    this.label = label;
    this.mayEdit = mayEdit;
    this.store = new Store<LabelState>({
      slice: Math.round((label.firstSlice + label.lastSlice) / 2), window, tool: '',
      rules: DEFAULT_RULES, options: {}, segment: label.segments[0]?.number ?? 1, segments: label.segments,
      isInverted: false, areLabelsHidden: false, proposal: undefined, seenSlices: new Set(), asking: undefined, preview: undefined,
      models: [], running: undefined, saving: { kind: 'saved', at: undefined }, unkept: undefined, people: [], isWatching: false,
      canUndo: false, canRedo: false,
      hover: undefined, caret: undefined, loadedSlices: 0,
    });
  }

  get state(): Readonly<LabelState> {
    return this.store.state;
  }

  /** False for those who may only look, and while somebody only looks on. */
  get canEdit(): boolean {
    return this.mayEdit && !this.state.isWatching;
  }

  get sliceCount(): number {
    return this.series.slices.length;
  }

  /** What a request's slices count on. */
  get ofVolume(): { readonly seriesInstanceUid: string; readonly volumeId: string | null } {
    return { seriesInstanceUid: this.label.seriesInstanceUid, volumeId: this.series.volumeId };
  }

  get geometry(): SeriesGeometry | null {
    return this.series.geometry;
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

  get activeSegment(): Segment {
    return this.segmentOf(this.state.segment)!;
  }

  segmentOf(number: number): Segment | undefined {
    return this.state.segments.find(segment => segment.number === number);
  }

  /** Slices of the label, in reading order: head first. */
  get readingOrder(): number[] {
    const { firstSlice, lastSlice } = this.label;
    return Array.from({ length: lastSlice - firstSlice + 1 }, (_, n) => lastSlice - n);
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

  /** Changes one segment. What is visible is saved like the rest, but not a step of undo. */
  setSegment(number: number, change: Partial<Segment>): void {
    const segments = this.state.segments.map(s => (s.number === number ? { ...s, ...change } : s));
    if (Object.keys(change).every(key => key === 'visible')) this.saveSegments(segments);
    else this.changeSegments(segments, { changed: number, fields: Object.keys(change) });
  }

  /** Puts a segment at a place of the list. */
  moveSegment(number: number, place: number): void {
    const segments = this.state.segments.filter(segment => segment.number !== number);
    if (place < 0 || place > segments.length) return;
    segments.splice(place, 0, this.segmentOf(number)!);
    this.changeSegments(segments, { order: segments.map(segment => segment.number) });
  }

  /** Deletes a segment with its pixels on all slices, as one step. Not the last one, and no locked one. */
  deleteSegment(number: number): void {
    const segment = this.segmentOf(number);
    if (!segment || segment.locked || this.state.segments.length === 1) return;
    const edits = this.readingOrder.filter(slice => this.pixelCounts(slice)[number]! > 0).map(slice => {
      const edit = this.beginEdit(slice);
      const mask = this.mask(slice);
      for (let index = mask.indexOf(number); index >= 0; index = mask.indexOf(number, index + 1)) mask[index] = 0;
      this.touched(edit, { left: 0, top: 0, width: this.label.columns, height: this.label.rows });
      return edit;
    });
    this.changeSegments(this.state.segments.filter(each => each !== segment), { deleted: number, name: segment.name }, edits);
  }

  /** A segment that the server has given its number and saved already. */
  segmentAdded(segment: Segment, operationId: string): void {
    const before = this.state.segments;
    this.adoptSegments([...before, segment]);
    this.store.set({ segment: segment.number });
    this.remember(new SegmentStep(this, operationId, { before, after: this.state.segments, patches: [] }));
  }

  /** Shows segments as the server has them. Not undoable. */
  adoptSegments(segments: readonly Segment[]): void {
    if (!segmentChanges(this.state.segments, segments)) return;
    const { segment, rules } = this.state;
    const isThere = (number: number) => segments.some(each => each.number === number);
    if (typeof rules.paintOver === 'number' && !isThere(rules.paintOver)) this.setRules({ paintOver: 'all' });
    if (typeof rules.proposeOver === 'number' && !isThere(rules.proposeOver)) this.setRules({ proposeOver: 'empty' });
    this.store.set({ segments, ...(!isThere(segment) && { segment: segments[0]!.number }) });
  }

  private changeSegments(segments: readonly Segment[], parameters: object, edits: readonly MaskEdit[] = []): void {
    if (!this.canEdit || this.state.preview) return;
    const before = this.state.segments;
    const changes = segmentChanges(before, segments);
    if (!changes) return;
    const patches = this.patchesOf(edits);
    this.adoptSegments(segments);
    const operationId = this.send('segment', parameters, patches.map(patch => patch.slice), null, changes);
    this.remember(new SegmentStep(this, operationId, { before, after: segments, patches }));
  }

  private saveSegments(segments: readonly Segment[]): void {
    const changes = segmentChanges(this.state.segments, segments);
    this.adoptSegments(segments);
    if (changes && this.canEdit) this.send('segment', { changed: changes.edits.map(edit => edit.after?.number), fields: ['visible'] }, [], null, changes);
  }

  /** Modality value (HU for CT) of a voxel of a loaded slice. */
  valueAt(slice: number, index: number): number | undefined {
    const voxel = this.voxels.get(slice)?.[index];
    const scale = this.series.voxels;
    return voxel === undefined ? undefined : voxel * (scale?.slope ?? 1) + (scale?.intercept ?? 0);
  }

  /** The slice's label map; belongs to the workspace, change it only through an edit. */
  mask(slice: number): Uint8Array {
    let mask = this.masks.get(slice);
    if (!mask) this.masks.set(slice, mask = new Uint8Array(this.label.rows * this.label.columns));
    return mask;
  }

  /** The label map on show: an earlier revision's while one is looked at. Not to be changed. */
  shownMask(slice: number): Uint8Array {
    const { preview } = this.state;
    return preview ? preview.masks.get(slice) ?? new Uint8Array(this.label.rows * this.label.columns) : this.mask(slice);
  }

  /** Pixels per label number of {@link shownMask}. */
  shownCounts(slice: number): Uint32Array {
    const { preview } = this.state;
    if (!preview) return this.pixelCounts(slice);
    const counts = new Uint32Array(256);
    const mask = preview.masks.get(slice);
    if (mask) for (const label of mask) counts[label]!++;
    else counts[0] = this.label.rows * this.label.columns;
    return counts;
  }

  /** The segments of what is on show; hidden ones are those that are hidden now. */
  get shownSegments(): readonly Segment[] {
    const { preview, segments } = this.state;
    return preview ? preview.segments.map(then => ({ ...then, visible: this.segmentOf(then.number)?.visible ?? true })) : segments;
  }

  shownSegment(number: number): Segment | undefined {
    return this.shownSegments.find(segment => segment.number === number);
  }

  /** Replaces a slice's mask with what the server or a draft holds. Not undoable. */
  load(slice: number, labels: Uint8Array | undefined): void {
    this.mask(slice).set(labels ?? new Uint8Array(this.label.rows * this.label.columns));
    this.changed(slice, undefined);
  }

  /** Pixels per label number on a slice. */
  pixelCounts(slice: number): Uint32Array {
    let counts = this.counts.get(slice);
    if (!counts) {
      counts = new Uint32Array(256);
      const mask = this.masks.get(slice);
      if (mask) for (const label of mask) counts[label]!++;
      else counts[0] = this.label.rows * this.label.columns;
      this.counts.set(slice, counts);
    }
    return counts;
  }

  /**
   * Says which pixels of a slice may become `target`: locked segments keep theirs, and with `huLock` the value must
   * lie in the segment's HU range. Undefined when the target itself is locked, nobody may edit now, or the slice's
   * values have not arrived that the range is to be compared with.
   */
  writable(slice: number, target: number, huLock: boolean): ((index: number) => boolean) | undefined {
    const segment = this.segmentOf(target);
    if (!this.canEdit || this.state.preview || segment?.locked) return undefined;
    const locked = new Set(this.state.segments.filter(s => s.locked).map(s => s.number));
    const mask = this.mask(slice);
    const isGated = huLock && this.hasHu;
    const min = isGated ? segment?.minHu ?? -Infinity : -Infinity;
    const max = isGated ? segment?.maxHu ?? Infinity : Infinity;
    const voxels = this.voxels.get(slice);
    const { slope, intercept } = this.series.voxels ?? { slope: 1, intercept: 0 };
    if (min === -Infinity && max === Infinity) return locked.size === 0 ? () => true : index => !locked.has(mask[index]!);
    if (!voxels) return undefined;
    return index => {
      const value = voxels[index]! * slope + intercept;
      return value >= min && value <= max && !locked.has(mask[index]!);
    };
  }

  beginEdit(slice: number): MaskEdit {
    const edit: MaskEdit = { slice, before: this.mask(slice).slice(), box: undefined };
    this.edits.add(edit);
    return edit;
  }

  /** Whether anything was changed since the page was opened. */
  get hasChanges(): boolean {
    return this.edits.size > 0 || this.isChanged;
  }

  /** Whether somebody is in the middle of a stroke. */
  get hasStrokeInHand(): boolean {
    return this.edits.size > 0;
  }

  /** Whether somebody is in the middle of a stroke on the slice. */
  isBeingEdited(slice: number): boolean {
    return [...this.edits].some(edit => edit.slice === slice);
  }

  /** Tells that an edit has changed pixels inside a box, so that the picture and the areas follow. */
  touched(edit: MaskEdit, box: Box | undefined): void {
    if (!box) return;
    edit.box = union(edit.box, box);
    this.changed(edit.slice, box);
  }

  /** Puts everything back as it was before the edit. */
  cancel(edit: MaskEdit): void {
    this.edits.delete(edit);
    this.mask(edit.slice).set(edit.before);
    this.changed(edit.slice, edit.box);
  }

  /** Width and height of a pixel in mm; 1 × 1 where the spacing is not known. */
  get pixelSpacingMm(): readonly [number, number] {
    return pixelShape(this.series, this.state.slice);
  }

  /** Makes edits one step of undo and one revision. @returns false when they changed nothing */
  commit(edits: readonly MaskEdit[], tool: string, parameters: unknown, model: ModelReference | null = null): boolean {
    const patches = this.patchesOf(edits);
    if (patches.length === 0) return false;
    const operationId = this.send(tool, parameters, patches.map(patch => patch.slice), model);
    this.remember(new MaskStep(this, tool, operationId, patches));
    return true;
  }

  /** Takes over what somebody else has saved; undo brings one's own back. */
  adopt(masks: ReadonlyMap<number, Uint8Array>): void {
    const edits = [...masks].map(([slice, mask]) => {
      const edit = this.beginEdit(slice);
      this.load(slice, mask);
      return edit;
    });
    const patches = this.patchesOf(edits);
    if (patches.length > 0) this.remember(new MaskStep(this, 'restore', newId(), patches));
  }

  /** Adds a step that Ctrl + Z takes back; every kind of change in the workspace comes through here. */
  remember(step: UndoStep): void {
    this.isChanged = true;
    this.steps.push(step);
  }

  /** Puts what the same person did on an earlier page below the steps of this one. */
  rememberEarlier(done: readonly UndoStep[], undone: readonly UndoStep[]): void {
    this.steps.putBelow(done, undone);
  }

  undo(): void {
    if (!this.state.preview && this.canEdit) this.steps.undo();
  }

  redo(): void {
    if (!this.state.preview && this.canEdit) this.steps.redo();
  }

  /** Says what a step back or forward has left alone. */
  kept(slices: readonly number[]): void {
    this.events.emit('keptFromUndo', { slices });
  }

  /** Sends slices, and the list of segments, as they are now as one revision. @returns the operation's id */
  send(tool: string, parameters: unknown, slices: readonly number[], model: ModelReference | null = null, segments?: SegmentChanges): string {
    const masks = new Map(slices.map(slice => [slice, this.mask(slice)]));
    return this.saves?.add(tool, parameters, model, masks, segments) ?? newId();
  }

  /** Tells that pixels of a slice changed; the whole slice without a box. */
  changed(slice: number, box: Box | undefined): void {
    this.counts.delete(slice);
    this.events.emit('maskChanged', { slice, box });
  }

  private patchesOf(edits: readonly MaskEdit[]): Patch[] {
    for (const edit of edits) this.edits.delete(edit);
    return edits
      .map(edit => createPatch(edit.slice, edit.before, this.mask(edit.slice), this.label.columns))
      .filter(patch => patch !== undefined);
  }
}
