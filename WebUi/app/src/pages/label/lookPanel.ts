import { segmentName, t } from '../../i18n/i18n.ts';
import type { LabelLook, LabelStyle, Settings } from '../../settings/settings.ts';
import type { SettingsStore } from '../../settings/settingsStore.ts';
import type { Workspace } from '../../state/workspace.ts';
import { h } from '../../ui/dom.ts';

const STYLES: readonly LabelStyle[] = ['both', 'outline', 'fill'];

/** How a segment is drawn: its own way if it has one, else that of all. */
export function lookOf({ look, looks }: Settings, segment: { readonly key: string }): LabelLook {
  return looks[segment.key] ?? look;
}

/** Opacity, outline and fill, of all segments or of the one in hand; kept for this person. */
export function lookPanel(workspace: Workspace, settings: SettingsStore): HTMLElement {
  const { store } = workspace;
  let isForAll = true;
  const opacity = h('input', { class: 'grow', type: 'range', min: 0, max: 100, 'data-testid': 'opacity' });
  const output = h('output', { class: 'num' });
  const segment = () => workspace.segments.of(store.state.segment);
  const change = (patch: Partial<LabelLook>) => {
    const one = segment();
    if (isForAll || !one) settings.change({
      look: { ...settings.state.look, ...patch },
      looks: Object.fromEntries(Object.entries(settings.state.looks).map(([key, look]) => [key, { ...look, ...patch }])),
    });
    else settings.change({ looks: { ...settings.state.looks, [one.key]: { ...lookOf(settings.state, one), ...patch } } });
  };
  const styles = STYLES.map(style =>
    h('button', { type: 'button', 'data-testid': `label-style-${style}`, on: { click: () => change({ style }) } }, t(`look.${style}`)));
  const scopes = [true, false].map(all => h('button', {
    type: 'button', class: 'ell', 'data-testid': all ? 'look-all' : 'look-one', on: { click: () => { isForAll = all; show(); } },
  }));
  opacity.addEventListener('input', () => change({ opacity: Number(opacity.value) / 100 }));
  const show = () => {
    const one = segment();
    const look = isForAll || !one ? settings.state.look : lookOf(settings.state, one);
    opacity.value = String(Math.round(look.opacity * 100));
    output.textContent = `${opacity.value} %`;
    styles.forEach((button, n) => button.setAttribute('aria-pressed', String(STYLES[n] === look.style)));
    scopes[0]!.textContent = t('look.all');
    scopes[1]!.textContent = one ? `${one.number} ${segmentName(one)}` : '—';
    scopes.forEach((button, n) => button.setAttribute('aria-pressed', String((n === 0) === isForAll)));
  };
  settings.watch(['look', 'looks'], show);
  store.watch(['segment', 'segments'], show);
  return h('div', { class: 'look' },
    h('span', { class: 'seg scope', role: 'group', 'aria-label': t('look.scope') }, ...scopes),
    h('label', { class: 'row small' }, h('span', { class: 'muted' }, t('segments.opacity')), opacity, output),
    h('div', { class: 'row small' },
      h('span', { class: 'muted' }, t('look.style')),
      h('span', { class: 'seg', role: 'group', 'aria-label': t('look.style') }, ...styles)));
}
