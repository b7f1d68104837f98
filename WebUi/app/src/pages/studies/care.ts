import { getJson, send } from '../../api/http.ts';
import type { PatientCorrection, PatientIdentity, StudyPatient } from '../../contracts/services.ts';
import { h } from '../../ui/dom.ts';
import { askTyped } from '../../ui/typedDialog.ts';
import { labelled, openForm, reasonOf, stamp, text } from '../access/page.ts';

interface Study {
  studyInstanceUid: string; patientId: string | null;
  series: { seriesInstanceUid: string; imageCount: number; seriesDescription: string | null }[];
}

const SEXES = ['', 'F', 'M', 'O'];

/** What administrators put right in the list of studies: a patient's identity, a wrong upload. */
export function startCare(list: HTMLElement, dialog: HTMLDialogElement, renew: () => void): void {
  const acts: Record<string, (study: Study, button: HTMLElement) => Promise<void> | void> = {
    'patient': study => correct(study, dialog, renew),
    'delete-study': study => remove(study, `/api/studies/${study.studyInstanceUid}`, 'Care.DeleteStudy', study.series, renew),
    'delete-series': (study, button) => {
      const uid = button.closest<HTMLElement>('[data-series]')!.dataset['series']!;
      return remove(study, `/api/series/${uid}`, 'Care.DeleteSeries',
        study.series.filter(series => series.seriesInstanceUid === uid), renew);
    },
  };
  list.addEventListener('click', event => {
    const button = (event.target as Element).closest<HTMLElement>('[data-care]');
    const study = button?.closest<HTMLElement>('[data-study]')?.dataset['study'];
    if (!button || !study) return;
    getJson<Study>(`/api/studies/${study}`)
      .then(found => acts[button.dataset['care']!]!(found, button))
      .catch((error: unknown) => {
        button.parentElement!.querySelector('[role=alert]')?.remove();
        button.parentElement!.append(h('span', { class: 'small bad-text', role: 'alert' }, reasonOf(error)));
      });
  });
}

/** What a button promises to ask, as the heading of what asks it. */
const heading = (entry: string) => text(entry).replace(/…$/, '');

function remove(study: Study, address: string, title: string, series: Study['series'], renew: () => void): void {
  const expected = study.patientId?.trim() || study.studyInstanceUid;
  askTyped({
    title: heading(title), explanation: text('Care.DeleteExplained', series.reduce((sum, each) => sum + each.imageCount, 0), expected),
    label: text(study.patientId?.trim() ? 'Care.TypeId' : 'Care.TypeUid'), expected,
    submit: text('Care.Delete'), cancel: text('Care.Keep'), reasonOf,
    act: async typed => {
      await send('DELETE', `${address}?confirm=${encodeURIComponent(typed)}`);
      renew();
    },
  });
}

async function correct(study: Study, dialog: HTMLDialogElement, renew: () => void): Promise<void> {
  const address = `/api/studies/${study.studyInstanceUid}/patient`;
  const { patient, corrections, sentAs } = await getJson<StudyPatient>(address);
  const field = (name: string, value: string | null, attributes = {}) =>
    h('input', { class: 'field', name, value: value ?? '', autocomplete: 'off', spellcheck: 'false', ...attributes });
  openForm(dialog, heading('Care.CorrectPatient'), [
    h('p', { class: 'small muted' }, text('Care.CorrectExplained')),
    labelled(text('Care.Name'), field('name', patient.name, { maxlength: 194, 'data-testid': 'patient-name' })),
    labelled(text('Care.Id'), field('id', patient.id, { maxlength: 64, 'data-testid': 'patient-id' })),
    h('div', { class: 'row' },
      labelled(text('Care.Sex'), h('select', { class: 'field', name: 'sex' }, ...SEXES.map(sex =>
        h('option', { value: sex, selected: sex === (patient.sex ?? '') }, sex && text(`Care.Sex.${sex}`))))),
      labelled(text('Care.BirthDate'), field('birthDate', patient.birthDate, { type: 'date' }))),
    labelled(text('Care.Reason'), field('reason', null, { maxlength: 400 })),
    ...sentAs.map(who => offer(who, dialog)),
    ...history(corrections, address, dialog, renew),
  ], text('Care.Correct'), async values => {
    const given = (name: string) => String(values.get(name) ?? '').trim() || null;
    await send('PUT', address, {
      body: {
        patient: { name: given('name'), id: given('id'), sex: given('sex'), birthDate: given('birthDate') },
        reason: given('reason'),
      },
    });
    renew();
    return undefined;
  });
}

/** What came later with other patient data is taken over with one press. */
function offer(who: PatientIdentity, dialog: HTMLDialogElement): HTMLElement {
  const fill = () => {
    for (const [name, value] of Object.entries({ name: who.name, id: who.id, sex: who.sex, birthDate: who.birthDate }))
      dialog.querySelector<HTMLInputElement | HTMLSelectElement>(`[name=${name}]`)!.value = value ?? '';
  };
  return h('div', { class: 'note', 'data-testid': 'sent-as' },
    h('span', { class: 'grow' }, text('Care.SentAs', inWords(who))),
    h('button', { type: 'button', class: 'btn s', 'data-testid': 'take-over', on: { click: fill } }, text('Care.TakeOver')));
}

const inWords = (who: PatientIdentity) => [who.name, who.id, who.sex, who.birthDate].map(value => value ?? '—').join(' · ');

/** What the files say, who said otherwise, and the way back. */
function history(corrections: readonly PatientCorrection[], address: string, dialog: HTMLDialogElement, renew: () => void): HTMLElement[] {
  const holding = corrections.filter(correction => correction.withdrawnAt === null);
  if (holding.length === 0) return [];
  const came = holding.at(-1)!.from;
  const newest = holding[0]!;
  const withdraw = h('button', { type: 'button', class: 'btn s', 'data-testid': 'withdraw-correction' }, text('Care.Withdraw'));
  const failure = h('span', { class: 'small bad-text', role: 'alert' });
  withdraw.addEventListener('click', () => {
    withdraw.disabled = true;
    send('DELETE', `${address}/correction`).then(() => {
      dialog.close();
      renew();
    }, (error: unknown) => {
      withdraw.disabled = false;
      failure.textContent = reasonOf(error);
    });
  });
  return [h('div', { class: 'note', 'data-testid': 'corrected-from' }, h('div', { class: 'col grow' },
    h('span', {}, text('Care.CameAs', inWords(came))),
    h('span', { class: 'tiny dim' },
      text('Care.CorrectedBy', newest.correctedBy.name, stamp(new Date(newest.correctedAt))), newest.reason && ` · ${newest.reason}`),
    failure), withdraw)];
}
