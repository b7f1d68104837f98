import type { SeriesDetail } from '../contracts/services.ts';
import { t } from '../i18n/i18n.ts';
import type { Window } from '../render/lut.ts';
import { MAX_PRESETS, type OwnPreset } from '../settings/settings.ts';
import type { SettingsStore } from '../settings/settingsStore.ts';
import { newId } from '../api/newId.ts';
import { h, iconButton } from './dom.ts';

/** A person's own windows: add the one on show, rename, change, delete. */
export function mountPresetsDialog(root: HTMLElement, settings: SettingsStore, series: SeriesDetail, shown: () => Window): () => void {
  const { modality } = series.series;
  const list = h('ul', { class: 'own-windows' });
  const name = h('input', {
    class: 'field s grow', maxlength: 40, placeholder: t('presets.nameHint'), 'aria-label': t('presets.name'), 'data-testid': 'preset-name',
  });
  const add = h('button', { type: 'submit', class: 'btn s primary', 'data-testid': 'preset-add' }, t('presets.add'));
  const what = h('span', { class: 'small muted num' });
  const form = h('form', { class: 'row', method: 'dialog' }, name, what, add);
  const dialog = h('dialog', { class: 'own-presets', 'aria-label': t('presets.title'), 'data-testid': 'presets' },
    h('div', { class: 'panel-head' }, h('h2', { class: 'grow' }, t('presets.title')),
      iconButton('x', t('close'), { class: 'ib s tipl', on: { click: () => dialog.close() } })),
    h('div', { class: 'body' }, form, list));

  const change = (id: string, patch: Partial<OwnPreset> | undefined) => settings.change({
    presets: settings.state.presets.flatMap(preset => (preset.id !== id ? [preset] : patch ? [{ ...preset, ...patch }] : [])),
  });
  form.addEventListener('submit', event => {
    event.preventDefault();
    const { center, width } = rounded(shown());
    if (name.value.trim() === '') return name.focus();
    settings.change({
      presets: [...settings.state.presets, { id: newId(), name: name.value.trim(), modality, center, width }].slice(0, MAX_PRESETS),
    });
    name.value = '';
    show();
  });
  const show = () => {
    const { center, width } = rounded(shown());
    what.textContent = t('view.window', { w: width, l: center });
    add.disabled = settings.state.presets.length >= MAX_PRESETS;
    const own = settings.state.presets.filter(preset => preset.modality === modality);
    list.replaceChildren(...(own.length > 0
      ? own.map(preset => row(preset, change, show))
      : [h('li', { class: 'small dim' }, t('presets.none', { modality }))]));
  };
  root.append(dialog);
  return () => {
    if (dialog.open) return;
    show();
    dialog.showModal();
    name.focus();
  };
}

function rounded({ center, width }: Window): { center: number; width: number } {
  const digits = width >= 20 ? 0 : 3;
  return { center: Number(center.toFixed(digits)), width: Number(width.toFixed(digits)) || width };
}

function row(preset: OwnPreset, change: (id: string, patch: Partial<OwnPreset> | undefined) => void, show: () => void): HTMLElement {
  const field = (key: 'name' | 'width' | 'center', label: string) => {
    const input = h('input', {
      class: `field s ${key === 'name' ? 'grow' : 'number'}`, 'aria-label': `${preset.name}: ${label}`, 'data-testid': `preset-${key}`,
      ...(key === 'name' ? { maxlength: 40 } : { type: 'number', step: 'any' }), value: preset[key],
    });
    input.addEventListener('change', () => {
      const value = key === 'name' ? input.value.trim() : Number(input.value);
      const isGood = key === 'name' ? value !== ''
        : Number.isFinite(value) && input.value !== '' && (key === 'center' || Number(value) > 0);
      if (isGood) change(preset.id, { [key]: value });
      show();
    });
    return input;
  };
  return h('li', { class: 'row', 'data-testid': 'own-preset' },
    field('name', t('presets.name')),
    h('label', { class: 'row small muted' }, 'W', field('width', t('presets.width'))),
    h('label', { class: 'row small muted' }, 'L', field('center', t('presets.level'))),
    iconButton('trash', t('presets.delete', { name: preset.name }), {
      class: 'ib s tipl', 'data-testid': 'preset-delete', on: { click: () => { change(preset.id, undefined); show(); } },
    }));
}
