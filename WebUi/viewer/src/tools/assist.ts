import { decodeMask, fromBase64 } from '../masks/codec.ts';
import type { Proposal } from '../api/contracts.ts';
import type { PendingProposal } from '../state/labelState.ts';
import type { Workspace } from '../state/workspace.ts';

/** Asks the server for proposals; a newer question breaks off the older one. */
export class Assistant {
  private readonly workspace: Workspace;
  private readonly report: (error: unknown) => void;
  private running: AbortController | undefined;
  private lastQuestion = '';

  constructor(workspace: Workspace, report: (error: unknown) => void) {
    this.workspace = workspace;
    this.report = report;
  }

  /** Shows the answer as a proposal for the active segment on the slice that was asked about. */
  async ask(tool: PendingProposal['tool'], parameters: object, strokes: number, request: (signal: AbortSignal) => Promise<Proposal>): Promise<void> {
    this.stop();
    this.lastQuestion = this.question(parameters);
    const running = this.running = new AbortController();
    const { slice, segment } = this.workspace.state;
    try {
      const answer = await request(running.signal);
      if (running.signal.aborted) return;
      const { labels } = decodeMask(fromBase64(answer.mask));
      for (let p = 0; p < labels.length; p++) if (labels[p]) labels[p] = segment;
      this.workspace.store.set({
        proposal: {
          tool, strokes, masks: new Map([[slice, labels]]), model: null, elapsedMs: answer.elapsedMs,
          parameters: { ...parameters, segment },
        },
      });
    } catch (error) {
      if (!running.signal.aborted) this.report(error);
    }
  }

  /** Whether the last question was this one, for the segment that is active now. */
  hasAsked(parameters: object): boolean {
    return this.question(parameters) === this.lastQuestion;
  }

  stop(): void {
    this.running?.abort();
    this.running = undefined;
  }

  private question(parameters: object): string {
    return JSON.stringify([this.workspace.state.slice, this.workspace.state.segment, parameters]);
  }
}

/** The HU gate of the active segment, when the lock is on. */
export function huGate(workspace: Workspace): { minHu: number | null; maxHu: number | null } {
  const { minHu, maxHu } = workspace.activeSegment;
  return workspace.state.options.huLock ? { minHu, maxHu } : { minHu: null, maxHu: null };
}
