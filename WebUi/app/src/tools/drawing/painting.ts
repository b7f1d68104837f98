import type { Box } from '../../geometry/box.ts';
import { forEachPixel, type Runs } from '../../geometry/runs.ts';
import type { MaskEdit } from '../../state/masks.ts';
import type { Workspace } from '../../state/workspace.ts';
import { drawing } from './options.ts';

type Gate = (index: number) => boolean;

/** Which pixels of a slice may become a segment, as locks, HU lock and "paint over" say; undefined when none may. */
export function paintGate(workspace: Workspace, slice: number, segment: number, huLock = workspace.state.rules.huLock): Gate | undefined {
  const { paintOver } = workspace.state.rules;
  const writable = workspace.segments.writable(slice, segment, huLock);
  if (!writable || paintOver === 'all') return writable;
  const mask = workspace.mask(slice);
  const under = paintOver === 'empty' ? 0 : paintOver;
  return index => (mask[index] === under || mask[index] === segment) && writable(index);
}

/** Which pixels of a slice may be erased. */
export function eraseGate(workspace: Workspace, slice: number): Gate | undefined {
  const { segment } = workspace.state;
  const writable = workspace.segments.writable(slice, 0, false);
  if (!writable || !drawing.of(workspace).onlyActive) return writable;
  const mask = workspace.mask(slice);
  return index => mask[index] === segment && writable(index);
}

/** How the options restricted a change, for its revision. */
export function ruleParameters(workspace: Workspace, isErasing: boolean): object {
  const { state: { segment, rules }, segments: { active: { minHu, maxHu } } } = workspace;
  return isErasing
    ? { segment: drawing.of(workspace).onlyActive ? segment : null }
    : { segment, huRange: rules.huLock ? [minHu, maxHu] : null, paintOver: rules.paintOver };
}

/**
 * Says why a drawing that should have painted left everything as it was. Where the segment lies already, nothing needs saying.
 * @param isRefused whether pixels were left out that do not belong to the segment
 */
export function sayNothingPainted(workspace: Workspace, isErasing: boolean, isRefused: boolean): void {
  const { segments: { active: { locked, minHu, maxHu } }, state: { rules } } = workspace;
  if (isErasing || !isRefused || !workspace.canEdit || workspace.state.preview) return;
  const isGated = rules.huLock && workspace.voxels.hasHu && (minHu !== null || maxHu !== null);
  workspace.events.emit('paintedNothing', { why: locked ? 'locked' : isGated && rules.paintOver === 'all' ? 'outsideHu' : 'kept' });
}

/** The shown slice and as many around it as the options say, as far as the label has them. */
export function slabOf(workspace: Workspace): number[] {
  const { slice } = workspace.state;
  const { slabSlices } = drawing.of(workspace);
  const [first, last] = [Math.max(workspace.label.firstSlice, slice - slabSlices), Math.min(workspace.label.lastSlice, slice + slabSlices)];
  return Array.from({ length: last - first + 1 }, (_, n) => first + n);
}

/** The slices a clean-up works on. */
export function scopeOf(workspace: Workspace, allSlices: boolean): number[] {
  return allSlices ? workspace.readingOrder : [workspace.state.slice];
}

interface Sheet { readonly edit: MaskEdit; readonly mask: Uint8Array; readonly gate: Gate }

/** A change in the making: paints or erases on any number of slices, and becomes one step and one revision. */
export class Painting {
  readonly isErasing: boolean;
  private readonly workspace: Workspace;
  private readonly segment: number;
  private readonly sheets = new Map<number, Sheet | undefined>();
  private isRefused = false;

  constructor(workspace: Workspace, isErasing: boolean, segment = workspace.state.segment) {
    this.workspace = workspace;
    this.isErasing = isErasing;
    this.segment = segment;
  }

  fill(slice: number, runs: Runs | undefined): void {
    const sheet = runs && this.sheet(slice);
    this.isRefused ||= runs !== undefined && !sheet;
    if (!sheet) return;
    const { mask, gate, edit } = sheet;
    const value = this.isErasing ? 0 : this.segment;
    forEachPixel(runs, this.workspace.label.columns, index => {
      if (gate(index)) mask[index] = value;
      else this.isRefused ||= mask[index] !== value;
    });
    this.workspace.masks.touched(edit, runs.box);
  }

  commit(tool: string, parameters: object): void {
    const edits = [...this.sheets.values()].filter(sheet => sheet !== undefined).map(sheet => sheet.edit);
    const isPainted = this.workspace.commit(edits, tool, { ...parameters, ...ruleParameters(this.workspace, this.isErasing) });
    if (!isPainted) sayNothingPainted(this.workspace, this.isErasing, this.isRefused);
  }

  cancel(): void {
    for (const sheet of this.sheets.values()) if (sheet) this.workspace.masks.cancel(sheet.edit);
  }

  private sheet(slice: number): Sheet | undefined {
    if (!this.sheets.has(slice)) {
      const gate = this.isErasing ? eraseGate(this.workspace, slice) : paintGate(this.workspace, slice, this.segment);
      this.sheets.set(slice, gate && { gate, mask: this.workspace.mask(slice), edit: this.workspace.masks.beginEdit(slice) });
    }
    return this.sheets.get(slice);
  }
}

/** Fills a shape on the slab with the active segment, or erases it. */
export function paintShape(workspace: Workspace, runs: Runs | undefined, isErasing: boolean, tool: string, parameters: object): void {
  const painting = new Painting(workspace, isErasing);
  const slices = slabOf(workspace);
  for (const slice of slices) painting.fill(slice, runs);
  painting.commit(tool, { ...parameters, isErasing, slabSlices: drawing.of(workspace).slabSlices });
}

/**
 * Changes whole slices as one step and one revision.
 * @param change sets the pixels of one slice; what it may set is for it to know
 * @returns whether anything changed
 */
export function changeSlices(
  workspace: Workspace, slices: readonly number[], tool: string, parameters: object, change: (slice: number, mask: Uint8Array) => void,
): boolean {
  const whole: Box = { left: 0, top: 0, width: workspace.label.columns, height: workspace.label.rows };
  const edits: MaskEdit[] = [];
  for (const slice of slices) {
    const edit = workspace.masks.beginEdit(slice);
    const mask = workspace.mask(slice);
    change(slice, mask);
    if (mask.every((label, index) => label === edit.before[index])) continue;
    workspace.masks.touched(edit, whole);
    edits.push(edit);
  }
  workspace.commit(edits, tool, parameters);
  return edits.length > 0;
}
