import { describe, expect, it } from 'vitest';
import { chordForAria, chordOf, chordText, isReserved } from './chord.ts';

const press = (code: string, held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', boolean>> = {}) =>
  ({ code, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held });

describe('chordOf', () => {
  it('orders modifiers', () => expect(chordOf(press('KeyZ', { shiftKey: true, ctrlKey: true }))).toBe('Ctrl+Shift+KeyZ'));
  it('takes the command key for Ctrl', () => expect(chordOf(press('KeyK', { metaKey: true }))).toBe('Ctrl+KeyK'));
  it('waits while only a modifier is held', () => expect(chordOf(press('ShiftLeft', { shiftKey: true }))).toBeUndefined());
});

describe('chordText', () => {
  it.each([
    ['Ctrl+Shift+KeyZ', 'Ctrl ⇧ Z'], ['BracketLeft', '['], ['Digit3', '3'], ['Shift+Slash', '?'], ['Numpad5', 'Num 5'], ['F6', 'F6'],
  ])('%s is %s', (chord, text) => expect(chordText(chord)).toBe(text));
});

it('chordForAria uses the names of the ARIA standard', () => expect(chordForAria('Ctrl+Shift+KeyZ')).toBe('Control+Shift+Z'));
it('isReserved leaves reload to the browser', () => expect(isReserved('F5')).toBe(true));
