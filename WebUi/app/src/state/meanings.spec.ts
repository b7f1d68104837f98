import { describe, expect, it } from 'vitest';
import { meaningName } from './meanings.ts';

describe('meaningName', () => {
  it.each([
    ['SCT:127954009', 'Skeletal muscle'],
    ['SCT:55603005@SCT:52731004', 'Visceral fat'],
    ['SCT:55603005@SCT:127954009', 'Intermuscular fat'],
  ])('of %s is %s', (code, name) => expect(meaningName(code)).toBe(name));

  it('of a code that we do not know is the code', () => expect(meaningName('SCT:10200004')).toBe('SCT:10200004'));

  it('of none is nothing', () => expect(meaningName(null)).toBe(''));
});
