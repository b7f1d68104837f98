import type { Store } from '../../store/store.ts';
import type { AreaState } from './areaState.ts';

type Marked = Pick<AreaState, 'range' | 'level'>;

/** What was marked before, so that a slip of the hand can be taken back: one step a gesture. */
export class RangeHistory {
  private readonly store: Store<AreaState>;
  private readonly done: Marked[] = [];
  private readonly undone: Marked[] = [];

  constructor(store: Store<AreaState>) {
    this.store = store;
  }

  /** Before a gesture that may change what is marked. */
  remember(): void {
    this.done.push(this.now);
    this.undone.length = 0;
  }

  undo(): void {
    this.go(this.done, this.undone);
  }

  redo(): void {
    this.go(this.undone, this.done);
  }

  private get now(): Marked {
    const { range, level } = this.store.state;
    return { range, level };
  }

  /** Gestures that changed nothing are passed over. */
  private go(from: Marked[], to: Marked[]): void {
    const { now } = this;
    let next = from.pop();
    while (next && isSame(next, now)) next = from.pop();
    if (!next) return;
    to.push(now);
    this.store.set(next);
  }
}

function isSame(a: Marked, b: Marked): boolean {
  return a.level === b.level && a.range?.first === b.range?.first && a.range?.last === b.range?.last;
}
