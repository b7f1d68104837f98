import type { Segment } from '../contracts/services.ts';
import type { Store } from '../store/store.ts';
import { gateOf } from './gate.ts';
import type { History, StepTarget } from './history.ts';
import type { LabelState, PaintRules } from './labelState.ts';
import type { MaskEdit, Masks } from './masks.ts';
import { segmentChanges } from './segmentChanges.ts';
import { SegmentStep } from './segmentStep.ts';
import type { Voxels } from './voxels.ts';

/** The label whose segments they are: what may be changed there, and where changes of the list go. */
export interface SegmentsOwner extends StepTarget {
  readonly state: Readonly<LabelState>;
  readonly store: Store<LabelState>;
  readonly masks: Masks;
  readonly voxels: Voxels;
  readonly history: History;
  readonly canEdit: boolean;
  readonly canChange: boolean;
  readonly readingOrder: readonly number[];
  setRules(rules: Partial<PaintRules>): void;
}

/** A label's list of segments, and how it changes. The list itself is the store's: a value that is replaced. */
export class Segments {
  private readonly owner: SegmentsOwner;

  constructor(owner: SegmentsOwner) {
    this.owner = owner;
  }

  of(number: number): Segment | undefined {
    return this.list.find(segment => segment.number === number);
  }

  get active(): Segment {
    return this.of(this.owner.state.segment)!;
  }

  /** Numbers of those whose pixels stay as they are. */
  get locked(): ReadonlySet<number> {
    return new Set(this.list.filter(segment => segment.locked).map(segment => segment.number));
  }

  /**
   * Says which pixels of a slice may become `target`: locked segments keep theirs, and with `huLock` the value must
   * lie in the segment's HU range. Undefined when the target itself is locked, nobody may edit now, or the slice's
   * values have not arrived that the range is to be compared with.
   */
  writable(slice: number, target: number, huLock: boolean): ((index: number) => boolean) | undefined {
    const { canChange, masks, voxels } = this.owner;
    const segment = this.of(target);
    if (!canChange || segment?.locked) return undefined;
    return gateOf(masks.of(slice), this.locked, huLock && voxels.hasHu ? segment : undefined, voxels.valuesOf(slice));
  }

  /** The segments of what is on show, an earlier revision or the label; hidden ones are those that are hidden now. */
  get shown(): readonly Segment[] {
    const { preview } = this.owner.state;
    return preview ? preview.segments.map(then => ({ ...then, visible: this.of(then.number)?.visible ?? true })) : this.list;
  }

  shownOf(number: number): Segment | undefined {
    return this.shown.find(segment => segment.number === number);
  }

  /** Changes one segment. What is visible is saved like the rest, but not a step of undo. */
  set(number: number, change: Partial<Segment>): void {
    const segments = this.list.map(segment => (segment.number === number ? { ...segment, ...change } : segment));
    if (Object.keys(change).every(key => key === 'visible')) this.saveVisibility(segments);
    else this.change(segments, { changed: number, fields: Object.keys(change) });
  }

  /** Puts a segment at a place of the list. */
  move(number: number, place: number): void {
    const segments = this.list.filter(segment => segment.number !== number);
    if (place < 0 || place > segments.length) return;
    segments.splice(place, 0, this.of(number)!);
    this.change(segments, { order: segments.map(segment => segment.number) });
  }

  /** Deletes a segment with its pixels on all slices, as one step. Not the last one, and no locked one. */
  delete(number: number): void {
    const segment = this.of(number);
    const { canChange, masks, label, readingOrder } = this.owner;
    if (!canChange || !segment || segment.locked || this.list.length === 1) return;
    const edits = readingOrder.filter(slice => masks.pixelCounts(slice)[number]! > 0).map(slice => {
      const edit = masks.beginEdit(slice);
      const mask = masks.of(slice);
      for (let index = mask.indexOf(number); index >= 0; index = mask.indexOf(number, index + 1)) mask[index] = 0;
      masks.touched(edit, { left: 0, top: 0, width: label.columns, height: label.rows });
      return edit;
    });
    this.change(this.list.filter(each => each !== segment), { deleted: number, name: segment.name }, edits);
  }

  /** One that the server has given its number and saved already. */
  added(segment: Segment, operationId: string): void {
    const before = this.list;
    this.adopt([...before, segment]);
    this.owner.store.set({ segment: segment.number });
    this.owner.history.push(new SegmentStep(this.owner, operationId, { before, after: this.list, patches: [] }));
  }

  /** Shows segments as the server has them. Not undoable. */
  adopt(segments: readonly Segment[]): void {
    if (!segmentChanges(this.list, segments)) return;
    const { owner } = this;
    const { segment, rules } = owner.state;
    const isThere = (number: number) => segments.some(each => each.number === number);
    if (typeof rules.paintOver === 'number' && !isThere(rules.paintOver)) owner.setRules({ paintOver: 'all' });
    if (typeof rules.proposeOver === 'number' && !isThere(rules.proposeOver)) owner.setRules({ proposeOver: 'empty' });
    owner.store.set({ segments, ...(!isThere(segment) && { segment: segments[0]!.number }) });
  }

  private get list(): readonly Segment[] {
    return this.owner.state.segments;
  }

  private change(segments: readonly Segment[], parameters: object, edits: readonly MaskEdit[] = []): void {
    const { owner } = this;
    if (!owner.canChange) return;
    const before = this.list;
    const changes = segmentChanges(before, segments);
    if (!changes) return;
    const patches = owner.masks.finish(edits);
    this.adopt(segments);
    const operationId = owner.send('segment', parameters, patches.map(patch => patch.slice), null, changes);
    owner.history.push(new SegmentStep(owner, operationId, { before, after: segments, patches }));
  }

  private saveVisibility(segments: readonly Segment[]): void {
    const changes = segmentChanges(this.list, segments);
    this.adopt(segments);
    if (!changes || !this.owner.canEdit) return;
    const changed = changes.edits.map(edit => edit.after?.number);
    this.owner.send('segment', { changed, fields: ['visible'] }, [], null, changes);
  }
}
