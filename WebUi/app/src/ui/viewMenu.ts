import { t } from '../i18n/i18n.ts';
import { isSameWindow, type Window } from '../render/lut.ts';
import type { Preset } from '../settings/windows.ts';
import { formatNumber } from '../i18n/numbers.ts';
import { h, icon } from './dom.ts';

export interface MenuItem {
  readonly icon: string;
  readonly label: string;
  readonly note?: string;
  readonly key: string;
  readonly run: () => void;
  /** For one of several to choose from. */
  readonly isChosen?: boolean;
}

/** Titles (or none) with their items. */
export type MenuGroups = readonly (readonly [string | undefined, readonly MenuItem[]])[];

/** The menu on the right mouse button. Arrows, Home, End and first letters move in it. */
export function mountViewMenu(root: HTMLElement, groups: () => MenuGroups): (clientX: number, clientY: number) => void {
  const menu = h('div', {
    class: 'pop menu ctx', role: 'menu', 'aria-label': t('menu.title'), hidden: true, 'data-testid': 'context-menu',
  });
  root.append(menu);
  let back: HTMLElement | null = null;
  const close = () => {
    if (menu.hidden) return;
    menu.hidden = true;
    back?.focus();
  };
  const items = () => [...menu.querySelectorAll('button')];
  addEventListener('pointerdown', event => { if (!menu.contains(event.target as Node)) menu.hidden = true; }, { capture: true });
  addEventListener('blur', () => { menu.hidden = true; });
  menu.addEventListener('contextmenu', event => event.preventDefault());
  menu.addEventListener('keydown', event => {
    event.stopPropagation();
    const all = items();
    const at = all.indexOf(document.activeElement as HTMLButtonElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.code];
    if (step) all[(at + step + all.length) % all.length]!.focus();
    else if (event.code === 'Home') all[0]!.focus();
    else if (event.code === 'End') all.at(-1)!.focus();
    else if (event.code === 'Escape' || event.code === 'Tab') close();
    else if (event.key.length === 1 && event.key !== ' ' && !event.ctrlKey)
      [...all.slice(at + 1), ...all]
        .find(item => item.dataset['label']!.toLocaleLowerCase().startsWith(event.key.toLocaleLowerCase()))?.focus();
    else return;
    event.preventDefault();
  });
  return (clientX, clientY) => {
    back = document.activeElement as HTMLElement | null;
    menu.replaceChildren(...groups().flatMap(([title, entries], n) => [
      ...(n > 0 ? [h('hr')] : []),
      h('div', { class: 'group', role: 'group', 'aria-label': title },
        title && h('h3', { 'aria-hidden': 'true' }, title), ...entries.map(entry => row(entry, close))),
    ]));
    menu.hidden = false;
    menu.style.left = `${Math.max(0, Math.min(clientX, innerWidth - menu.offsetWidth - 8))}px`;
    menu.style.top = `${Math.max(0, Math.min(clientY, innerHeight - menu.offsetHeight - 8))}px`;
    (menu.querySelector<HTMLButtonElement>('[aria-checked=true]') ?? items()[0])?.focus();
  };
}

function row(item: MenuItem, close: () => void): HTMLElement {
  const isChoice = item.isChosen !== undefined;
  return h('button', {
    type: 'button', role: isChoice ? 'menuitemradio' : 'menuitem', tabindex: -1, 'data-label': item.label,
    ...(isChoice && { 'aria-checked': String(item.isChosen) }), on: { click: () => { close(); item.run(); } },
  }, icon(item.icon, 's'), h('span', {}, item.label),
  item.note !== undefined && h('span', { class: 'dim' }, item.note), h('kbd', { 'aria-hidden': 'true' }, item.key));
}

/** The windows to choose from, the one on show marked. */
export function presetItems(
  presets: readonly Preset[], shown: Window, choose: (preset: Preset) => void, keyOf: (id: string) => string,
): MenuItem[] {
  return presets.map(preset => ({
    icon: 'check', label: preset.name, key: keyOf(`window.${preset.id}`), run: () => choose(preset),
    isChosen: preset.window !== null && isSameWindow(preset.window, shown),
    ...(preset.window && { note: `${windowNumber(preset.window.width)} / ${windowNumber(preset.window.center)}` }),
  }));
}

/** Widths and centres as people say them: whole, unless they are small. */
export function windowNumber(value: number): string {
  return formatNumber(value, Math.abs(value) >= 10 || Number.isInteger(value) ? 0 : 2).replace(/,/g, '');
}
