import { getJson, send } from '../api/http.ts';
import { said } from '../i18n/sentences.ts';
import { h } from '../ui/dom.ts';
import type {
  DamagedFile, QuarantinedFile, ReconciliationReport, SenderEntry, SenderOverview, SenderTurnedAway, StorageReport,
} from '../contracts/services.ts';
import { attempt, labelled, openForm, text, timeOf } from './access/page.ts';

const STORAGE = '/api/storage';
const SENDERS = '/api/dimse/senders';

const at = (id: string) => document.getElementById(id)!;
const dialog = at('storage-dialog') as HTMLDialogElement;
const rebuildForm = at('rebuild') as HTMLFormElement;
const putRight = at('put-right') as HTMLButtonElement;

rebuildForm.addEventListener('submit', event => {
  event.preventDefault();
  void rebuild(String(new FormData(rebuildForm).get('series')).trim());
});
at('add-sender').addEventListener('click', () => listSender({ aeTitle: '', address: null }));
at('compare').addEventListener('click', () => void reconcile(false));
putRight.addEventListener('click', () => openForm(dialog, text('Storage.PutRight'),
  [h('p', { class: 'small muted' }, text('Storage.PutRightExplained'))],
  text('Storage.PutRight'), async () => {
    await reconcile(true);
    return undefined;
  }));
void attempt(() => load());

async function load(): Promise<void> {
  const [storage, quarantine, senders] = await Promise.all([
    getJson<StorageReport>(STORAGE), getJson<QuarantinedFile[]>(`${STORAGE}/quarantine`), getJson<SenderOverview>(SENDERS),
  ]);
  showStorage(storage);
  showQuarantine(quarantine);
  showSenders(senders);
}

function showStorage({ disk, integrity }: StorageReport): void {
  at('disk').textContent = text('Storage.DiskState', gigabytes(disk.freeBytes), gigabytes(disk.totalBytes), gigabytes(disk.reserveBytes));
  at('scrub').replaceChildren(...integrity.filesPerHour === 0 ? [text('Storage.ScrubOff')] : [
    text('Storage.ScrubState', integrity.filesPerHour, integrity.filesChecked, integrity.damagedCount), ' ',
    text('Storage.LastRound'), ' ', timeOf(integrity.lastRoundEndedAt, text('Access.Unused')),
  ]);
  showTable('damaged', ['Storage.Instance', 'Storage.Series', 'Storage.Damage', 'Storage.FoundAt'], integrity.damaged, damagedRow);
}

function damagedRow(file: DamagedFile): HTMLElement {
  return h('tr', { 'data-testid': 'damaged-row' },
    h('td', { class: 'uid' }, file.sopInstanceUid), h('td', { class: 'uid' }, file.seriesInstanceUid),
    h('td', {}, text(`Storage.Damage.${file.kind}`)), h('td', {}, timeOf(file.foundAt, '')));
}

function rebuild(series: string): Promise<void> {
  at('rebuilt').textContent = '';
  return attempt(async () => {
    await send('POST', `/api/series/${encodeURIComponent(series)}/rebuild`);
    at('rebuilt').textContent = text('Storage.Rebuilding');
    rebuildForm.reset();
  });
}

function showQuarantine(files: QuarantinedFile[]): void {
  showTable('quarantine', ['Storage.Instance', 'Storage.Size', 'Storage.Why', 'Storage.Received', ''], files, file => {
    const address = `${STORAGE}/quarantine/${file.sopInstanceUid}/${file.sha256}`;
    return h('tr', { 'data-testid': 'quarantine-row' },
      h('td', { class: 'uid' }, file.sopInstanceUid), h('td', { class: 'nowrap' }, `${Math.ceil(file.sizeBytes / 1024)} KB`),
      h('td', {}, said({ text: file.reason })), h('td', {}, timeOf(file.receivedAt, '')),
      h('td', { class: 'num' }, h('div', { class: 'row' },
        h('a', { class: 'btn s', href: address, download: `${file.sopInstanceUid}.dcm`, 'data-testid': 'download' },
          text('Storage.Download')),
        h('button', { type: 'button', class: 'btn s bad', 'data-testid': 'discard', on: { click: () => discard(address) } },
          text('Storage.Discard')))));
  });
}

function discard(address: string): void {
  openForm(dialog, text('Storage.Discard'), [
    h('p', { class: 'small muted' }, text('Storage.DiscardExplained')),
  ], text('Storage.Discard'), async () => {
    await send('DELETE', address);
    void attempt(() => load());
    return undefined;
  });
}

function showSenders(overview: SenderOverview): void {
  at('senders-state').textContent = [
    overview.port === null ? text('Storage.NoPort') : text('Storage.Receives', overview.aeTitle, overview.port),
    text(overview.isOpen ? 'Storage.IsOpen' : 'Storage.IsClosed'),
  ].join(' ');
  const rows: (SenderEntry | SenderTurnedAway | string)[] = [
    ...overview.configured, ...overview.listed,
    ...overview.turnedAway.filter(each =>
      !overview.listed.some(entry => entry.aeTitle === each.aeTitle && (entry.address ?? each.address) === each.address)),
  ];
  showTable('senders', ['Storage.AeTitle', 'Storage.Address', 'Storage.Note', 'Storage.Since', ''], rows, senderRow);
}

function senderRow(sender: SenderEntry | SenderTurnedAway | string): HTMLElement {
  if (typeof sender === 'string')
    return h('tr', {},
      h('td', { class: 'mono' }, sender), h('td', { class: 'dim' }, text('Storage.AnyAddress')),
      h('td', { class: 'dim' }, text('Storage.Configured')), h('td', {}), h('td', {}));
  const isListed = 'listedAt' in sender;
  return h('tr', { 'data-testid': isListed ? 'sender-row' : 'turned-away-row' },
    h('td', { class: 'mono' }, sender.aeTitle),
    h('td', { class: sender.address ? 'mono' : 'dim' }, sender.address ?? text('Storage.AnyAddress')),
    h('td', {}, isListed ? sender.note : h('span', { class: 'chip warn' }, text('Storage.TurnedAway'))),
    h('td', {}, timeOf(isListed ? sender.listedAt : sender.at, '')),
    h('td', { class: 'num' }, isListed
      ? h('button', { type: 'button', class: 'btn s bad', 'data-testid': 'remove-sender', on: { click: () => removeSender(sender) } },
        text('Storage.Remove'))
      : h('button', { type: 'button', class: 'btn s', 'data-testid': 'allow-sender', on: { click: () => listSender(sender) } },
        text('Storage.Allow'))));
}

function listSender(sender: { aeTitle: string; address: string | null }): void {
  openForm(dialog, text('Storage.AddSender'), [
    h('p', { class: 'small muted' }, text('Storage.AddSenderExplained')),
    labelled(text('Storage.AeTitle'), h('input', {
      class: 'field', name: 'aeTitle', required: true, maxlength: 16, value: sender.aeTitle, autocomplete: 'off', spellcheck: 'false',
    })),
    labelled(text('Storage.AddressOrAny'), h('input', {
      class: 'field', name: 'address', maxlength: 45, value: sender.address ?? '', autocomplete: 'off', spellcheck: 'false',
    })),
    labelled(text('Storage.Note'), h('input', { class: 'field', name: 'note', maxlength: 200, autocomplete: 'off' })),
  ], text('Access.Save'), async values => {
    await send('PUT', `${SENDERS}/${encodeURIComponent(String(values.get('aeTitle')).trim())}`, {
      body: { address: values.get('address'), note: values.get('note') },
    });
    void attempt(() => load());
    return undefined;
  });
}

function removeSender(sender: SenderEntry): void {
  openForm(dialog, text('Storage.Remove'), [
    h('p', { class: 'small muted' }, text('Storage.RemoveExplained', sender.aeTitle)),
  ], text('Storage.Remove'), async () => {
    await send('DELETE', `${SENDERS}/${encodeURIComponent(sender.aeTitle)}`);
    void attempt(() => load());
    return undefined;
  });
}

function reconcile(apply: boolean): Promise<void> {
  at('compared').textContent = text('Storage.Comparing');
  return attempt(async () => {
    try {
      const report = await (await send('POST', `${STORAGE}/reconcile?apply=${apply}`)).json() as ReconciliationReport;
      const found = Object.values(report.counts).reduce((sum, count) => sum + count, 0);
      at('compared').textContent = text(apply ? 'Storage.WasPutRight' : 'Storage.Compared', report.objectsSeen, found);
      showTable('findings', ['Storage.Finding', 'Storage.Subject'], report.findings, finding => h('tr', { 'data-testid': 'finding-row' },
        h('td', {}, text(`Storage.Finding.${finding.kind}`)), h('td', { class: 'uid' }, finding.subject)));
      putRight.disabled = apply || found === 0;
    } catch (error) {
      at('compared').textContent = '';
      throw error;
    }
  });
}

function showTable<Row>(id: string, heads: string[], rows: Row[], row: (of: Row) => HTMLElement): void {
  at(id).replaceChildren(...rows.length === 0 ? [] : [
    h('thead', {}, h('tr', {}, ...heads.map(key => h('th', {}, key && text(key))))), h('tbody', {}, ...rows.map(row)),
  ]);
}

const gigabytes = (bytes: number): string => (bytes / 2 ** 30).toFixed(1);
