import type { Point2, SliceView } from '../../geometry/sliceView.ts';

/** Where the pointer is, for tools. */
export interface ToolPoint {
  /** Continuous (column, row); (0, 0) is the first voxel's centre. */
  readonly voxel: Point2;
  /** CSS pixels from the picture's top-left corner. */
  readonly px: Point2;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  /** Of a pen only: how hard it is pressed, 0–1, and whether with its eraser. */
  readonly pen?: { readonly pressure: number; readonly isEraser: boolean } | undefined;
}

/** What the left button does, and what keys do while the tool is in hand. All tools work in voxels of the shown slice. */
export interface Tool {
  /** CSS cursor over the picture. */
  readonly cursor: string;
  down?(at: ToolPoint): void;
  /** While the button is held. */
  move?(at: ToolPoint): void;
  up?(at: ToolPoint): void;
  /** The gesture was broken off: put everything back. */
  cancel?(): void;
  /** With the button up; undefined when the pointer has left. */
  hover?(at: ToolPoint | undefined): void;
  /** Another slice is shown or another tool was taken. */
  reset?(): void;
  /** Enter while nothing is proposed, or the button in the options bar: finish what is being drawn, or do it now. */
  confirm?(): void;
  /** Backspace: take the last point back. */
  back?(): void;
  /** Arrow keys: move by whole pixels to the right and down. */
  nudge?(di: number, dj: number): void;
  /** `[` and `]`, or Shift + wheel: wider or narrower by this many steps; without it the brush is meant. */
  resize?(steps: number): void;
  /** Delete and Backspace: take away what was drawn last; without it they are for segments and points. */
  deleteLast?(): void;
  /** Whether Alt means something here, so that Alt + click picks no segment. */
  readonly usesAlt?: boolean;
  /** Whether what is drawn lies on several slices, so that showing another one does not reset it. */
  readonly staysOverSlices?: boolean;
  /** Whether its marks are drawn whatever tool is in hand. */
  readonly staysOnShow?: boolean;
  /** Options changed while this tool is in hand. */
  optionsChanged?(): void;
  /** Draws the tool's own marks, in CSS pixels. */
  draw?(context: CanvasRenderingContext2D, view: SliceView): void;
}
