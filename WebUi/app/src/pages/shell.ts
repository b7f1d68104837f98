import { isForPage } from '../shell/keys.ts';
import { localiseTimes } from '../shell/times.ts';

// What every page has: theme, list of keys, times. Without this script the forms still work; they reload the page.

localiseTimes(document);
readAgainAfterBack();
switchThemeInPlace();
openListOfKeys();
revealPasswords();

/** Back may bring a page as it was left, kept whole by the browser; what it shows may have changed since. */
function readAgainAfterBack(): void {
  addEventListener('pageshow', event => { if (event.persisted) location.reload(); });
}

/** The theme changes at once, without losing what is on the page; the server learns of it for the next one. */
function switchThemeInPlace(): void {
  document.querySelector<HTMLFormElement>('[data-theme-form]')?.addEventListener('submit', event => {
    const theme = (event.submitter as HTMLButtonElement | null)?.value;
    if (!theme) return;
    event.preventDefault();
    const body = new URLSearchParams(new FormData(event.target as HTMLFormElement) as unknown as Record<string, string>);
    body.set('theme', theme);
    document.documentElement.dataset['theme'] = theme;
    // Only the cookie matters; a failure costs the next page its theme, nothing else.
    fetch('/preferences', { method: 'POST', body, redirect: 'manual' }).catch(() => undefined);
  });
}

/** Lists bring their own dialog; the viewer, which has many more keys, answers the button itself. */
function openListOfKeys(): void {
  const dialog = document.querySelector<HTMLDialogElement>('dialog#keys');
  if (!dialog) return;
  document.querySelector('#open-keys')?.addEventListener('click', () => dialog.showModal());
  dialog.addEventListener('click', event => {
    if (event.target === dialog) dialog.close();
  });
  document.addEventListener('keydown', event => {
    if (event.key === '?' && isForPage(event)) {
      event.preventDefault();
      dialog.showModal();
    }
  });
}

function revealPasswords(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-reveal]')) {
    const field = document.getElementById(button.dataset['reveal']!) as HTMLInputElement;
    button.addEventListener('click', () => {
      const isShown = field.type === 'password';
      field.type = isShown ? 'text' : 'password';
      button.ariaPressed = String(isShown);
      field.focus();
    });
  }
}
