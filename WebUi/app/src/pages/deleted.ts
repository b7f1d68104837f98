import { getJson, postJson } from '../api/http.ts';
import type { DeletedImages, DeletionPage } from '../contracts/services.ts';
import { connectLive } from '../shell/live.ts';
import { h, icon } from '../ui/dom.ts';
import { attempt, text, timeOf } from './access/page.ts';

const DELETIONS = '/api/deletions';

const table = document.getElementById('deleted')!;
const newer = document.getElementById('newer') as HTMLButtonElement;
const older = document.getElementById('older') as HTMLButtonElement;
let page = 1;

newer.addEventListener('click', () => void load(1));
older.addEventListener('click', () => void load(page + 1));
connectLive({ on: { seriesReady: () => void load(page) }, onConnected: () => void load(page), onLost: () => undefined });
void load(1);

function load(wanted: number): Promise<void> {
  return attempt(async () => {
    const found = await getJson<DeletionPage>(`${DELETIONS}?page=${wanted}`);
    page = found.page;
    newer.disabled = page === 1;
    older.disabled = page * found.pageSize >= found.total;
    show(found.deletions);
  });
}

function show(deletions: readonly DeletedImages[]): void {
  const heads = ['Care.What', 'Care.Images', 'Care.DeletedAt', 'Care.DueAt', 'Care.State', ''];
  table.replaceChildren(
    h('thead', {}, h('tr', {}, ...heads.map(key => h('th', { class: key === 'Care.Images' ? 'num' : '' }, key && text(key))))),
    h('tbody', {}, ...deletions.length > 0 ? deletions.map(row)
      : [h('tr', {}, h('td', { colspan: heads.length, class: 'dim' }, text('Care.NothingDeleted')))]));
}

function row(of: DeletedImages): HTMLElement {
  const isOpen = of.state === 'deleted';
  return h('tr', { 'data-testid': 'deletion-row', 'data-state': of.state },
    h('td', {}, h('div', { class: 'b' }, [of.patientName, of.patientId].filter(Boolean).join(' · ') || text('Care.Forgotten')),
      h('div', { class: 'tiny dim' }, [
        text(of.seriesInstanceUid ? 'Care.OneSeries' : 'Care.WholeStudy'), of.studyDate, of.description,
      ].filter(Boolean).join(' · '))),
    h('td', { class: 'num' }, String(of.imageCount)),
    h('td', {}, timeOf(of.deletedAt, ''), h('div', { class: 'tiny dim' }, of.deletedBy.name)),
    h('td', {}, isOpen && timeOf(of.dueAt, '')),
    h('td', {}, h('span', { class: `chip ${isOpen ? 'warn' : ''}` },
      of.state === 'restoring' && icon('spin', 's'), text(`Care.State.${of.state}`))),
    h('td', { class: 'num' }, isOpen && h('button', {
      type: 'button', class: 'btn s', 'data-testid': 'restore', on: { click: () => void restore(of) },
    }, icon('undo', 's'), text('Care.Restore'))));
}

function restore(of: DeletedImages): Promise<void> {
  return attempt(async () => {
    await postJson(`${DELETIONS}/${of.id}/restore`, {});
    await load(page);
  });
}
