import { segmentName, t } from '../../i18n/i18n.ts';
import type { Workspace } from '../../state/workspace.ts';
import { toolEntry, type OptionSpec, type ToolAction } from '../../tools/catalogue.ts';
import { h, icon, iconButton } from '../../ui/dom.ts';
import { modelOptions } from './modelOptions.ts';

/** The settings of the tool in hand, and undo and redo. */
export function optionsBar(workspace: Workspace, runModel: () => void, act: (action: ToolAction) => void): HTMLElement {
  const { store } = workspace;
  const settings = h('div', { class: 'settings', role: 'group' });
  const undo = iconButton('undo', t('undo'), { 'data-command': 'edit.undo', 'data-testid': 'undo', on: { click: () => workspace.undo() } });
  const redo = iconButton('redo', t('redo'), { class: 'ib s tipl', 'data-command': 'edit.redo', 'data-testid': 'redo', on: { click: () => workspace.redo() } });
  let refreshers: (() => void)[] = [];

  store.watch(['tool'], () => {
    const entry = toolEntry(store.state.tool);
    refreshers = [];
    const built = entry.options.map(spec => buildOption(workspace, spec, refreshers, act));
    settings.setAttribute('aria-label', t('option.of', { tool: t(entry.name) }));
    settings.replaceChildren(
      h('span', { class: 'row b nowrap' }, icon(entry.icon), t(entry.name)),
      ...(entry.id === 'model' ? [modelOptions(workspace, runModel)] : []), ...built,
      ...(entry.hint ? [h('span', { class: 'dim wide ell' }, t(entry.hint))] : []));
  });
  store.watch(['options', 'segment', 'segments'], () => refreshers.forEach(refresh => refresh()));
  store.watch(['canUndo', 'canRedo', 'preview', 'isWatching'], () => {
    const isPossible = workspace.canEdit && !store.state.preview;
    undo.disabled = !isPossible || !store.state.canUndo;
    redo.disabled = !isPossible || !store.state.canRedo;
  });
  return h('div', { class: 'opt' }, settings, h('span', { class: 'grow' }), ...(workspace.mayEdit ? [undo, redo] : []));
}

function buildOption(workspace: Workspace, spec: OptionSpec, refreshers: (() => void)[], act: (action: ToolAction) => void): HTMLElement {
  const { store } = workspace;
  switch (spec.kind) {
    case 'range': {
      const input = h('input', { type: 'range', min: spec.min, max: spec.max, step: spec.step, 'data-testid': `option-${spec.key}` });
      const output = h('output', {});
      input.addEventListener('input', () => workspace.setOptions({ [spec.key]: Number(input.value) }));
      refreshers.push(() => {
        const value = store.state.options[spec.key];
        input.value = String(value);
        output.textContent = `${spec.step < 0.1 ? value.toFixed(2) : value} ${spec.unit === 'HU' && !workspace.hasHu ? '' : spec.unit}`.trim();
        label.hidden = spec.when?.(store.state.options) === false;
      });
      const label = h('label', { class: 'range' }, t(spec.label), input, output);
      refreshers.at(-1)!();
      return label;
    }
    case 'number': {
      const input = h('input', { type: 'number', class: 'field s number', step: spec.step, 'data-testid': `option-${spec.key}` });
      input.addEventListener('input', () => workspace.setOptions({ [spec.key]: input.value === '' ? null : Number(input.value) }));
      refreshers.push(() => {
        const { options } = store.state;
        const { minHu, maxHu } = workspace.activeSegment;
        const isTyped = options.minValue !== null || options.maxValue !== null;
        const value = options[spec.key] === null ? '' : String(options[spec.key]);
        if (document.activeElement !== input || (input.value !== '' && Number(input.value) !== options[spec.key])) input.value = value;
        input.placeholder = isTyped || !workspace.hasHu ? '' : String((spec.key === 'minValue' ? minHu : maxHu) ?? '');
      });
      refreshers.at(-1)!();
      return h('label', {}, t(spec.label), input);
    }
    case 'run':
      return runButton(t(spec.label), () => act('confirm'));
    case 'check': {
      const input = h('input', { type: 'checkbox', 'data-testid': `option-${spec.key}` });
      input.addEventListener('change', () => workspace.setOptions({ [spec.key]: input.checked }));
      refreshers.push(() => { input.checked = store.state.options[spec.key]; });
      refreshers.at(-1)!();
      return h('label', { hidden: spec.key === 'huLock' && !workspace.hasHu }, input, t(spec.label));
    }
    case 'choice': {
      const buttons = spec.choices.map(([value, label]) => h('button', {
        type: 'button', 'data-testid': `option-${value}`, on: { click: () => workspace.setOptions({ [spec.key]: value }) },
      }, t(label)));
      refreshers.push(() => buttons.forEach((button, n) =>
        button.setAttribute('aria-pressed', String(spec.choices[n]![0] === store.state.options[spec.key]))));
      refreshers.at(-1)!();
      return h('span', { class: 'seg', role: 'group', 'aria-label': t(spec.label) }, ...buttons);
    }
    case 'over':
      return overChoice(workspace, spec.key, refreshers);
    case 'action':
      return h('button', { type: 'button', class: 'btn s', 'data-testid': `action-${spec.action}`, on: { click: () => act(spec.action) } }, t(spec.label));
  }
}

/** After a click with the mouse Enter is the proposal's again, not the button's. */
function runButton(label: string, run: () => void): HTMLElement {
  const button = h('button', { type: 'button', class: 'btn s', 'data-testid': 'run-tool' }, icon('play', 's'), label, ' ', h('kbd', {}, '↵'));
  button.addEventListener('click', event => {
    if (event.detail > 0) button.blur();
    run();
  });
  return button;
}

/** Everything, only what is empty, or only one segment. */
function overChoice(workspace: Workspace, key: 'paintOver' | 'proposeOver', refreshers: (() => void)[]): HTMLElement {
  const { store } = workspace;
  const select = h('select', { class: 'field s', 'data-testid': `option-${key}` });
  select.addEventListener('change', () =>
    workspace.setOptions({ [key]: select.value === 'all' || select.value === 'empty' ? select.value : Number(select.value) }));
  let listed: unknown;
  refreshers.push(() => {
    if (listed !== store.state.segments) {
      listed = store.state.segments;
      select.replaceChildren(h('option', { value: 'all' }, t('option.overAll')), h('option', { value: 'empty' }, t('option.overEmpty')),
        ...store.state.segments.map(segment => h('option', { value: segment.number }, t('option.overSegment', { n: segment.number, name: segmentName(segment) }))));
    }
    select.value = String(store.state.options[key]);
  });
  refreshers.at(-1)!();
  return h('label', {}, t('option.paintOver'), select);
}
