import type { Label, ModelReference, Segment, SegmentChanges } from '../contracts/services.ts';
import type { Box } from '../geometry/box.ts';

/**
 * One thing a person did in the workspace. Whatever can be changed there brings a step of its own: masks (MaskStep),
 * segments, and what is still to come.
 */
export interface UndoStep {
  /**
   * Takes the change back ('before') or makes it again ('after'), shows that and sends it. A rejection leaves the step
   * where it was.
   */
  apply(to: 'before' | 'after'): Promise<void> | void;
}

/** What a step takes back and does again: the label being worked on, as far as steps know it. */
export interface StepTarget {
  readonly label: Label;
  readonly state: { readonly slice: number; readonly segments: readonly Segment[] };
  readonly masks: {
    /** [Rows, Columns] of segment numbers, to be changed in place and then told by `changed`. */
    of(slice: number): Uint8Array;
    changed(slice: number, box: Box | undefined): void;
  };
  readonly segments: { adopt(segments: readonly Segment[]): void };
  readonly events: { emit(name: 'keptFromUndo', event: { readonly slices: readonly number[] }): void };
  goTo(slice: number): void;
  send(
    tool: string, parameters: unknown, slices: readonly number[], model?: ModelReference | null, segments?: SegmentChanges,
  ): string;
}

/**
 * What was done to a label, as steps that can be taken back and made again; a new step forgets those taken back. Steps
 * that must first be fetched are applied one after another, in the order in which they were asked for.
 */
export class History {
  private done: UndoStep[] = [];
  private undone: UndoStep[] = [];
  private readonly asked: ('undo' | 'redo')[] = [];
  private isApplying = false;
  private hasPushed = false;
  private readonly onChange: () => void;
  private readonly onFailure: (error: unknown) => void;

  constructor(onChange: () => void = () => undefined, onFailure: (error: unknown) => void = () => undefined) {
    this.onChange = onChange;
    this.onFailure = onFailure;
  }

  get canUndo(): boolean {
    return this.done.length > 0;
  }

  get canRedo(): boolean {
    return this.undone.length > 0;
  }

  /** Whether anything was done here, and not only on an earlier page. */
  get hasNew(): boolean {
    return this.hasPushed;
  }

  /** Adds what was just done, for Ctrl + Z to take back. */
  push(step: UndoStep): void {
    this.hasPushed = true;
    this.done.push(step);
    this.undone = [];
    this.onChange();
  }

  /** Puts the steps of an earlier page below those of this one. */
  putBelow(done: readonly UndoStep[], undone: readonly UndoStep[]): void {
    if (this.done.length === 0) this.undone = [...undone, ...this.undone];
    this.done = [...done, ...this.done];
    this.onChange();
  }

  undo(): void {
    this.move('undo');
  }

  redo(): void {
    this.move('redo');
  }

  private move(which: 'undo' | 'redo'): void {
    if (this.isApplying) {
      this.asked.push(which);
      return;
    }
    const [from, to] = which === 'undo' ? [this.done, this.undone] : [this.undone, this.done];
    const step = from.pop();
    if (!step) return;
    to.push(step);
    const applied = step.apply(which === 'undo' ? 'before' : 'after');
    this.onChange();
    if (applied instanceof Promise) void this.wait(applied, step, which);
  }

  private async wait(applied: Promise<void>, step: UndoStep, which: 'undo' | 'redo'): Promise<void> {
    this.isApplying = true;
    try {
      await applied;
    } catch (error) {
      this.asked.length = 0;
      this.moveBack(step, which);
      this.onFailure(error);
    } finally {
      this.isApplying = false;
    }
    const next = this.asked.shift();
    if (next) this.move(next);
  }

  private moveBack(step: UndoStep, which: 'undo' | 'redo'): void {
    const [from, to] = which === 'undo' ? [this.undone, this.done] : [this.done, this.undone];
    const at = from.lastIndexOf(step);
    if (at >= 0) from.splice(at, 1);
    to.push(step);
    this.onChange();
  }
}

/** A change as a revision or an unsent save describes it. */
export interface PastChange { readonly operationId: string; readonly tool: string; readonly parameters: unknown }

/** Which of a person's changes, oldest first, stand and which are taken back: an undo or redo names its operation. */
export function replay<Change extends PastChange>(changes: readonly Change[]): { done: Change[]; undone: Change[] } {
  const done: Change[] = [];
  let undone: Change[] = [];
  const move = (from: Change[], to: Change[], operation: unknown) => {
    const at = from.findLastIndex(change => change.operationId === operation);
    if (at >= 0) to.push(...from.splice(at, 1));
  };
  for (const change of changes) {
    const operation = (change.parameters as { operation?: unknown } | null)?.operation;
    if (change.tool === 'undo') move(done, undone, operation);
    else if (change.tool === 'redo') move(undone, done, operation);
    else {
      done.push(change);
      undone = [];
    }
  }
  return { done, undone };
}
