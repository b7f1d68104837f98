import type { Tool, ToolPoint } from '../shared/tool.ts';

/** A tool that turns the way since the last event into a change of view. */
export abstract class DragTool implements Tool {
  abstract readonly cursor: string;
  protected start: ToolPoint | undefined;
  private last: ToolPoint | undefined;

  down(at: ToolPoint): void {
    this.start = this.last = at;
  }

  move(at: ToolPoint): void {
    if (!this.last) return;
    this.drag(at.px[0] - this.last.px[0], at.px[1] - this.last.px[1], at);
    this.last = at;
  }

  up(): void {
    this.start = this.last = undefined;
  }

  cancel(): void {
    this.up();
  }

  protected abstract drag(dxPx: number, dyPx: number, at: ToolPoint): void;
}
