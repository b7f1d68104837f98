import { currentLanguage, t as common } from '../../i18n/i18n.ts';
import { chosenModel, isDemonstration, modelName, options } from '../../tools/model/modelRun.ts';
import { cancelInference } from '../../tools/model/request.ts';
import { t } from '../../tools/model/texts.ts';
import type { Workspace } from '../../state/workspace.ts';
import { h, icon } from '../../ui/dom.ts';
import { report } from '../../ui/notices.ts';

/** Which model runs, the button that starts it, and how far it is. */
export function modelOptions(workspace: Workspace, run: () => void): HTMLElement {
  const { store, readingOrder } = workspace;
  const choice = h('select', { class: 'field s models', 'aria-label': t('model'), 'data-testid': 'model-choice' });
  const start = h('button', { type: 'button', class: 'btn s', 'data-testid': 'run-model', on: { click: run } },
    icon('play', 's'), t('run', { n: readingOrder.length }));
  const bar = h('progress', { 'aria-label': t('name') });
  const text = h('span', { class: 'muted' });
  const cancel = h('button', { type: 'button', class: 'btn s quiet', 'data-testid': 'cancel-model' }, common('cancel'));
  cancel.addEventListener('click', () => {
    const jobId = store.state.running?.jobId;
    if (jobId) cancelInference(jobId).catch(report);
  });
  const none = h('span', { class: 'dim' }, t('noneFits'));
  const warning = h('span', { class: 'chip warn', 'data-testid': 'model-demonstration' }, icon('warn'), common('proposal.demonstration'));
  const description = h('span', { class: 'dim wide ell' });
  choice.addEventListener('change', () => options.set(workspace, { modelId: choice.value }));
  const update = () => {
    const { models, running } = store.state;
    if (choice.options.length !== models.length)
      choice.replaceChildren(...models.map(model => h('option', { value: model.id }, `${modelName(model)} ${model.version}`)));
    choice.value = options.of(workspace).modelId;
    const isOffered = models.length > 0;
    none.hidden = isOffered;
    choice.hidden = start.hidden = !isOffered;
    start.disabled = running !== undefined;
    bar.hidden = text.hidden = cancel.hidden = running === undefined;
    if (running && running.total > 0) {
      bar.max = running.total;
      bar.value = running.done;
    } else {
      bar.removeAttribute('value');
    }
    text.textContent = running ? running.text : '';
    const model = chosenModel(workspace);
    warning.hidden = !isOffered || !model || !isDemonstration(model);
    description.textContent = running || !model || !isOffered ? '' : model.descriptionByLanguage?.[currentLanguage()] ?? model.description;
  };
  store.watch(['models', 'options', 'running'], update);
  return h('span', { class: 'row' }, choice, start, warning, bar, text, cancel, none, description);
}
