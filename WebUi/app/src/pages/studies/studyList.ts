import { isForPage } from '../../shell/keys.ts';
import { localiseTimes } from '../../shell/times.ts';

/** The list of studies: rows that open, keys, and renewal in place. Rows are links without this script. */
export class StudyList {
  readonly #root: HTMLElement;
  #isRenewing = false;
  #isStale = false;

  constructor(root: HTMLElement) {
    this.#root = root;
    root.addEventListener('click', event => this.#clicked(event));
    document.addEventListener('keydown', event => this.#pressed(event));
    // A thumbnail that cannot be had leaves the black square that every picture lies on.
    root.addEventListener('error', event => (event.target as HTMLElement).remove(), { capture: true });
  }

  /** Fetches the list again; open studies stay open and the focus stays where it is. Calls meanwhile are one more. */
  async renew(): Promise<void> {
    if (this.#isRenewing) {
      this.#isStale = true;
      return;
    }
    this.#isRenewing = true;
    try {
      do {
        this.#isStale = false;
        await this.#replace();
      } while (this.#isStale);
    } finally {
      this.#isRenewing = false;
    }
  }

  async #replace(): Promise<void> {
    const query = new URLSearchParams(location.search);
    query.set('handler', 'List');
    query.delete('open');
    for (const open of this.#root.querySelectorAll<HTMLElement>('tbody:has(> .open)')) query.append('open', open.dataset['study']!);
    const html = await fetchFragment(`/studies?${query}`);
    if (html === undefined) return; // away for a moment: the next notice, or a reload, brings the list
    const focused = this.#root.contains(document.activeElement)
      ? document.activeElement!.closest<HTMLElement>('tbody')?.dataset['study'] : undefined;
    const scroll = this.#root.scrollTop;
    this.#root.innerHTML = html;
    this.#root.scrollTop = scroll;
    localiseTimes(this.#root);
    document.getElementById('count')!.textContent = document.getElementById('total')!.textContent;
    if (focused) this.#focus(this.#rows().find(row => row.parentElement!.dataset['study'] === focused));
  }

  #clicked(event: MouseEvent): void {
    const target = event.target as Element;
    const row = target.closest<HTMLElement>('.study');
    const link = target.closest('a');
    if (!row || event.ctrlKey || event.metaKey || (link && !link.ariaExpanded)) return;
    event.preventDefault();
    this.#focus(row);
    void this.#toggle(row);
  }

  #pressed(event: KeyboardEvent): void {
    if (!isForPage(event)) return;
    const row = (event.target as Element).closest<HTMLElement>('.study') ?? undefined;
    const action = {
      KeyJ: () => this.#move(1),
      KeyK: () => this.#move(-1),
      ArrowDown: row && (() => this.#move(1)),
      ArrowUp: row && (() => this.#move(-1)),
      Enter: row && row === event.target && (() => void this.#enter(row)),
      Slash: event.shiftKey ? undefined : () => document.getElementById('search')?.focus(),
    }[event.code];
    if (!action) return;
    event.preventDefault();
    action();
  }

  #rows(): HTMLElement[] {
    return [...this.#root.querySelectorAll<HTMLElement>('.study')];
  }

  #move(step: 1 | -1): void {
    const rows = this.#rows();
    const current = rows.findIndex(row => row.parentElement!.contains(document.activeElement));
    this.#focus(current < 0 ? rows[0] : rows[Math.min(rows.length - 1, Math.max(0, current + step))]);
  }

  /** One row at a time is in the tab order. */
  #focus(row: HTMLElement | undefined): void {
    if (!row) return;
    for (const other of this.#rows()) other.tabIndex = other === row ? 0 : -1;
    row.focus();
  }

  /** Opens a study; of a study with one series, that series. */
  async #enter(row: HTMLElement): Promise<void> {
    const isOpening = !row.classList.contains('open');
    await this.#toggle(row);
    const cards = row.nextElementSibling!.querySelectorAll('.sc');
    const link = cards.length === 1 ? cards[0]!.querySelector<HTMLAnchorElement>('.links a') : null;
    if (isOpening && link) location.assign(link.href);
  }

  async #toggle(row: HTMLElement): Promise<void> {
    const series = row.nextElementSibling as HTMLElement;
    const isOpen = row.classList.toggle('open');
    row.querySelector('[aria-expanded]')!.ariaExpanded = String(isOpen);
    series.hidden = !isOpen;
    const cell = series.firstElementChild!;
    if (!isOpen || cell.childElementCount > 0) return;
    const study = row.parentElement!.dataset['study']!;
    const html = await fetchFragment(`/studies?handler=Series&study=${encodeURIComponent(study)}`);
    if (html === undefined) location.assign(row.querySelector<HTMLAnchorElement>('a[aria-expanded]')!.href);
    else cell.innerHTML = html;
  }
}

/** HTML of our own server, which escapes what it writes; undefined when there is none to be had. */
async function fetchFragment(address: string): Promise<string | undefined> {
  try {
    const response = await fetch(address);
    return response.ok && !response.redirected ? await response.text() : undefined;
  } catch {
    return undefined;
  }
}
