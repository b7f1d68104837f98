import { t } from '../../i18n/i18n.ts';
import type { Workspace } from '../../state/workspace.ts';
import { edits, TOOL_GROUPS, type ToolId } from '../../tools/index.ts';
import { h, icon } from '../../ui/dom.ts';

/** The column of tools: one tab stop, arrows move inside. */
export function toolRail({ store, canEdit }: Workspace, choose: (tool: ToolId) => void): HTMLElement {
  const buttons: HTMLButtonElement[] = [];
  const rail = h('div', { class: 'rail', role: 'radiogroup', 'aria-orientation': 'vertical', 'aria-label': t('tool.rail') });
  for (const group of TOOL_GROUPS) {
    const entries = group.filter(entry => canEdit || !edits(entry));
    if (entries.length === 0) continue;
    if (buttons.length > 0) rail.append(h('hr'));
    for (const entry of entries) {
      const button = h('button', {
        type: 'button', class: 'ib', role: 'radio', 'data-tip': true, 'aria-label': entry.name(),
        'data-command': `tool.${entry.id}`, 'data-tool': entry.id, 'data-edits': edits(entry), 'data-testid': `${entry.id}-tool`,
        on: { click: () => choose(entry.id) },
      }, icon(entry.icon, 'l'), h('kbd', { 'aria-hidden': 'true' }));
      buttons.push(button);
      rail.append(button);
    }
  }
  rail.addEventListener('keydown', event => {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.code];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    buttons[(at + step + buttons.length) % buttons.length]!.focus();
  });
  store.watch(['tool'], () => {
    for (const button of buttons) {
      const isChosen = button.dataset['tool'] === store.state.tool;
      button.setAttribute('aria-checked', String(isChosen));
      button.tabIndex = isChosen ? 0 : -1;
    }
  });
  return rail;
}
