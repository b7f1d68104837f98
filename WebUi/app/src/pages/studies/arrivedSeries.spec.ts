import { expect, it } from 'vitest';
import { addressOf, countsInWords, titleOf, type ArrivedStudy } from './arrivedSeries.ts';

const study: ArrivedStudy = {
  patientName: 'Hong Gildong', patientId: 'P 1&2', studyDate: '2026-01-15',
  series: [
    { seriesInstanceUid: '1.2', modality: 'CT', seriesDescription: 'Axial 5 mm' },
    { seriesInstanceUid: '1.3', modality: 'MR', seriesDescription: null },
  ],
};

it('names patient, date and series', () => {
  expect(titleOf(study, '1.2')).toBe('Hong Gildong · 2026-01-15 · CT · Axial 5 mm');
});

it('leaves out what nobody knows', () => {
  expect(titleOf({ ...study, patientName: null, studyDate: null }, '1.3')).toBe('P 1&2 · MR');
});

it('leads to the study, searched by its patient', () => {
  expect(addressOf('1.9', study)).toBe('/studies?search=P+1%262&open=1.9');
  expect(addressOf('1.9')).toBe('/studies?open=1.9');
});

it('counts what arrived and what was there', () => {
  const text = (key: string, ...values: unknown[]) => `${key} ${values.join()}`;
  expect(countsInWords({ stored: 40, alreadyThere: 2 }, text)).toBe('Stored 40, AlreadyThere 2');
  expect(countsInWords({ stored: 0, alreadyThere: 2 }, text)).toBe('AlreadyThere 2');
});
