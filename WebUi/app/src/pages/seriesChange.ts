import { getSeries } from '../api/client.ts';
import type { SeriesDetail } from '../contracts/services.ts';
import { onSeriesChanged } from '../api/http.ts';
import { onLive } from '../api/live.ts';
import { t } from '../i18n/i18n.ts';
import { toast } from '../ui/notices.ts';

const SAID_BEFORE = 'voxmark.series-changed';

/** Runs once the series has another volume than the page shows: by news of it, or when the server refuses its slices. */
export function whenSeriesChanges(
  { series: { seriesInstanceUid }, volumeId }: SeriesDetail, run: (now: SeriesDetail) => void,
): { check: () => void } {
  let isAsking = false;
  let isOver = false;
  const check = async () => {
    if (isAsking || isOver) return;
    isAsking = true;
    try {
      const now = await getSeries(seriesInstanceUid);
      if (isOver || !now.volumeId || now.volumeId === volumeId) return;
      isOver = true;
      run(now);
    } catch {
      // the next news asks again
    } finally {
      isAsking = false;
    }
  };
  onSeriesChanged(() => void check());
  void onLive('seriesReady', built => {
    if (built.seriesInstanceUid === seriesInstanceUid && built.volumeId && built.volumeId !== volumeId) void check();
  });
  return { check: () => void check() };
}

/** Opens the page anew, which then says why. */
export function reopen(address: string = location.href): void {
  sessionStorage.setItem(SAID_BEFORE, '1');
  if (new URL(address, location.href).href === location.href) location.reload();
  else location.replace(address);
}

/** Says, on a page that opened itself anew, that the series has changed. */
export function sayWhyReopened(): void {
  if (sessionStorage.getItem(SAID_BEFORE) === null) return;
  sessionStorage.removeItem(SAID_BEFORE);
  toast(t('series.reopened'));
}

/** For pages on which nothing can be lost. */
export function reopenWhenSeriesChanges(series: SeriesDetail): void {
  sayWhyReopened();
  whenSeriesChanges(series, () => reopen());
}
