import { getQuantJob, getQuantResult, previewQuant, startQuant, typePatientValues } from '../../api/client.ts';
import type { QuantJob, QuantResult } from '../../contracts/services.ts';
import { ApiFailure } from '../../api/http.ts';
import { followJob } from '../../api/live.ts';
import { messageOf } from '../../i18n/i18n.ts';
import { said } from '../../i18n/sentences.ts';
import type { Store } from '../../store/store.ts';
import { toast } from '../../ui/notices.ts';
import { areAlike, type QuantifyFacts, type QuantifyState } from './quantifyState.ts';

export interface TypedValues { readonly heightCm: number | null; readonly weightKg: number | null }

/** Where people type. */
export interface TypingFields {
  /** What is typed and not kept yet, null where the images' own value (or none) is to be taken; undefined for nothing. */
  readonly typed: () => TypedValues | 'wrong' | undefined;
  /** What was typed when it was last asked for is kept. */
  readonly kept: () => void;
}

/**
 * Keeps the result on show and the values on the page together. What is typed is kept for the study when its field is left;
 * what follows is a preview, or the stored result of just these values; only "Measure" stores one. Of answers that overtake
 * one another only the last question's counts.
 */
export class Measuring {
  private asked = 0;
  private stored: readonly QuantResult[];
  private readonly facts: QuantifyFacts;
  private readonly store: Store<QuantifyState>;
  /** Set once they are there. */
  fields: TypingFields = { typed: () => undefined, kept: () => undefined };

  /** @param stored of this label, newest first */
  constructor(facts: QuantifyFacts, store: Store<QuantifyState>, stored: readonly QuantResult[]) {
    [this.facts, this.store, this.stored] = [facts, store, stored];
  }

  get earlier(): readonly QuantResult[] {
    return this.stored;
  }

  /** Shows what the values of the page give. */
  async show(): Promise<void> {
    if (this.store.state.isMeasuring) return; // Enter in a field leaves it, too: what is being measured is what will be shown
    await this.ask(async () => {
      const preview = await previewQuant(this.request());
      return this.stored.find(result => areAlike(result, preview)) ?? preview;
    });
  }

  /** Measures with the values of the page, in the name of who is signed in. */
  async measure(): Promise<void> {
    if (this.store.state.isMeasuring) return;
    this.store.set({ isMeasuring: true });
    try {
      await this.ask(async () => {
        const started = await startQuant(this.request());
        const isEnd = (each: QuantJob) => ['succeeded', 'failed', 'cancelled'].includes(each.state);
        const job = isEnd(started) ? started : await followJob('quantJobChanged', started.id, () => getQuantJob(started.id), isEnd);
        if (!job.resultId) {
          toast(said({ text: job.problem ?? '' }), 'bad');
          return this.store.state.result;
        }
        const result = await getQuantResult(job.resultId);
        this.stored = [result, ...this.stored];
        return result;
      });
    } finally {
      this.store.set({ isMeasuring: false });
    }
    if (this.fields.typed() !== undefined) await this.show(); // typed meanwhile
  }

  private async ask(answer: () => Promise<QuantResult | undefined>): Promise<void> {
    const question = ++this.asked;
    this.store.set({ isOutdated: true });
    const typed = this.fields.typed();
    if (typed === 'wrong') return;
    try {
      if (typed) {
        await typePatientValues({ seriesInstanceUid: this.facts.label.seriesInstanceUid, ...typed });
        this.fields.kept();
      }
      const result = await answer();
      if (question !== this.asked) return;
      // whoever goes on typing meanwhile sees numbers of other values than those in the fields
      this.store.set({ result, isOutdated: this.fields.typed() !== undefined, problem: '' });
    } catch (error) {
      if (question !== this.asked) return;
      if (!(error instanceof ApiFailure) || error.status !== 400) throw error;
      this.store.set({ problem: messageOf(error), result: undefined });
    }
  }

  private request() {
    const { label } = this.facts;
    return {
      labelId: label.id, revision: label.headRevision, heightCm: null, weightKg: null,
      referenceSlice: this.store.state.chosen, volumeId: this.facts.series.volumeId,
    };
  }
}
