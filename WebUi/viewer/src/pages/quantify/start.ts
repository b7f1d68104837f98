import { getQuantJob, getQuantResult, getQuantResults, openLabel, startQuant, workbookUrl } from '../../api/client.ts';
import type { QuantJob } from '../../api/contracts.ts';
import { followJob } from '../../api/live.ts';
import { caveatText } from '../../i18n/caveats.ts';
import { formatDateTime, t } from '../../i18n/i18n.ts';
import { said } from '../../i18n/sentences.ts';
import { Shortcuts } from '../../keys/shortcuts.ts';
import { SettingsStore } from '../../settings/settingsStore.ts';
import { Store } from '../../state/store.ts';
import { h, icon } from '../../ui/dom.ts';
import { reopenWhenSeriesChanges } from '../seriesChange.ts';
import { mountKeysDialog } from '../../ui/keysDialog.ts';
import { report, toast } from '../../ui/notices.ts';
import { patientValues } from './patientValues.ts';
import { labelledSlices, type QuantifyFacts, type QuantifyState } from './quantifyState.ts';
import { keyFigures, segmentTable, sliceTable } from './resultTables.ts';
import { sliceChart } from './sliceChart.ts';
import { slicePicture } from './slicePicture.ts';

/** Measures a label and shows the result; what was measured before on the same revision is shown at once. */
export async function startQuantifyPage(root: HTMLElement, labelId: string, canEdit: boolean): Promise<void> {
  const settings = new SettingsStore(report);
  const [{ opened: label, masks, series }, results] = await Promise.all([openLabel(labelId), getQuantResults(labelId), settings.load()]);
  reopenWhenSeriesChanges(series);
  const facts: QuantifyFacts = { label, series, masks: new Map([...masks].map(([slice, mask]) => [slice, mask.labels])), canEdit };
  const slices = labelledSlices(facts);
  const asked = Number(new URLSearchParams(location.search).get('slice') ?? NaN);
  const earlier = results.find(result => !slices.includes(asked) || result.referenceSlice === asked) ?? results[0];
  const store = new Store<QuantifyState>({
    result: earlier, isMeasuring: false, scope: 'slice',
    slice: slices.includes(asked) ? asked : earlier?.referenceSlice ?? slices[Math.floor(slices.length / 2)] ?? label.firstSlice,
  });

  // asked again while one runs: the newest values are measured right after it
  const measure = () => {
    if (store.state.isMeasuring) isWanted = true;
    else void run(facts, store, values.values()).catch(report);
  };
  let isWanted = false;
  store.watch(['isMeasuring'], () => {
    if (store.state.isMeasuring || !isWanted) return;
    isWanted = false;
    measure();
  });
  const values = patientValues(facts, store, measure);
  root.classList.add('quantify-page');
  root.append(actionBar(facts, store, measure), h('div', { class: 'q' },
    h('div', {}, slicePicture(facts, store), values.card, caveats(store)),
    h('div', {}, keyFigures(store), segmentTable(store), sliceTable(store)),
    h('div', {}, sliceChart(store), provenance(store))));
  const shortcuts = new Shortcuts(settings, () => [{ id: 'page.keys', group: 'keys.everything', title: t('keys.list'), keys: ['Shift+Slash'], run: () => list() }]);
  const list = mountKeysDialog(root, shortcuts, () => [['quant.patient', 'quant.measure', 'Enter']]);
  shortcuts.bind(root);
  const isCurrent = earlier?.revision === label.headRevision && earlier.referenceSlice === store.state.slice;
  if (canEdit && !isCurrent && slices.length > 0) measure();
}

async function run({ label, masks }: QuantifyFacts, store: Store<QuantifyState>, values: { heightCm: number | null; weightKg: number | null } | undefined): Promise<void> {
  if (!values) return;
  store.set({ isMeasuring: true });
  try {
    const referenceSlice = masks.has(store.state.slice) ? store.state.slice : null;
    const started = await startQuant({ labelId: label.id, revision: label.headRevision, ...values, referenceSlice, volumeId: label.volumeId });
    const isEnd = (each: QuantJob) => ['succeeded', 'failed', 'cancelled'].includes(each.state);
    const job = isEnd(started) ? started : await followJob('quantJobChanged', started.id, () => getQuantJob(started.id), isEnd);
    if (job.resultId) store.set({ result: await getQuantResult(job.resultId) });
    else toast(t('quant.failed', { why: said({ text: job.problem ?? '' }) }), 'bad');
  } finally {
    store.set({ isMeasuring: false });
  }
}

function actionBar({ label, canEdit }: QuantifyFacts, store: Store<QuantifyState>, measure: () => void): HTMLElement {
  const state = h('span', { class: 'chip', 'data-testid': 'measured-state' });
  const again = h('button', { type: 'button', class: 'btn s', 'data-testid': 'measure', on: { click: measure } });
  const download = h('a', { class: 'btn s primary', download: '', 'data-testid': 'download-xlsx' }, icon('download', 's'), t('quant.download'));
  store.watch(['result', 'isMeasuring'], () => {
    const { result, isMeasuring } = store.state;
    const isOld = result !== undefined && result.revision !== label.headRevision;
    state.className = `chip ${isOld ? 'warn' : ''}`;
    state.textContent = !result ? t('quant.notMeasured') : isOld ? t('quant.older', { n: result.revision, head: label.headRevision }) : t('quant.revision', { n: result.revision });
    again.disabled = isMeasuring;
    const sign = icon(isMeasuring ? 'spin' : 'retry', 's');
    if (isMeasuring) sign.classList.add('spin');
    again.replaceChildren(sign, t(isMeasuring ? 'quant.measuring' : result ? 'quant.again' : 'quant.measure'));
    download.hidden = !result;
    if (result) download.href = workbookUrl(result.id);
  });
  return h('div', { class: 'act' },
    h('h2', { class: 'title' }, label.level ? t('quant.titleAt', { level: label.level }) : t('quant.title')), state, h('span', { class: 'grow' }),
    ...(canEdit ? [again] : [h('span', { class: 'small muted' }, t('quant.readOnly'))]), download);
}

function caveats(store: Store<QuantifyState>): HTMLElement {
  const list = h('ul', { class: 'w', 'data-testid': 'caveats' });
  store.watch(['result'], () => {
    const all = store.state.result?.caveats ?? [];
    list.replaceChildren(...all.map(caveat => h('li', {}, icon('warn'), h('span', {}, caveatText(caveat)))));
    if (all.length === 0) list.append(h('li', {}, icon('info'), h('span', { class: 'dim' }, t(store.state.result ? 'quant.noCaveats' : 'quant.notMeasured'))));
  });
  return h('section', { class: 'card' }, h('header', {}, h('h2', { class: 'grow' }, t('quant.caveats'))), list);
}

function provenance(store: Store<QuantifyState>): HTMLElement {
  const text = h('p', { class: 'tiny dim provenance' });
  store.watch(['result'], () => {
    const p = store.state.result?.provenance;
    text.textContent = p ? t('quant.provenance', { by: p.measuredBy.name, at: formatDateTime(p.measuredAt), version: p.softwareVersion.replace(/(\+.{7}).*/, '$1') }) : '';
  });
  return text;
}
