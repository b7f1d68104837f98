import { cancelInference } from '../../api/client.ts';
import { currentLanguage, t } from '../../i18n/i18n.ts';
import { isDemonstration, modelName } from '../../state/modelRun.ts';
import type { Workspace } from '../../state/workspace.ts';
import { h, icon } from '../../ui/dom.ts';
import { report } from '../../ui/notices.ts';

/** Which model runs, the button that starts it, and how far it is. */
export function modelOptions({ store, readingOrder, hasHu }: Workspace, run: () => void): HTMLElement {
  const choice = h('select', { class: 'field s models', 'aria-label': t('option.model'), 'data-testid': 'model-choice' });
  const start = h('button', { type: 'button', class: 'btn s', 'data-testid': 'run-model', on: { click: run } },
    icon('play', 's'), t('option.run', { n: readingOrder.length }));
  const bar = h('progress', { 'aria-label': t('name.model') });
  const text = h('span', { class: 'muted' });
  const cancel = h('button', { type: 'button', class: 'btn s quiet', 'data-testid': 'cancel-model' }, t('option.cancel'));
  cancel.addEventListener('click', () => {
    const jobId = store.state.running?.jobId;
    if (jobId) cancelInference(jobId).catch(report);
  });
  const none = h('span', { class: 'dim' }, t(hasHu ? 'option.noModels' : 'option.onlyCt'));
  const warning = h('span', { class: 'chip warn', 'data-testid': 'model-demonstration' }, icon('warn'), t('proposal.demonstration'));
  const description = h('span', { class: 'dim wide ell' });
  choice.addEventListener('change', () => store.set({ options: { ...store.state.options, modelId: choice.value } }));
  const update = () => {
    const { models, options, running } = store.state;
    if (choice.options.length !== models.length)
      choice.replaceChildren(...models.map(model => h('option', { value: model.id }, `${modelName(model)} ${model.version}`)));
    choice.value = options.modelId;
    // a model that would refuse these images is not offered
    const isOffered = hasHu && models.length > 0;
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
    const model = models.find(each => each.id === options.modelId);
    warning.hidden = !isOffered || !model || !isDemonstration(model);
    description.textContent = running || !model || !isOffered ? '' : model.descriptionByLanguage?.[currentLanguage()] ?? model.description;
  };
  store.watch(['models', 'options', 'running'], update);
  return h('span', { class: 'row' }, choice, start, warning, bar, text, cancel, none, description);
}
