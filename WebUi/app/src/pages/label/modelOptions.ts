import type { ModelOffer } from '../../contracts/services.ts';
import { currentLanguage, t as common } from '../../i18n/i18n.ts';
import { said } from '../../i18n/sentences.ts';
import { chosenOffer, expectation, isDemonstration, modelName, options } from '../../tools/model/modelRun.ts';
import { cancelInference } from '../../tools/model/request.ts';
import { t } from '../../tools/model/texts.ts';
import type { Workspace } from '../../state/workspace.ts';
import { h, icon } from '../../ui/dom.ts';
import { report } from '../../ui/notices.ts';

/** Which model runs, the button that starts it and how long that takes, and how far it is. One that is not for these images says why. */
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
  const expected = h('span', { class: 'dim nowrap', 'data-testid': 'expected-time' });
  const misfit = h('span', { class: 'dim', 'data-testid': 'model-misfit' });
  const description = h('span', { class: 'dim wide ell' });
  choice.addEventListener('change', () => options.set(workspace, { modelId: choice.value }));
  const update = () => {
    const { models, running } = store.state;
    if (choice.options.length !== models.length)
      choice.replaceChildren(...models.map(offer => h('option', { value: offer.model.id }, optionText(offer))));
    choice.value = options.of(workspace).modelId;
    none.hidden = models.some(offer => !offer.misfit);
    choice.hidden = start.hidden = models.length === 0;
    const offer = chosenOffer(workspace);
    start.disabled = running !== undefined || !offer || offer.misfit !== null;
    expected.textContent = running || !offer ? '' : expectation(offer);
    misfit.textContent = offer?.misfit ? said(offer.misfit) : '';
    bar.hidden = text.hidden = cancel.hidden = running === undefined;
    if (running && running.total > 0) {
      bar.max = running.total;
      bar.value = running.done;
    } else {
      bar.removeAttribute('value');
    }
    text.textContent = running ? running.text : '';
    warning.hidden = !offer || offer.misfit !== null || !isDemonstration(offer.model);
    description.textContent = running || !offer || offer.misfit ? ''
      : offer.model.descriptionByLanguage?.[currentLanguage()] ?? offer.model.description;
  };
  store.watch(['models', 'options', 'running'], update);
  return h('span', { class: 'row' }, choice, start, expected, warning, bar, text, cancel, none, misfit, description);
}

function optionText({ model, misfit }: ModelOffer): string {
  const name = `${modelName(model)} ${model.version}`;
  return misfit ? t('misfit', { model: name }) : name;
}
