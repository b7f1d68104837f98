import type { ApiFailure } from '../../api/http.ts';
import { said } from '../../i18n/sentences.ts';
import type { Texts } from '../../shell/texts.ts';
import { formatBytes } from './rate.ts';
import type { FileDisposition, FileOutcome } from '../../contracts/services.ts';
import type { Item } from './uploadQueue.ts';

export type RowOutcome = FileDisposition | 'sending' | 'failed';

/** What a row says: pure, so that it can be tested without a page. */
export interface RowText { name: string; outcome: RowOutcome; size: string; detail: string; progress?: number }

export function rowOf(item: Item, text: Texts): RowText {
  const base = { name: item.file.name, size: formatBytes(item.file.size) };
  switch (item.state) {
    case 'done':
      return { ...base, outcome: best(item.outcomes), detail: describeAll(item.outcomes, text) };
    case 'failed':
      return { ...base, outcome: 'failed', detail: describeFailure(item.failure!, text) };
    case 'retrying':
      return { ...base, outcome: 'sending', detail: text('RowRetry', item.retryInSeconds ?? 0), progress: 0 };
    default: {
      const share = item.file.size > 0 ? Math.min(1, item.sentBytes / item.file.size) : 1;
      const detail = text(item.state === 'checking' ? 'RowChecking' : 'RowSending');
      return { ...base, outcome: 'sending', size: `${Math.floor(100 * share)} %`, detail, progress: share };
    }
  }
}

/** Rows of their own for the files inside a zip that a person should know of. */
export const problemsInside = ({ outcomes }: Item, text: Texts): RowText[] => outcomes.length < 2 ? [] : outcomes
  .filter(({ outcome }) => outcome === 'rejected' || outcome === 'quarantined')
  .map(outcome => ({ name: outcome.name, outcome: outcome.outcome, size: '', detail: describe(outcome, text) }));

/** For a zip the best outcome, because its problems have rows of their own. */
function best(outcomes: readonly FileOutcome[]): FileDisposition {
  const found = new Set(outcomes.map(({ outcome }) => outcome));
  const order: FileDisposition[] = ['stored', 'alreadyThere', 'quarantined', 'rejected'];
  return order.find(each => found.has(each)) ?? 'rejected';
}

function describeAll(outcomes: readonly FileOutcome[], text: Texts): string {
  if (outcomes.length === 0) return text('RowEmpty');
  if (outcomes.length === 1) return describe(outcomes[0]!, text);
  const counts = (['stored', 'alreadyThere', 'quarantined', 'rejected'] as const)
    .map(each => [each, outcomes.filter(({ outcome }) => outcome === each).length] as const)
    .filter(([, count]) => count > 0)
    .map(([each, count]) => text(capital(each), count));
  return text('RowZip', outcomes.length, counts.join(', '));
}

function describe({ outcome, reason }: FileOutcome, text: Texts): string {
  const key = `Row${capital(outcome)}`;
  return outcome === 'stored' ? text(key) : text(key, said({ text: reason ?? '' })).replace(/[:：]\s*$/, '');
}

function describeFailure(failure: ApiFailure, text: Texts): string {
  if (failure.kind === 'signed-out') return text('SignedOut');
  if (failure.status === 507) return text('RowRefused', said(failure.sentence));
  if (failure.kind === 'unreachable' || failure.status >= 500) return text('RowFailed');
  if (failure.status === 413) return text('RowTooLarge');
  if (failure.status === 403) return text('RowForbidden');
  return failure.status === 0 ? text('RowUnreadable') : text('RowRefused', said(failure.sentence));
}

export const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
