import { t } from '../../i18n/i18n.ts';
import { presetsFor } from '../../render/windows.ts';
import type { Workspace } from '../../state/workspace.ts';
import { formatNumber, h, icon } from '../../ui/dom.ts';

export interface MenuActions { readonly reset: () => void; readonly clear: () => void }

/** The menu on the right mouse button: window presets first, then what can be done with this slice. */
export function contextMenu(pane: HTMLElement, workspace: Workspace, actions: MenuActions): (clientX: number, clientY: number) => void {
  const menu = h('div', { class: 'pop menu ctx', role: 'menu', hidden: true, 'data-testid': 'context-menu' });
  pane.append(menu);
  const close = () => {
    if (menu.hidden) return;
    menu.hidden = true;
    pane.focus();
  };
  addEventListener('pointerdown', event => { if (!menu.contains(event.target as Node)) menu.hidden = true; }, { capture: true });
  menu.addEventListener('keydown', event => {
    event.stopPropagation();
    const items = [...menu.querySelectorAll('button')];
    const at = items.indexOf(document.activeElement as HTMLButtonElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.code];
    if (step) items[(at + step + items.length) % items.length]!.focus();
    else if (event.code === 'Home') items[0]!.focus();
    else if (event.code === 'End') items.at(-1)!.focus();
    else if (event.code === 'Escape' || event.code === 'Tab') close();
    else return;
    event.preventDefault();
  });
  return (clientX, clientY) => {
    menu.replaceChildren(...items(workspace, actions, close));
    menu.hidden = false;
    const bounds = pane.getBoundingClientRect();
    menu.style.left = `${Math.max(0, Math.min(clientX - bounds.left, bounds.width - menu.offsetWidth - 8))}px`;
    menu.style.top = `${Math.max(0, Math.min(clientY - bounds.top, bounds.height - menu.offsetHeight - 8))}px`;
    (menu.querySelector<HTMLButtonElement>('[aria-checked=true]') ?? menu.querySelector('button'))?.focus();
  };
}

function items(workspace: Workspace, actions: MenuActions, close: () => void): HTMLElement[] {
  const { window, areLabelsHidden } = workspace.state;
  const item = (iconName: string, label: string, key: string, action: () => void) =>
    h('button', { type: 'button', role: 'menuitem', tabindex: -1, on: { click: () => { close(); action(); } } }, icon(iconName, 's'), h('span', {}, label), h('kbd', {}, key));
  const presets = presetsFor(workspace.series).map(preset => {
    const isShown = preset.center === window.center && preset.width === window.width;
    const row = item('check', t(preset.name), preset.code, () => workspace.store.set({ window: { center: preset.center, width: preset.width } }));
    row.setAttribute('role', 'menuitemradio');
    row.setAttribute('aria-checked', String(isShown));
    row.lastElementChild!.before(h('span', { class: 'dim' }, `${formatNumber(preset.width, 0).replace(',', '')} / ${formatNumber(preset.center, 0)}`));
    return row;
  });
  return [
    h('h3', {}, t('menu.window')), ...presets, h('hr'),
    item('fit', t('menu.reset'), 'R', actions.reset),
    item(areLabelsHidden ? 'eye' : 'eyeoff', t(areLabelsHidden ? 'menu.showLabels' : 'menu.hideLabels'), 'H',
      () => workspace.store.set({ areLabelsHidden: !areLabelsHidden })),
    ...(workspace.canEdit ? [item('trash', t('menu.clear'), 'Del', actions.clear)] : []),
  ];
}
