import { h, icon } from './dom.ts';
import { messageOf, t } from '../i18n/i18n.ts';

const SHOWN_MS = 6_000;

/** What was done; what was not done and why; what to beware of; what failed. */
export type Tone = 'ok' | 'info' | 'warn' | 'bad';

const ICONS: Record<Tone, string> = { ok: 'check', info: 'info', warn: 'warn', bad: 'bad' };

/** Transient news at the bottom of the page, one at a time; warnings and failures stay until they are closed. @param link where to go on */
export function toast(text: string, tone: Tone = 'ok', link?: { text: string; address: string }): void {
  const stays = tone === 'warn' || tone === 'bad';
  document.querySelector('.toast')?.remove();
  const close = h('button', { type: 'button', class: 'btn s quiet', 'data-testid': 'toast-close', on: { click: () => notice.remove() } },
    t('close'));
  const notice = h('div', { class: `toast ${tone}`, role: tone === 'bad' ? 'alert' : 'status', 'data-testid': 'toast' },
    icon(ICONS[tone], 's'), h('span', {}, text), link && h('a', { class: 'btn s', href: link.address }, link.text), stays && close);
  document.body.append(notice);
  if (!stays) setTimeout(() => notice.remove(), SHOWN_MS);
}

/** Says why something that was asked for was not done. */
export function refuse(text: string): void {
  toast(text, 'info');
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
