import { describe, expect, it } from 'vitest';
import type { QuantResult } from '../../contracts/services.ts';
import { areAlike, isStored } from './quantifyState.ts';

const result = {
  id: '0197f000-0000-7000-8000-0000000000aa', revision: 2, referenceSlice: 51, subject: { heightCm: 163, weightKg: null },
} as unknown as QuantResult;

describe('areAlike', () => {
  it('is so for the same label, values and slice', () => expect(areAlike(result, { ...result, id: 'other' })).toBe(true));

  it.each([
    ['another revision', { ...result, revision: 3 }],
    ['another slice', { ...result, referenceSlice: 52 }],
    ['another height', { ...result, subject: { ...result.subject, heightCm: 170 } }],
    ['a weight more', { ...result, subject: { ...result.subject, weightKg: 70 } }],
  ])('is not so for %s', (_, other) => expect(areAlike(result, other)).toBe(false));
});

describe('isStored', () => {
  it('is so for what has an id', () => expect(isStored(result)).toBe(true));

  it('is not so for a preview', () => expect(isStored({ ...result, id: '00000000-0000-0000-0000-000000000000' })).toBe(false));
});
