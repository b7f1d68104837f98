import { chordOf } from '../settings/chord.ts';
import { keysOf, type Command, type KeyMap } from './command.ts';
import { runCommand } from './run.ts';

/** Keys belong to a field while somebody types in it. */
export function isTyping(event: KeyboardEvent): boolean {
  const target = event.target;
  return event.isComposing || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement
    || (target instanceof HTMLInputElement && !['range', 'checkbox', 'radio', 'button'].includes(target.type));
}

/** Keys that the focused control has its own use for. */
function isControls(event: KeyboardEvent): boolean {
  const target = event.target;
  if (!(target instanceof HTMLElement)) return false;
  if (event.code === 'Enter' || event.code === 'NumpadEnter') return target.closest('button, a, summary') !== null;
  return target instanceof HTMLInputElement && /^(Arrow|Home|End|Page)/.test(event.code);
}

/**
 * Runs commands by their keys, wherever the focus is, except in fields and dialogs. Of several that share a key and are
 * possible the last one is run: what a page adds goes before what all pages have.
 */
export function bindKeyboard(commands: () => readonly Command[], own: () => KeyMap): void {
  const held = new Map<string, Command>();
  addEventListener('keydown', event => {
    if (event.defaultPrevented || isTyping(event) || isControls(event) || document.querySelector('dialog[open]')) return;
    const chord = chordOf(event);
    const command = chord && commands().findLast(each => keysOf(each, own()).includes(chord) && (each.isPossible?.() ?? true));
    if (!command) return;
    event.preventDefault();
    if (command.isDecision && event.repeat) return;
    if (command.release) {
      if (event.repeat) return;
      held.set(event.code, command);
    }
    runCommand(command);
  });
  addEventListener('keyup', event => {
    held.get(event.code)?.release?.();
    held.delete(event.code);
  });
  // the release of a key is not heard while another window has the focus
  addEventListener('blur', () => {
    for (const command of held.values()) command.release?.();
    held.clear();
  });
}
