import { expect, test } from 'vitest';
import { reportCsv } from './report.ts';
import type { FileOutcome } from '../../contracts/services.ts';
import type { Item } from './uploadQueue.ts';

const item = (name: string, outcomes: FileOutcome[], state: Item['state'] = 'done'): Item =>
  ({ file: { name, size: 1, content: new Blob() }, state, sentBytes: 1, outcomes });

const lines = (items: Item[]) => reportCsv(items).replace('\uFEFF', '').trimEnd().split('\r\n').slice(1);

test('reportCsv has a line for every file inside a zip', () => {
  const outcomes: FileOutcome[] = [
    { name: 'a.zip/1', outcome: 'stored', reason: null, studyInstanceUid: '1.2', seriesInstanceUid: '1.2.3', sopInstanceUid: '1.2.3.4' },
    { name: 'a.zip/2', outcome: 'rejected', reason: 'Not a DICOM file.' },
  ];
  expect(lines([item('a.zip', outcomes)])).toEqual(['a.zip/1,stored,,1.2,1.2.3,1.2.3.4', 'a.zip/2,rejected,Not a DICOM file.,,,']);
});

test('reportCsv names a file that was not sent', () => {
  expect(lines([item('a', [], 'failed')])).toEqual(['a,failed,,,,']);
});

test('reportCsv quotes commas and quotes', () => {
  expect(lines([item('a', [{ name: 'a, "b"', outcome: 'stored', reason: null }])])[0]).toBe('"a, ""b""",stored,,,,');
});

test('reportCsv, when a name looks like a formula, keeps it from running', () => {
  expect(lines([item('a', [{ name: '=1+1', outcome: 'stored', reason: null }])])[0]).toBe("'=1+1,stored,,,,");
});

test('reportCsv begins with a byte order mark, for Korean names in Excel', () => {
  expect(reportCsv([]).charCodeAt(0)).toBe(0xfeff);
});
