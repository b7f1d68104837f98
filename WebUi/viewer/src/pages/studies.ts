import { connectLive } from '../shell/live.ts';
import { StudyList } from './studies/studyList.ts';
import { startUploadPanel } from './studies/uploadPanel.ts';

const list = new StudyList(document.getElementById('list')!);
const live = document.getElementById('live')!;
let connections = 0;
let pending: ReturnType<typeof setTimeout> | undefined;

startUploadPanel(renewSoon);
connectLive({
  on: { seriesReady: renewSoon },
  onConnected: () => {
    showLive('on');
    if (connections++ > 0) renewSoon(); // what happened meanwhile was not told
  },
  onLost: () => showLive('off'),
});

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
