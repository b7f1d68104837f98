import { t, type MessageKey } from '../i18n/i18n.ts';
import { chordOf, chordText, isReserved } from '../settings/chord.ts';
import { assignKeys, keysOf, type Command } from '../keys/command.ts';
import type { Shortcuts } from '../keys/shortcuts.ts';
import { element, h, iconButton } from './dom.ts';

/** A gesture that is no command: title and how it is done. */
export type Gesture = readonly [group: MessageKey, title: MessageKey, how: string];

/** The list of a page's shortcuts, where they can also be changed; the top bar's button and `?` open it. */
export function mountKeysDialog(root: HTMLElement, shortcuts: Shortcuts, gestures: () => readonly Gesture[]): () => void {
  const { settings } = shortcuts;
  const note = h('span', { class: 'tiny dim grow', role: 'status', 'data-testid': 'keys-note' });
  const groups = h('div', { class: 'g' });
  const change = h('button', { type: 'button', class: 'btn s', 'aria-pressed': 'false', 'data-testid': 'change-keys' }, t('keys.change'));
  const defaults = h('button', { type: 'button', class: 'btn s quiet', 'data-testid': 'default-keys' }, t('keys.defaults'));
  const dialog = h('dialog', { class: 'keys', 'aria-label': t('keys.title'), 'data-testid': 'keys' },
    h('div', { class: 'panel-head' }, h('h2', {}, t('keys.title')), note, defaults, change,
      iconButton('x', t('close'), { class: 'ib s tipl', on: { click: () => dialog.close() } })),
    groups, settingsFoot(shortcuts));
  let isChanging = false;
  let asking: Command | undefined;

  const show = () => {
    const own = settings.state.keys;
    change.setAttribute('aria-pressed', String(isChanging));
    defaults.hidden = !isChanging || Object.keys(own).length === 0;
    note.textContent = isChanging ? t('keys.howToChange') : t('keys.note');
    groups.replaceChildren(...sections(shortcuts, gestures(), isChanging, asking, ask, clear));
  };
  const ask = (command: Command | undefined) => {
    asking = command;
    show();
    groups.querySelector<HTMLElement>('.asking')?.focus();
  };
  const assign = (command: Command, chords: readonly string[]) => {
    const losing = shortcuts.commands.filter(each =>
      each.id !== command.id && keysOf(each, settings.state.keys).some(chord => chords.includes(chord)));
    settings.change({ keys: assignKeys(shortcuts.commands, settings.state.keys, command.id, chords) });
    ask(undefined);
    groups.querySelector<HTMLElement>(`[data-key="${command.id}"]`)?.focus();
    if (losing.length > 0)
      note.textContent = t('keys.taken', { key: chordText(chords[0]!), title: losing.map(each => each.title).join(', ') });
  };
  const clear = (command: Command) => assign(command, []);

  dialog.addEventListener('keydown', event => {
    if (!asking) return;
    event.preventDefault();
    event.stopPropagation();
    const chord = chordOf(event);
    if (!chord || event.isComposing) return;
    if (chord === 'Escape' && !asking.keys.includes('Escape')) ask(undefined);
    else if (isReserved(chord)) note.textContent = t('keys.reserved', { key: chordText(chord) });
    else assign(asking, [chord]);
  });
  dialog.addEventListener('cancel', event => { if (asking) event.preventDefault(); });
  change.addEventListener('click', () => {
    isChanging = !isChanging;
    ask(undefined);
  });
  defaults.addEventListener('click', () => {
    settings.change({ keys: {} });
    show();
    change.focus();
  });
  dialog.addEventListener('click', event => { if (event.target === dialog) dialog.close(); });
  dialog.addEventListener('close', () => { isChanging = false; asking = undefined; });
  const open = () => {
    if (dialog.open) return;
    show();
    dialog.showModal();
  };
  root.append(dialog);
  element('open-keys')?.addEventListener('click', open);
  return open;
}

function sections(
  { commands, settings }: Shortcuts, gestures: readonly Gesture[], isChanging: boolean, asking: Command | undefined,
  ask: (command: Command) => void, clear: (command: Command) => void,
): HTMLElement[] {
  const groups = [...new Set([...commands.map(command => command.group), ...gestures.map(([group]) => group)])];
  const keys = (texts: readonly string[]) => texts.map(text => h('kbd', {}, text));
  return groups.map(group => {
    const rows: (readonly [string, readonly Node[]])[] = [];
    const seen = new Set<string>();
    for (const command of commands.filter(each => each.group === group)) {
      if (isChanging) {
        rows.push([
          command.title, changeButtons(command, keysOf(command, settings.state.keys).map(chordText), command.id === asking?.id, ask, clear),
        ]);
      } else if (!command.family) {
        const texts = keysOf(command, settings.state.keys).map(chordText);
        if (texts.length > 0) rows.push([command.title, keys(texts.slice(0, 3))]);
      } else if (!seen.has(command.family)) {
        seen.add(command.family);
        const texts = commands.filter(each => each.family === command.family)
          .map(each => keysOf(each, settings.state.keys)[0]).filter(chord => chord !== undefined).map(chordText);
        if (texts.every(text => /F\d+$/.test(text))) texts.sort((a, b) => Number(a.split('F')[1]) - Number(b.split('F')[1]));
        const short = texts.length > 3 ? [`${texts[0]} – ${texts.at(-1)}`] : texts;
        if (texts.length > 0) rows.push([command.family, keys(short)]);
      }
    }
    for (const [of, title, how] of isChanging ? [] : gestures) if (of === group) rows.push([t(title), keys([how])]);
    return h('section', {}, h('h3', {}, t(group)),
      h('dl', {}, ...rows.flatMap(([title, values]) => [h('dt', {}, title), h('dd', {}, ...values)])));
  });
}

function changeButtons(
  command: Command, texts: readonly string[], isAsking: boolean,
  ask: (command: Command) => void, clear: (command: Command) => void,
): HTMLElement[] {
  const shown = isAsking ? t('keys.press') : texts.length > 0 ? texts.join(' · ') : t('keys.none');
  const change = h('button', {
    type: 'button', class: `btn s keycap${isAsking ? ' asking' : ''}`, 'data-key': command.id, 'data-testid': `key-${command.id}`,
    'aria-label': `${command.title}: ${shown}`, on: { click: () => ask(command) },
  }, shown);
  return texts.length === 0 || isAsking ? [change] : [change,
    iconButton('x', t('keys.clearKey', { title: command.title }),
      { class: 'ib s tipl', 'data-testid': `clear-key-${command.id}`, on: { click: () => clear(command) } })];
}

/** What else a person sets once: the mouse. */
function settingsFoot({ settings }: Shortcuts): HTMLElement {
  const schemes = (['reading-room', 'research'] as const).map(mouse => h('button', {
    type: 'button', 'data-testid': `mouse-${mouse}`, on: { click: () => settings.change({ mouse }) },
  }, t(`settings.mouse.${mouse}`)));
  const hint = h('span', { class: 'tiny dim' });
  settings.watch(['mouse'], () => {
    const { mouse } = settings.state;
    schemes.forEach(button => button.setAttribute('aria-pressed', String(button.dataset['testid'] === `mouse-${mouse}`)));
    hint.textContent = t(`settings.mouseHint.${mouse}`);
  });
  return h('div', { class: 'panel-foot keys-foot' },
    h('span', { class: 'small muted' }, t('settings.mouse')),
    h('span', { class: 'seg', role: 'group', 'aria-label': t('settings.mouse') }, ...schemes), hint);
}
