/**
 * A key with its modifiers, by the key's place on the keyboard: `Ctrl+Shift+KeyZ`. Modifiers stand in the order Ctrl, Alt,
 * Shift; the Mac's command key counts as Ctrl.
 */
export type Chord = string;

export interface KeyPress {
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

const MODIFIERS = /^(Control|Shift|Alt|Meta|OS)(Left|Right)?$/;

/** Keys that the browser, the desktop or a screen reader needs for itself. */
const RESERVED = new Set<Chord>([
  'Tab', 'Shift+Tab', 'F5', 'Ctrl+F5', 'F11', 'F12', 'Ctrl+KeyW', 'Ctrl+KeyT', 'Ctrl+KeyN', 'Ctrl+KeyR', 'Ctrl+KeyL', 'Ctrl+Shift+KeyI',
  'Alt+F4', 'Alt+Tab', 'Space', 'CapsLock', 'ContextMenu', 'Ctrl+KeyC', 'Ctrl+KeyV', 'Ctrl+KeyX', 'Ctrl+KeyA',
]);

/** Undefined while only modifiers are held, or for a key without a place (an on-screen keyboard's). */
export function chordOf({ code, ctrlKey, metaKey, altKey, shiftKey }: KeyPress): Chord | undefined {
  if (code === '' || MODIFIERS.test(code)) return undefined;
  return [(ctrlKey || metaKey) && 'Ctrl', altKey && 'Alt', shiftKey && 'Shift', code].filter(Boolean).join('+');
}

export function isReserved(chord: Chord): boolean {
  return RESERVED.has(chord);
}

const NAMES: Readonly<Record<string, string>> = {
  Shift: '⇧', ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→',
  PageUp: 'PgUp', PageDown: 'PgDn', Escape: 'Esc', Delete: 'Del',
  Equal: '+', Minus: '−', BracketLeft: '[', BracketRight: ']', Slash: '/', Backslash: '\\',
  Comma: ',', Period: '.', Semicolon: ';', Quote: '\'', Backquote: '`',
  NumpadAdd: 'Num +', NumpadSubtract: 'Num −',
};

/** A chord as it is printed on keys: `Ctrl ⇧ Z`. */
export function chordText(chord: Chord): string {
  if (chord === 'Shift+Slash') return '?';
  return chord.split('+').map(part => NAMES[part] ?? part.replace(/^(Key|Digit)/, '').replace(/^Numpad/, 'Num ')).join(' ');
}

/** The same for assistive technology, as `aria-keyshortcuts` wants it: `Control+Shift+Z`. */
export function chordForAria(chord: Chord): string {
  return chord.replace('Ctrl', 'Control').replace(/(Key|Digit)(\w)$/, '$2');
}
