import { getJson } from '../api/http.ts';
import { said } from '../i18n/sentences.ts';
import { h } from '../ui/dom.ts';
import type { FoundBundle } from '../contracts/services.ts';
import { attempt, text } from './access/page.ts';

const table = document.getElementById('models')!;

/** What needs somebody first. */
void attempt(async () => {
  const found = await getJson<FoundBundle[]>('/api/inference/bundles');
  show([...found.filter(bundle => bundle.problem), ...found.filter(bundle => !bundle.problem)].map(row));
});

function show(rows: HTMLElement[]): void {
  const heads = ['Access.Folder', 'Access.Model', 'Access.ModelLabels', 'Access.Licence', 'Access.State'];
  table.replaceChildren(
    h('thead', {}, h('tr', {}, ...heads.map(key => h('th', {}, text(key))))),
    h('tbody', {}, ...rows.length > 0 ? rows : [h('tr', {}, h('td', { colspan: heads.length, class: 'dim' }, text('Access.NoModels')))]));
}

function row({ folder, problem, model, sha256 }: FoundBundle): HTMLElement {
  const name = model && (model.nameByLanguage[document.documentElement.lang] ?? model.name);
  return h('tr', { 'data-testid': 'bundle-row' },
    h('td', { class: 'mono nowrap' }, folder),
    h('td', {}, model ? h('div', {}, `${name} `, h('span', { class: 'mono small' }, `${model.id} ${model.version}`)) : '—',
      sha256 && h('div', { class: 'uid dim' }, `SHA-256 ${sha256}`)),
    h('td', { class: 'small' }, model ? model.labels.map(label => `${label.number} ${label.name}`).join(', ') : '—'),
    h('td', { class: 'small' }, model?.licence ?? '—'),
    h('td', {}, h('div', { class: 'row' },
      h('span', { class: problem ? 'chip bad' : 'chip ok' }, text(problem ? 'Access.NotOffered' : 'Access.Offered')),
      model && !model.forMeasurement && h('span', { class: 'chip warn' }, text('Access.NotForMeasurement'))),
      problem && h('div', { class: 'small', 'data-testid': 'bundle-problem' }, said(problem))));
}
