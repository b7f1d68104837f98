import type { Item } from './uploadQueue.ts';

const HEAD = ['file', 'outcome', 'reason', 'studyInstanceUid', 'seriesInstanceUid', 'sopInstanceUid'];

/** The outcome of every file as CSV (RFC 4180), with a byte order mark so that Excel reads the names right. */
export function reportCsv(items: readonly Item[]): string {
  const lines = [HEAD, ...items.flatMap(rows)].map(cells => cells.map(quote).join(','));
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}

function rows({ file, state, outcomes, failure }: Item): string[][] {
  if (outcomes.length === 0) return [[file.name, state, failure?.message ?? '', '', '', '']];
  return outcomes.map(({ name, outcome, reason, studyInstanceUid, seriesInstanceUid, sopInstanceUid }) =>
    [name, outcome, reason ?? '', studyInstanceUid ?? '', seriesInstanceUid ?? '', sopInstanceUid ?? '']);
}

/** A cell that begins like a formula is text to a spreadsheet only behind an apostrophe. */
function quote(cell: string): string {
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
