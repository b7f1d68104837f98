import type { Proposal, ProposalNotice } from '../../contracts/services.ts';
import { encodeMask, toBase64 } from '../../masks/codec.ts';
import type { PendingProposal } from '../../state/labelState.ts';
import type { Workspace } from '../../state/workspace.ts';
import { limits } from '../assist/options.ts';
import { huGate, type Assistant, type Progress } from '../shared/assistant.ts';
import { Options } from '../shared/options.ts';
import type { Tool } from '../shared/tool.ts';
import { carry } from './request.ts';
import { t } from './texts.ts';

interface Carrying { readonly direction: 'up' | 'both' | 'down'; readonly carrySlices: number; readonly bandMm: number }

const asked = limits.carry;
export const options = new Options<Carrying>('carry', { direction: 'both', carrySlices: 5, bandMm: asked.bandMm.default });

/**
 * Carries the active segment, or what is proposed for it, from this slice to its neighbours, one by one, until it no longer
 * fits: that slice is left for the person to decide about. The answer is one proposal on all the slices.
 */
export class CarryTool implements Tool {
  private readonly id = 'carry';
  readonly cursor = 'pointer';
  private readonly workspace: Workspace;
  private readonly assistant: Assistant;
  private readonly say: (text: string) => void;

  constructor(workspace: Workspace, assistant: Assistant, say: (text: string) => void) {
    this.workspace = workspace;
    this.assistant = assistant;
    this.say = say;
  }

  down(): void {
    this.confirm();
  }

  confirm(): void {
    const { state } = this.workspace;
    const proposed = state.proposal?.model === null ? state.proposal : undefined;
    const start = proposed?.masks.get(state.slice) ?? this.workspace.mask(state.slice).map(label => (label === state.segment ? label : 0));
    if (!start.includes(state.segment)) {
      this.say(t('nothing'));
      return;
    }
    const { direction, carrySlices, bandMm } = options.of(this.workspace);
    const iterations = asked.iterations.default; // nobody is asked
    const parameters = { from: state.slice, direction, slices: carrySlices, bandMm, iterations, ...huGate(this.workspace) };
    const after = proposed && { after: { tool: proposed.tool, parameters: proposed.parameters } };
    void this.assistant.ask({ tool: this.id, goesOn: true, parameters: { ...parameters, ...after } },
      (signal, progress) => this.run(start, proposed, parameters, signal, progress));
  }

  reset(): void {
    this.assistant.stop();
  }

  private async run(
    start: Uint8Array, proposed: PendingProposal | undefined, { bandMm, iterations, minHu, maxHu }: CarryParameters,
    signal: AbortSignal, progress: Progress,
  ): Promise<Proposal> {
    const { label, state: { slice: from, segment } } = this.workspace;
    const { direction, carrySlices: reach } = options.of(this.workspace);
    const ways = [
      direction !== 'down' ? Math.min(reach, label.lastSlice - from) : 0,
      direction !== 'up' ? Math.min(reach, from - label.firstSlice) : 0,
    ];
    const found = new Map<number, string>(proposed?.masks.has(from) ? [[from, this.encode(start, segment)]] : []);
    const notices: ProposalNotice[] = [];
    let elapsedMs = 0;
    let done = 0;
    for (const [way, count] of ways.entries()) {
      let mask = this.encode(start, segment);
      for (let n = 1; n <= count; n++) {
        progress(done++, ways[0]! + ways[1]!);
        const [fromSlice, toSlice] = way === 0 ? [from + n - 1, from + n] : [from - n + 1, from - n];
        const answer = await carry({ ...this.workspace.ofVolume, fromSlice, mask, toSlice, bandMm, iterations, minHu, maxHu }, signal);
        elapsedMs += answer.elapsedMs;
        notices.push(...answer.notices);
        if (answer.notices.length > 0) break;
        mask = answer.slices[0]!.mask;
        found.set(toSlice, mask);
      }
    }
    return {
      notices, elapsedMs,
      slices: [...found].map(([slice, mask]) => ({ slice, mask, pixelCount: 0, areaCm2: null })),
    };
  }

  private encode(labels: Uint8Array, segment: number): string {
    const { columns, rows } = this.workspace.label;
    return toBase64(encodeMask({ columns, rows, labels: labels.map(label => (label === segment ? 1 : 0)) }));
  }
}

interface CarryParameters { bandMm: number; iterations: number; minHu: number | null; maxHu: number | null }
