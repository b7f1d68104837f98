import { segmentName, t } from '../../i18n/i18n.ts';
import type { Workspace } from '../../state/workspace.ts';
import { h, swatch } from '../../ui/dom.ts';

/** Below this width the panel is a drawer; label.css says the same. */
const NARROW = '(max-width: 1180px)';

export interface PanelDrawer {
  /** Opens and closes it; names the segment in hand, which is not to be seen otherwise while it is closed. */
  readonly button: HTMLElement;
  /** Whether the panel is a drawer on a screen of this width. */
  readonly isDrawer: () => boolean;
  readonly open: () => void;
  readonly toggle: () => void;
}

/** The panel where there is no room beside the picture. */
export function panelDrawer(root: HTMLElement, workspace: Workspace): PanelDrawer {
  const { store } = workspace;
  const narrow = matchMedia(NARROW);
  const colour = swatch('');
  const name = h('span', { class: 'ell' });
  const show = (isOpen: boolean) => {
    root.classList.toggle('panel-open', isOpen);
    button.setAttribute('aria-expanded', String(isOpen));
  };
  const toggle = () => show(!root.classList.contains('panel-open'));
  const button = h('button', {
    type: 'button', class: 'btn s quiet drawer-button', 'aria-expanded': 'false', 'data-testid': 'panel-toggle', on: { click: toggle },
  }, colour, name, h('kbd', {}, '\\'));
  store.watch(['segment', 'segments'], () => {
    colour.style.setProperty('--c', workspace.segments.active.colour);
    name.textContent = `${store.state.segment} ${segmentName(workspace.segments.active)}`;
    button.setAttribute('aria-label', `${t('keys.panel')}: ${name.textContent}`);
  });
  return { button, isDrawer: () => narrow.matches, open: () => show(true), toggle };
}
