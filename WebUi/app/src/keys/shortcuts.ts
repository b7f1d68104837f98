import type { SettingsStore } from '../settings/settingsStore.ts';
import { chordForAria, chordText } from '../settings/chord.ts';
import { keysOf, type Command } from './command.ts';
import { bindKeyboard } from './keyboard.ts';

/** A page's commands with the keys that this person uses for them. */
export class Shortcuts {
  readonly settings: SettingsStore;
  private readonly list: () => readonly Command[];

  /** @param list asked whenever it matters, so that commands may come and go (a person's own windows do) */
  constructor(settings: SettingsStore, list: () => readonly Command[]) {
    this.settings = settings;
    this.list = list;
  }

  get commands(): readonly Command[] {
    return this.list();
  }

  find(id: string): Command | undefined {
    return this.commands.find(command => command.id === id);
  }

  /** The first key of a command as people read it; empty without one. */
  keyText(id: string): string {
    const command = this.find(id);
    const [chord] = command ? keysOf(command, this.settings.state.keys) : [];
    return chord === undefined ? '' : chordText(chord);
  }

  /** Listens to the keyboard, and writes each key into the tooltip of the button that does the same (`data-command`). */
  bind(root: HTMLElement): void {
    window.voxmarkCommands = () =>
      this.commands.map(command => ({ id: command.id, title: command.title, keys: keysOf(command, this.settings.state.keys) }));
    bindKeyboard(this.list, () => this.settings.state.keys);
    this.settings.watch(['keys'], () => this.showKeys(root));
    // texts change many times a second, buttons hardly ever
    new MutationObserver(changes => {
      if (changes.some(isAboutButtons)) this.showKeys(root);
    }).observe(root, { childList: true, subtree: true });
  }

  private showKeys(root: HTMLElement): void {
    const commands = new Map(this.commands.map(command => [command.id, command]));
    for (const button of root.querySelectorAll<HTMLElement>('[data-command]')) {
      const title = button.dataset['title'] ??= button.getAttribute('aria-label') ?? '';
      const command = commands.get(button.dataset['command']!);
      if (!command) continue;
      const chords = keysOf(command, this.settings.state.keys);
      const label = chords.length > 0 ? `${title} (${chordText(chords[0]!)})` : title;
      if (title !== '' && button.getAttribute('aria-label') !== label) button.setAttribute('aria-label', label);
      if (chords.length > 0) button.setAttribute('aria-keyshortcuts', chords.map(chordForAria).join(' '));
      else button.removeAttribute('aria-keyshortcuts');
      const kbd = button.querySelector('kbd');
      const text = chords.length > 0 ? chordText(chords[0]!) : '';
      if (kbd && kbd.textContent !== text) kbd.textContent = text;
    }
  }
}

function isAboutButtons({ target, addedNodes }: MutationRecord): boolean {
  return (target as Element).closest('[data-command]') !== null
    || [...addedNodes].some(node => node instanceof Element
      && (node.matches('[data-command]') || node.querySelector('[data-command]') !== null));
}
