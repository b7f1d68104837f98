import { getQuantResults, openLabel, workbookUrl } from '../../api/client.ts';
import type { QuantResult } from '../../contracts/services.ts';
import { formatDateTime, segmentName, t } from '../../i18n/i18n.ts';
import { said } from '../../i18n/sentences.ts';
import { Shortcuts } from '../../keys/shortcuts.ts';
import { SettingsStore } from '../../settings/settingsStore.ts';
import { Store } from '../../store/store.ts';
import { formatNumber } from '../../i18n/numbers.ts';
import { h, icon } from '../../ui/dom.ts';
import { mountKeysDialog } from '../../ui/keysDialog.ts';
import { report } from '../../ui/notices.ts';
import { reopenWhenSeriesChanges } from '../seriesChange.ts';
import { Measuring } from './measuring.ts';
import { patientValues } from './patientValues.ts';
import { isBodyComposition, isStored, labelledSlices, type QuantifyFacts, type QuantifyState } from './quantifyState.ts';
import { keyFigures, segmentTable, sliceTable } from './resultTables.ts';
import { sliceChart } from './sliceChart.ts';
import { slicePicture } from './slicePicture.ts';

/** Shows what a label measures; looking is not measuring, so what nobody stored is a preview until "Measure" is pressed. */
export async function startQuantifyPage(root: HTMLElement, labelId: string, canEdit: boolean): Promise<void> {
  const settings = new SettingsStore(report);
  const [{ opened: label, masks, series }, results] = await Promise.all([openLabel(labelId), getQuantResults(labelId), settings.load()]);
  reopenWhenSeriesChanges(series);
  const facts: QuantifyFacts = { label, series, masks: new Map([...masks].map(([slice, mask]) => [slice, mask.labels])), canEdit };
  const slices = labelledSlices(facts);
  const store = new Store<QuantifyState>({
    result: undefined, isOutdated: false, problem: slices.length === 0 ? t('quant.empty') : '',
    isMeasuring: false, scope: 'slice', chosen: null,
    slice: slices[Math.floor(slices.length / 2)] ?? label.firstSlice,
  });

  const measuring = new Measuring(facts, store, results);
  const show = () => void measuring.show().catch(report);
  const measure = () => { if (canEdit && slices.length > 0) void measuring.measure().catch(report); };
  const values = patientValues(facts, store, { changed: show, measure });
  measuring.fields = values;
  store.watch(['isOutdated'], () => root.classList.toggle('outdated', store.state.isOutdated));
  root.classList.add('quantify-page');
  root.append(actionBar(facts, store, measure), h('div', { class: 'q' },
    h('div', {}, slicePicture(facts, store), values.card),
    h('div', {}, keyFigures(store), segmentTable(store), sliceTable(store)),
    h('div', {}, caveats(store), sliceChart(store), earlier(store, measuring), provenance(store))));
  const shortcuts = new Shortcuts(settings, () => [
    { id: 'page.keys', group: 'keys.everything', title: t('keys.list'), keys: ['Shift+Slash'], run: () => list() },
  ]);
  const list = mountKeysDialog(root, shortcuts, () => [['quant.patient', 'quant.measure', 'Enter']]);
  shortcuts.bind(root);
  if (slices.length === 0) return;
  await measuring.show().catch(report);
  store.set({ slice: store.state.result?.referenceSlice ?? store.state.slice });
  store.watch(['chosen'], () => { if (store.state.chosen !== null) show(); });
}

function actionBar({ label, canEdit }: QuantifyFacts, store: Store<QuantifyState>, measure: () => void): HTMLElement {
  const title = h('h2', { class: 'title' });
  const state = h('span', { class: 'chip', role: 'status', 'data-testid': 'measured-state' });
  const again = h('button', { type: 'button', 'data-testid': 'measure', on: { click: measure } });
  const download = h('a', { class: 'btn s', download: '', 'data-testid': 'download-xlsx' }, icon('download', 's'), t('quant.download'));
  store.watch(['result', 'isMeasuring', 'isOutdated', 'problem'], () => {
    const { result, isMeasuring, isOutdated, problem } = store.state;
    const isKept = isStored(result) && !isOutdated;
    title.textContent = result && !isBodyComposition(result) ? t('quant.measurement')
      : label.level ? t('quant.titleAt', { level: label.level }) : t('quant.title');
    state.className = `chip ${isKept ? '' : 'warn'}`;
    state.textContent = problem || (!result ? t('quant.notMeasured')
      : isOutdated ? t('quant.outdated')
      : isKept ? t('quant.revision', { n: result.revision }) : t('quant.preview'));
    again.disabled = isMeasuring || (problem !== '' && !result);
    again.className = `btn s ${isKept ? '' : 'primary'}`;
    const sign = icon(isMeasuring ? 'spin' : 'retry', 's');
    if (isMeasuring) sign.classList.add('spin');
    again.replaceChildren(sign, t(isMeasuring ? 'quant.measuring' : isKept ? 'quant.again' : 'quant.measure'));
    download.hidden = !result;
    if (isKept) {
      download.href = workbookUrl(result.id);
      ['role', 'aria-disabled', 'title'].forEach(name => download.removeAttribute(name));
    } else {
      download.removeAttribute('href');
      Object.entries({ role: 'link', 'aria-disabled': 'true', title: t('quant.blocked') })
        .forEach(([name, value]) => download.setAttribute(name, value));
    }
  });
  return h('div', { class: 'act' }, title, state, h('span', { class: 'grow' }),
    ...(canEdit ? [again] : [h('span', { class: 'small muted' }, t('quant.readOnly'))]), download);
}

function caveats(store: Store<QuantifyState>): HTMLElement {
  const list = h('ul', { class: 'w', 'data-testid': 'caveats' });
  store.watch(['result'], () => {
    const { result } = store.state;
    const all = result?.caveats ?? [];
    list.replaceChildren(...all.map(caveat =>
      h('li', { class: caveat.isGrave ? 'grave' : '' },
        icon(caveat.isGrave ? 'bad' : 'warn'), h('span', {}, caveatText(caveat, result!)))));
    if (all.length === 0)
      list.append(h('li', {}, icon('info'), h('span', { class: 'dim' }, t(result ? 'quant.noCaveats' : 'quant.notMeasured'))));
  });
  return h('section', { class: 'card' }, h('header', {}, h('h2', { class: 'grow' }, t('quant.caveats'))), list);
}

/** In the page's language, the names of template segments too. */
function caveatText(caveat: QuantResult['caveats'][number], { segments }: QuantResult): string {
  const named = segments.find(segment => segment.name === caveat.parameters?.['name']);
  return said({ ...caveat, parameters: { ...caveat.parameters, ...(named && { name: segmentName(named) }) } });
}

/** What was measured on this label before, newest first, each to be taken away as it was. */
function earlier(store: Store<QuantifyState>, measuring: Measuring): HTMLElement {
  const rows = h('tbody', {});
  const card = h('section', { class: 'card', 'data-testid': 'earlier' },
    h('header', {}, h('h2', { class: 'grow' }, t('quant.earlier'))),
    h('div', { class: 'slices' }, h('table', {}, rows)));
  store.watch(['result'], () => {
    const others = measuring.earlier.filter(result => result.id !== store.state.result?.id);
    card.hidden = others.length === 0;
    rows.replaceChildren(...others.map(result => h('tr', {},
      h('td', { class: 'dim' }, formatDateTime(result.provenance.measuredAt)),
      h('td', {}, t('quant.revision', { n: result.revision })),
      h('td', { class: 'num' },
        result.bodyComposition.smiCm2PerM2 === null ? '' : `SMI ${formatNumber(result.bodyComposition.smiCm2PerM2, 1)}`),
      h('td', { class: 'num' }, h('a', { href: workbookUrl(result.id), download: '' }, 'Excel')))));
  });
  return card;
}

function provenance(store: Store<QuantifyState>): HTMLElement {
  const text = h('p', { class: 'tiny dim provenance' });
  store.watch(['result'], () => {
    const { result } = store.state;
    const p = result?.provenance;
    const version = p?.softwareVersion.replace(/(\+.{7}).*/, '$1') ?? '';
    text.textContent = !p ? ''
      : isStored(result) ? t('quant.provenance', { by: p.measuredBy.name, at: formatDateTime(p.measuredAt), version })
      : t('quant.previewOf', { version });
  });
  return text;
}
