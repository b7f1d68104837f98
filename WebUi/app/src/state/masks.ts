import { union, type Box } from '../geometry/box.ts';
import { createPatch, type Patch } from './patch.ts';

/** A change in the making: the slice's mask as it was, and where it has been touched. */
export interface MaskEdit { readonly slice: number; readonly before: Uint8Array; box: Box | undefined }

/** A label's maps of segment numbers, slice by slice, and the edits being made of them. What was never loaded is empty. */
export class Masks {
  private readonly size: { readonly rows: number; readonly columns: number };
  private readonly onChange: (slice: number, box: Box | undefined) => void;
  private readonly masks = new Map<number, Uint8Array>();
  private readonly counts = new Map<number, Uint32Array>();
  private readonly edits = new Set<MaskEdit>();

  /** @param onChange pixels of a slice changed; the whole slice without a box */
  constructor(size: { readonly rows: number; readonly columns: number }, onChange: (slice: number, box: Box | undefined) => void) {
    this.size = size;
    this.onChange = onChange;
  }

  /** The slice's label map, [Rows, Columns]; belongs to the masks, change it only through an edit. */
  of(slice: number): Uint8Array {
    let mask = this.masks.get(slice);
    if (!mask) this.masks.set(slice, mask = this.empty());
    return mask;
  }

  /** Pixels per label number on a slice. */
  pixelCounts(slice: number): Uint32Array {
    let counts = this.counts.get(slice);
    if (!counts) this.counts.set(slice, counts = this.countsOf(this.masks.get(slice)));
    return counts;
  }

  /** Pixels per label number of any map of a slice; undefined is an empty one. */
  countsOf(mask: Uint8Array | undefined): Uint32Array {
    const counts = new Uint32Array(256);
    if (mask) for (const label of mask) counts[label]!++;
    else counts[0] = this.size.rows * this.size.columns;
    return counts;
  }

  /** A map of a slice with nothing in it. */
  empty(): Uint8Array {
    return new Uint8Array(this.size.rows * this.size.columns);
  }

  /** Replaces a slice's mask with what the server or a draft holds. Not undoable. */
  load(slice: number, labels: Uint8Array | undefined): void {
    this.of(slice).set(labels ?? this.empty());
    this.changed(slice, undefined);
  }

  beginEdit(slice: number): MaskEdit {
    const edit: MaskEdit = { slice, before: this.of(slice).slice(), box: undefined };
    this.edits.add(edit);
    return edit;
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
    this.of(edit.slice).set(edit.before);
    this.changed(edit.slice, edit.box);
  }

  /** Ends edits. @returns what they changed, slice by slice; nothing of a slice that is as it was */
  finish(edits: readonly MaskEdit[]): Patch[] {
    for (const edit of edits) this.edits.delete(edit);
    return edits
      .map(edit => createPatch(edit.slice, edit.before, this.of(edit.slice), this.size.columns))
      .filter(patch => patch !== undefined);
  }

  /** Whether somebody is in the middle of a stroke. */
  get hasStrokeInHand(): boolean {
    return this.edits.size > 0;
  }

  /** Whether somebody is in the middle of a stroke on the slice. */
  isBeingEdited(slice: number): boolean {
    return [...this.edits].some(edit => edit.slice === slice);
  }

  /** Tells that pixels of a slice changed; the whole slice without a box. */
  changed(slice: number, box: Box | undefined): void {
    this.counts.delete(slice);
    this.onChange(slice, box);
  }
}
