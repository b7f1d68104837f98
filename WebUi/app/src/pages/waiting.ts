import { connectLive } from '../shell/live.ts';

// A viewer page whose series is still being prepared opens by itself when it can.
const waiting = document.querySelector<HTMLElement>('[data-await-series]');
if (waiting) {
  let connections = 0;
  connectLive({
    on: {
      seriesReady: (event: { seriesInstanceUid: string }) => {
        if (event.seriesInstanceUid === waiting.dataset['awaitSeries']) location.reload();
      },
    },
    // The notice may have come while the connection was away.
    onConnected: () => { if (connections++ > 0) location.reload(); },
  });
}
