import { connectLive } from '../shell/live.ts';
import { StudyList } from './studies/studyList.ts';
import { startUploadPanel } from './studies/uploadPanel.ts';

const list = new StudyList(document.getElementById('list')!);
const live = document.getElementById('live')!;
let connections = 0;
let pending: ReturnType<typeof setTimeout> | undefined;

startUploadPanel(renewSoon);
const careDialog = document.getElementById('care-dialog') as HTMLDialogElement | null;
if (careDialog) void import('./studies/care.ts').then(({ startCare }) =>
  startCare(document.getElementById('list')!, careDialog, renewSoon));
closeWhenLeft(document.getElementById('dates') as HTMLDetailsElement);
connectLive({
  on: { seriesReady: renewSoon },
  onConnected: () => {
    showLive('on');
    if (connections++ > 0) renewSoon(); // what happened meanwhile was not told
  },
  onLost: () => showLive('off'),
});

/** A menu made of <details> stays open by itself; people expect a click elsewhere, and Escape, to close it. */
function closeWhenLeft(menu: HTMLDetailsElement): void {
  document.addEventListener('pointerdown', event => {
    if (!menu.contains(event.target as Node)) menu.open = false;
  });
  menu.addEventListener('keydown', event => {
    if (event.code !== 'Escape' || !menu.open) return;
    menu.open = false;
    menu.querySelector('summary')!.focus();
  });
}

/** Series get ready in bursts, one after the other. */
function renewSoon(): void {
  pending ??= setTimeout(() => {
    pending = undefined;
    void list.renew();
  }, 300);
}

function showLive(state: 'on' | 'off'): void {
  live.dataset['live'] = state;
  live.textContent = live.dataset[state]!;
}
