import { h, icon } from './dom.ts';
import { messageOf, t } from '../i18n/i18n.ts';

const SHOWN_MS = 6_000;

/** Transient news at the bottom of the page, one at a time; a failure stays until it is closed. */
export function toast(text: string, kind: 'ok' | 'bad' = 'ok'): void {
  document.querySelector('.toast')?.remove();
  const close = h('button', { type: 'button', class: 'btn s quiet', on: { click: () => notice.remove() } }, t('close'));
  const notice = h('div', { class: `toast ${kind}`, role: kind === 'bad' ? 'alert' : 'status', 'data-testid': 'toast' },
    icon(kind === 'bad' ? 'bad' : 'check', 's'), h('span', {}, text), kind === 'bad' && close);
  document.body.append(notice);
  if (kind === 'ok') setTimeout(() => notice.remove(), SHOWN_MS);
}

/** Says what failed in words for the user. */
export function report(error: unknown): void {
  if (error instanceof DOMException && error.name === 'AbortError') return;
  toast(messageOf(error), 'bad');
}

let politeTimer: ReturnType<typeof setTimeout> | undefined;

/** Tells screen readers, at most once per half second; only the newest text counts. */
export function announce(text: string): void {
  let live = document.getElementById('viewer-live');
  if (!live) {
    live = h('div', { id: 'viewer-live', class: 'sr', 'aria-live': 'polite' });
    document.body.append(live);
  }
  clearTimeout(politeTimer);
  politeTimer = setTimeout(() => { live.textContent = text; }, 500);
}
