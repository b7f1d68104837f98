import { getJson } from '../../api/http.ts';
import type { Texts } from '../../shell/texts.ts';
import type { FileDisposition, FileOutcome } from '../../contracts/services.ts';
import { capital } from './uploadRow.ts';

/** Of a study, what tells people which one it is (Contracts: StudySummary). */
export interface ArrivedStudy {
  readonly patientName: string | null;
  readonly patientId: string | null;
  readonly studyDate: string | null;
  readonly series: readonly {
    readonly seriesInstanceUid: string; readonly modality: string | null; readonly seriesDescription: string | null;
  }[];
}

type Arrived = Extract<FileDisposition, 'stored' | 'alreadyThere'>;

/** How many files of one series arrived. */
export interface ArrivedCounts { stored: number; alreadyThere: number }

/** Patient, date and series in one line; empty while nothing is known. */
export function titleOf(study: ArrivedStudy, seriesInstanceUid: string): string {
  const series = study.series.find(each => each.seriesInstanceUid === seriesInstanceUid);
  return [study.patientName ?? study.patientId, study.studyDate, series?.modality, series?.seriesDescription].filter(Boolean).join(' · ');
}

/** Where the study list shows the study, opened. */
export const addressOf = (studyInstanceUid: string, study?: ArrivedStudy): string =>
  `/studies?${new URLSearchParams({ ...(study?.patientId && { search: study.patientId }), open: studyInstanceUid })}`;

export const countsInWords = (counts: ArrivedCounts, text: Texts): string => (['stored', 'alreadyThere'] as const)
  .filter(each => counts[each] > 0).map(each => text(capital(each), counts[each])).join(', ');

/** What arrived, by series: a thousand file names say nothing, a patient and a series do. Newest series first. */
export class ArrivedSeries {
  readonly #list: HTMLElement;
  readonly #newRow: () => HTMLElement;
  readonly #text: Texts;
  readonly #rows = new Map<string, { row: HTMLElement; counts: ArrivedCounts }>();

  constructor(list: HTMLElement, newRow: () => HTMLElement, text: Texts) {
    [this.#list, this.#newRow, this.#text] = [list, newRow, text];
  }

  add(outcomes: readonly FileOutcome[]): void {
    for (const { outcome, studyInstanceUid, seriesInstanceUid } of outcomes) {
      if (!isArrived(outcome) || !studyInstanceUid || !seriesInstanceUid) continue;
      const key = `${studyInstanceUid}/${seriesInstanceUid}`;
      const known = this.#rows.get(key) ?? this.#begin(key, studyInstanceUid, seriesInstanceUid);
      known.counts[outcome]++;
      known.row.dataset['outcome'] = known.counts.stored > 0 ? 'stored' : 'alreadyThere';
      known.row.querySelector('.s')!.textContent = countsInWords(known.counts, this.#text);
    }
  }

  #begin(key: string, study: string, series: string): { row: HTMLElement; counts: ArrivedCounts } {
    const row = this.#newRow();
    row.dataset['testid'] = 'arrived-series';
    row.querySelector('use')!.setAttribute('href', '#i-check');
    row.querySelector('progress')!.hidden = true;
    const link = document.createElement('a');
    [link.href, link.textContent] = [addressOf(study), this.#text('Series')];
    row.querySelector('.name')!.replaceChildren(link);
    this.#list.prepend(row);
    getJson<ArrivedStudy>(`/api/studies/${study}`).then(found => {
      link.href = addressOf(study, found);
      link.textContent = link.title = titleOf(found, series) || this.#text('Series');
    }, () => undefined); // the link leads there all the same
    const begun = { row, counts: { stored: 0, alreadyThere: 0 } };
    this.#rows.set(key, begun);
    return begun;
  }
}

const isArrived = (outcome: FileDisposition): outcome is Arrived => outcome === 'stored' || outcome === 'alreadyThere';
