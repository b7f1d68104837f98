import { ApiFailure } from '../../api/http.ts';
import type { Proposal } from '../../contracts/services.ts';
import { t } from '../../i18n/i18n.ts';
import { noticeText } from '../../i18n/notices.ts';
import { decodeMask, fromBase64 } from '../../masks/codec.ts';
import { mayAsk, type AskingFor } from '../../state/proposals.ts';
import type { Workspace } from '../../state/workspace.ts';

/** What a tool asks the server. */
export interface Question extends AskingFor {
  /** The tool's id. */
  readonly tool: string;
  /** Stored with the revision. */
  readonly parameters: object;
  readonly strokes?: number;
  /** The segment that the answer is to be taken out of. */
  readonly erasesFrom?: number;
  /** What the numbers of the answer mean, where it names several segments; otherwise all of it is for the active one. */
  readonly numbers?: (number: number) => number;
  /** It moves labels, whatever the values below them. */
  readonly moves?: boolean;
}

/** Tells how far the work is. */
export type Progress = (done: number, total: number) => void;

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

  /** Shows the answer as a proposal. */
  async ask(question: Question, request: (signal: AbortSignal, progress: Progress) => Promise<Proposal>): Promise<void> {
    this.stop();
    if (!mayAsk(this.workspace, question.tool, question)) return;
    const { slice, segment } = this.workspace.state;
    if (!question.numbers && !this.workspace.segments.writable(slice, question.erasesFrom ?? segment, false)) {
      this.report(new ApiFailure('refused', 0, { detail: t('assist.locked') }));
      return;
    }
    this.lastQuestion = this.question(question.parameters);
    const running = this.running = new AbortController();
    const progress: Progress = (done, total) => {
      if (!running.signal.aborted) this.workspace.store.set({ asking: { done, total, stop: () => this.stop() } });
    };
    progress(0, 0);
    try {
      const answer = await request(running.signal, progress);
      if (!running.signal.aborted) this.show(question, answer, question.erasesFrom ?? segment);
    } catch (error) {
      if (!running.signal.aborted) this.report(error);
    } finally {
      if (this.running === running) this.stop();
    }
  }

  /** Whether the last question was this one, for the segment that is active now. */
  hasAsked(parameters: object): boolean {
    return this.question(parameters) === this.lastQuestion;
  }

  stop(): void {
    this.running?.abort();
    this.running = undefined;
    if (this.workspace.state.asking) this.workspace.store.set({ asking: undefined });
  }

  private show(question: Question, { slices, notices, elapsedMs }: Proposal, segment: number): void {
    const { tool, parameters, strokes = 0, erasesFrom, numbers, moves = false } = question;
    if (slices.length === 0) {
      const why = notices.map(notice => noticeText(notice, this.workspace.sliceCount));
      this.report(new ApiFailure('refused', 0, { detail: why.join(' ') || t('proposal.nothingHere') }));
      return;
    }
    const huLock = !moves && this.workspace.state.rules.huLock;
    this.workspace.store.set({
      proposal: {
        tool, strokes, notices, elapsedMs, model: null, moves, namesSegments: numbers !== undefined, erases: erasesFrom !== undefined,
        masks: new Map(slices.map(each => [each.slice, numbers
          ? this.spare(each.slice, decodeProposal(each.mask, numbers), false)
          : this.spare(each.slice, decodeProposal(each.mask, () => segment), huLock)])),
        parameters: numbers ? parameters : { ...parameters, segment },
      },
    });
  }

  /** Takes out what may not change: locked segments and, with the HU lock, other values. */
  private spare(slice: number, labels: Uint8Array, huLock: boolean): Uint8Array {
    const writable = new Map([...new Set(labels)].map(number => [number, this.workspace.segments.writable(slice, number, huLock)]));
    return labels.map((number, index) => (number !== 0 && writable.get(number)?.(index) ? number : 0));
  }

  private question(parameters: object): string {
    return JSON.stringify([this.workspace.state.slice, this.workspace.state.segment, parameters]);
  }
}

/** @param numbers the segment for each number of the answer */
function decodeProposal(mask: string, numbers: (number: number) => number): Uint8Array {
  const { labels } = decodeMask(fromBase64(mask));
  for (let p = 0; p < labels.length; p++) if (labels[p]) labels[p] = numbers(labels[p]!);
  return labels;
}

/** The HU gate of the active segment, when the lock is on and values are HU. */
export function huGate(workspace: Workspace): { minHu: number | null; maxHu: number | null } {
  const { minHu, maxHu } = workspace.segments.active;
  return workspace.state.rules.huLock && workspace.voxels.hasHu ? { minHu, maxHu } : { minHu: null, maxHu: null };
}
