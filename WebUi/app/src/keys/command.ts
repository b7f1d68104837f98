import type { MessageKey } from '../i18n/i18n.ts';
import type { Chord } from '../settings/chord.ts';

/** Something that a person can do on a page by key, by name (Ctrl K) or by a button. */
export interface Command {
  /** Stable: people's own keys are stored under it. */
  readonly id: string;
  readonly group: MessageKey;
  readonly title: string;
  /** Where the person has set no others. */
  readonly keys: readonly Chord[];
  readonly run: () => void;
  /** For what lasts while the key is held. */
  readonly release?: () => void;
  /** A decision: a key that is held down decides once. */
  readonly isDecision?: true;
  /** Commands of one family stand in one row of the list of shortcuts, under this title. */
  readonly family?: string;
  /** A command that cannot be done now leaves its key to others. */
  readonly isPossible?: () => boolean;
}

/** People's own keys by command id; an empty list takes a command's keys away. */
export type KeyMap = Readonly<Record<string, readonly Chord[]>>;

export function keysOf(command: Command, own: KeyMap): readonly Chord[] {
  return own[command.id] ?? command.keys;
}

/** Commands that share a chord: at most one of them hears of it. */
export interface KeyConflict { readonly chord: Chord; readonly commands: readonly Command[] }

export function conflicts(commands: readonly Command[], own: KeyMap): KeyConflict[] {
  const users = new Map<Chord, Command[]>();
  for (const command of commands) for (const chord of keysOf(command, own)) users.set(chord, [...(users.get(chord) ?? []), command]);
  return [...users].filter(([, sharing]) => sharing.length > 1).map(([chord, sharing]) => ({ chord, commands: sharing }));
}

/**
 * Gives a command other keys; who had them loses them, so that a key always means one thing. What equals the defaults
 * is not kept.
 */
export function assignKeys(commands: readonly Command[], own: KeyMap, id: string, chords: readonly Chord[]): KeyMap {
  const changed: Record<string, readonly Chord[]> = { ...own, [id]: chords };
  for (const command of commands) {
    if (command.id !== id) {
      const kept = keysOf(command, own).filter(chord => !chords.includes(chord));
      if (kept.length !== keysOf(command, own).length) changed[command.id] = kept;
    }
    if (String(changed[command.id]) === String(command.keys)) delete changed[command.id];
  }
  return changed;
}

/** Commands whose title or group holds every word, those whose title starts with the query first. */
export function findCommands(commands: readonly Command[], query: string, groupName: (group: MessageKey) => string): Command[] {
  const words = query.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const rank = (command: Command) => {
    const title = command.title.toLocaleLowerCase();
    const text = `${title} ${groupName(command.group).toLocaleLowerCase()}`;
    if (!words.every(word => text.includes(word))) return -1;
    return words.length > 0 && title.startsWith(words[0]!) ? 2 : words.every(word => title.includes(word)) ? 1 : 0;
  };
  return commands.map(command => [rank(command), command] as const).filter(([found]) => found >= 0)
    .sort(([a], [b]) => b - a).map(([, command]) => command);
}
