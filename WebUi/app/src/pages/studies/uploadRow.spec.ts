import { expect, test } from 'vitest';
import { ApiFailure } from '../../api/http.ts';
import type { FileDisposition, FileOutcome } from '../../contracts/services.ts';
import type { Item } from './uploadQueue.ts';
import { problemsInside, rowOf } from './uploadRow.ts';

/** Shows key and values, so that a test reads what is said without a language. */
const text = (key: string, ...values: (string | number)[]) => [key, ...values].join(' ').trimEnd();

const outcome = (name: string, disposition: FileDisposition, reason: string | null = null): FileOutcome =>
  ({ name, outcome: disposition, reason });

const item = (changes: Partial<Item>): Item =>
  ({ file: { name: 'IM_1', size: 2000, content: new Blob() }, state: 'done', sentBytes: 2000, outcomes: [], ...changes });

test('rowOf, half way, shows how far', () => {
  expect(rowOf(item({ state: 'sending', sentBytes: 1000 }), text)).toMatchObject({ outcome: 'sending', size: '50 %', progress: 0.5 });
});

test('rowOf a rejected file says why', () => {
  expect(rowOf(item({ outcomes: [outcome('IM_1', 'rejected', 'Not a DICOM file.')] }), text))
    .toMatchObject({ outcome: 'rejected', detail: 'RowRejected Not a DICOM file.' });
});

test('rowOf a zip sums up what was in it', () => {
  const outcomes = [outcome('a/1', 'stored'), outcome('a/2', 'stored'), outcome('a/3', 'rejected', 'No.')];
  expect(rowOf(item({ outcomes }), text)).toMatchObject({ outcome: 'stored', detail: 'RowZip 3 Stored 2, Rejected 1' });
});

test('problemsInside a zip are rows of their own', () => {
  const outcomes = [outcome('a/1', 'stored'), outcome('a/2', 'rejected', 'No.'), outcome('a/3', 'quarantined', 'Other.')];
  expect(problemsInside(item({ outcomes }), text).map(row => row.name)).toEqual(['a/2', 'a/3']);
});

test.each([
  [new ApiFailure('unreachable', 0), 'RowFailed'],
  [new ApiFailure('refused', 503), 'RowFailed'],
  [new ApiFailure('refused', 413), 'RowTooLarge'],
  [new ApiFailure('refused', 403), 'RowForbidden'],
  [new ApiFailure('refused', 400, { detail: 'Bad name.' }), 'RowRefused Bad name.'],
])('rowOf a failure (%#) says what to do', (failure, detail) => {
  expect(rowOf(item({ state: 'failed', failure }), text)).toMatchObject({ outcome: 'failed', detail });
});
