import { segmentName, t } from '../../i18n/i18n.ts';
import type { Workspace } from '../../state/workspace.ts';
import { toolOf } from '../../tools/index.ts';
import type { OptionSpec } from '../../tools/shared/options.ts';
import type { ToolPage } from '../../tools/shared/page.ts';
import { h, icon, iconButton } from '../../ui/dom.ts';
import { modelOptions } from './modelOptions.ts';

/** The settings of the tool in hand, and undo and redo. */
export function optionsBar(page: ToolPage, confirm: () => void): HTMLElement {
  const { workspace } = page;
  const { store } = workspace;
  const settings = h('div', { class: 'settings', role: 'group' });
  const undo = iconButton('undo', t('undo'), { 'data-command': 'edit.undo', 'data-testid': 'undo', on: { click: () => workspace.undo() } });
  const redo = iconButton('redo', t('redo'), {
    class: 'ib s tipl', 'data-command': 'edit.redo', 'data-testid': 'redo', on: { click: () => workspace.redo() },
  });
  let refreshers: (() => void)[] = [];

  store.watch(['tool'], () => {
    const tool = toolOf(store.state.tool);
    refreshers = [];
    const built = tool.options.map(spec => buildOption(page, spec, refreshers, confirm));
    settings.setAttribute('aria-label', t('option.of', { tool: tool.name() }));
    settings.replaceChildren(
      h('span', { class: 'row b nowrap' }, icon(tool.icon), tool.name()),
      ...built, ...(tool.hint ? [h('span', { class: 'dim wide ell' }, tool.hint())] : []));
  });
  store.watch(['options', 'rules', 'segment', 'segments'], () => refreshers.forEach(refresh => refresh()));
  store.watch(['canUndo', 'canRedo', 'preview', 'isWatching'], () => {
    const isPossible = workspace.canEdit && !store.state.preview;
    undo.disabled = !isPossible || !store.state.canUndo;
    redo.disabled = !isPossible || !store.state.canRedo;
  });
  return h('div', { class: 'opt' }, settings, h('span', { class: 'grow' }), ...(workspace.mayEdit ? [undo, redo] : []));
}

function buildOption(page: ToolPage, spec: OptionSpec, refreshers: (() => void)[], confirm: () => void): HTMLElement {
  const { workspace } = page;
  switch (spec.kind) {
    case 'range': {
      const input = h('input', { type: 'range', min: spec.min, max: spec.max, step: spec.step, 'data-testid': `option-${spec.key}` });
      const output = h('output', {});
      input.addEventListener('input', () => spec.set(workspace, Number(input.value)));
      refreshers.push(() => {
        const value = spec.of(workspace);
        input.value = String(value);
        const unit = spec.unit === 'HU' && !workspace.voxels.hasHu ? '' : spec.unit;
        output.textContent = `${spec.step < 0.1 ? value.toFixed(2) : value} ${unit}`.trim();
        label.hidden = spec.when?.(workspace) === false;
      });
      const label = h('label', { class: 'range' }, spec.label(), input, output);
      refreshers.at(-1)!();
      return label;
    }
    case 'number': {
      const input = h('input', { type: 'number', class: 'field s number', step: spec.step, 'data-testid': `option-${spec.key}` });
      input.addEventListener('input', () => spec.set(workspace, input.value === '' ? null : Number(input.value)));
      refreshers.push(() => {
        const value = spec.of(workspace);
        if (document.activeElement !== input || (input.value !== '' && Number(input.value) !== value)) input.value = String(value ?? '');
        input.placeholder = String(spec.otherwise(workspace) ?? '');
      });
      refreshers.at(-1)!();
      return h('label', {}, spec.label(), input);
    }
    case 'run':
      return runButton(spec.label(), confirm);
    case 'check': {
      const input = h('input', { type: 'checkbox', 'data-testid': `option-${spec.key}` });
      input.addEventListener('change', () => spec.set(workspace, input.checked));
      refreshers.push(() => { input.checked = spec.of(workspace); });
      refreshers.at(-1)!();
      return h('label', { hidden: spec.isHidden?.(workspace) === true }, input, spec.label());
    }
    case 'choice': {
      const buttons = Object.entries(spec.choices).map(([value, label]) => {
        const choose = () => spec.set(workspace, value);
        const button = h('button', { type: 'button', 'data-testid': `option-${value}`, on: { click: choose } }, label());
        refreshers.push(() => button.setAttribute('aria-pressed', String(value === spec.of(workspace))));
        refreshers.at(-1)!();
        return button;
      });
      return h('span', { class: 'seg', role: 'group', 'aria-label': spec.label() }, ...buttons);
    }
    case 'over':
      return overChoice(workspace, spec.key, refreshers);
    case 'models':
      return modelOptions(workspace, confirm);
    case 'action': {
      const act = () => { if (!page.isRefusedNow()) spec.run(page); };
      return h('button', { type: 'button', class: 'btn s', 'data-testid': `action-${spec.id}`, on: { click: act } }, spec.label());
    }
  }
}

/** After a click with the mouse Enter is the proposal's again, not the button's. */
function runButton(label: string, run: () => void): HTMLElement {
  const button = h('button', { type: 'button', class: 'btn s', 'data-testid': 'run-tool' },
    icon('play', 's'), label, ' ', h('kbd', {}, '↵'));
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
    workspace.setRules({ [key]: select.value === 'all' || select.value === 'empty' ? select.value : Number(select.value) }));
  let listed: unknown;
  refreshers.push(() => {
    if (listed !== store.state.segments) {
      listed = store.state.segments;
      const segments = store.state.segments.map(segment =>
        h('option', { value: segment.number }, t('option.overSegment', { n: segment.number, name: segmentName(segment) })));
      select.replaceChildren(
        h('option', { value: 'all' }, t('option.overAll')), h('option', { value: 'empty' }, t('option.overEmpty')), ...segments);
    }
    select.value = String(store.state.rules[key]);
  });
  refreshers.at(-1)!();
  return h('label', {}, t('option.paintOver'), select);
}
