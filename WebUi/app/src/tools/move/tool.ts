import type { MaskEdit } from '../../state/masks.ts';
import type { Workspace } from '../../state/workspace.ts';
import { paintGate } from '../drawing/painting.ts';
import type { Tool, ToolPoint } from '../shared/tool.ts';

/** The slice before a run of arrow keys, and how far they have come: pixels passed over are not lost. */
interface Walk {
  readonly slice: number;
  readonly segment: number;
  readonly start: Uint8Array;
  readonly end: Uint8Array;
  readonly offset: readonly [number, number];
}

/** Moves the active segment's pixels on the shown slice by whole pixels, by dragging or with the arrow keys (Shift: ten). */
export class MoveTool implements Tool {
  readonly id = 'move';
  readonly cursor = 'move';
  private readonly workspace: Workspace;
  private edit: MaskEdit | undefined;
  private from: ToolPoint | undefined;
  private offset: readonly [number, number] = [0, 0];
  private walk: Walk | undefined;

  constructor(workspace: Workspace) {
    this.workspace = workspace;
  }

  down(at: ToolPoint): void {
    const { slice, segment } = this.workspace.state;
    if (!this.workspace.segments.writable(slice, segment, false)) return;
    this.edit = this.workspace.masks.beginEdit(slice);
    this.from = at;
    this.offset = [0, 0];
  }

  move(at: ToolPoint): void {
    if (!this.edit || !this.from) return;
    const offset = [Math.round(at.voxel[0] - this.from.voxel[0]), Math.round(at.voxel[1] - this.from.voxel[1])] as const;
    if (offset[0] === this.offset[0] && offset[1] === this.offset[1]) return;
    this.offset = offset;
    this.shift(this.edit, this.edit.before, offset);
  }

  up(): void {
    if (this.edit) this.commit(this.edit, this.offset);
    this.edit = undefined;
  }

  cancel(): void {
    if (this.edit) this.workspace.masks.cancel(this.edit);
    this.edit = undefined;
  }

  reset(): void {
    this.up();
    this.walk = undefined;
  }

  nudge(di: number, dj: number): void {
    const { slice, segment } = this.workspace.state;
    if (!this.workspace.segments.writable(slice, segment, false)) return;
    const edit = this.workspace.masks.beginEdit(slice);
    const walk = this.walk;
    const goesOn = walk && walk.slice === slice && walk.segment === segment
      && walk.end.every((label, index) => label === edit.before[index]);
    const start = goesOn ? walk.start : edit.before;
    const before = goesOn ? walk.offset : [0, 0] as const;
    const offset = [before[0] + di, before[1] + dj] as const;
    this.shift(edit, start, offset);
    this.walk = { slice, segment, start, end: this.workspace.mask(slice).slice(), offset };
    this.commit(edit, [di, dj]);
  }

  /** Draws `start` with the segment's pixels moved; those that leave the slice are gone, those that may not be painted stay away. */
  private shift(edit: MaskEdit, start: Uint8Array, [di, dj]: readonly [number, number]): void {
    const { label: { columns, rows }, state: { segment } } = this.workspace;
    const mask = this.workspace.mask(edit.slice);
    mask.set(start);
    for (let index = 0; index < mask.length; index++) if (mask[index] === segment) mask[index] = 0;
    const gate = paintGate(this.workspace, edit.slice, segment, false)!; // moving is about the shape: no HU lock
    for (let index = start.indexOf(segment); index >= 0; index = start.indexOf(segment, index + 1)) {
      const i = index % columns + di;
      const j = (index - index % columns) / columns + dj;
      if (i < 0 || j < 0 || i >= columns || j >= rows) continue;
      const to = j * columns + i;
      if (gate(to)) mask[to] = segment;
    }
    this.workspace.masks.touched(edit, { left: 0, top: 0, width: columns, height: rows });
  }

  private commit(edit: MaskEdit, offset: readonly [number, number]): void {
    const { segment, rules: { paintOver } } = this.workspace.state;
    this.workspace.commit([edit], this.id, { segment, offset, paintOver });
  }
}
