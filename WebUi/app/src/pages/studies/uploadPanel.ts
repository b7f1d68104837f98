import { textsOf } from '../../shell/texts.ts';
import { ArrivedSeries } from './arrivedSeries.ts';
import { chosenFiles, droppedFiles } from './droppedFiles.ts';
import { RateMeter, formatBytes } from './rate.ts';
import { reportCsv } from './report.ts';
import { uploads } from './transport.ts';
import { type Item, type UploadFile, UploadQueue } from './uploadQueue.ts';
import { type RowOutcome, type RowText, capital, problemsInside, rowOf } from './uploadRow.ts';

const ICONS: Record<RowOutcome, string> = {
  sending: 'spin', stored: 'check', alreadyThere: 'info', quarantined: 'warn', rejected: 'bad', failed: 'offline',
};

/** The panel on the right of the study list. Does nothing where the signed-in person may not upload. */
export function startUploadPanel(onUploaded: () => void): void {
  const panel = document.getElementById('upload');
  if (panel) new UploadPanel(panel, onUploaded);
}

class UploadPanel {
  readonly #panel: HTMLElement;
  readonly #onUploaded: () => void;
  readonly #text = textsOf('upload-texts');
  readonly #rate = new RateMeter();
  readonly #rows = new Map<Item, HTMLElement>();
  readonly #queue: UploadQueue;
  readonly #arrived: ArrivedSeries;
  #isDrawing = false;

  constructor(panel: HTMLElement, onUploaded: () => void) {
    this.#panel = panel;
    this.#onUploaded = onUploaded;
    this.#arrived = new ArrivedSeries(this.#list('done'), () => this.#newRow(), this.#text);
    this.#queue = new UploadQueue(uploads, {
      itemChanged: item => this.#showItem(item),
      changed: () => this.#drawSoon(),
    });
    this.#takeFiles();
    this.#on('upload-pause', () => this.#queue.state === 'paused' ? this.#queue.resume() : this.#queue.pause());
    this.#on('upload-retry', () => this.#queue.retryFailed());
    this.#on('upload-report', () => this.#saveReport());
    this.#on('upload-close', () => this.#open(false));
    this.#on('show-upload', () => this.#open(true));
    if (!matchMedia('(min-width: 1181px)').matches) this.#open(false);
    addEventListener('beforeunload', event => {
      if (this.#queue.isBusy) event.preventDefault();
    });
  }

  #on(id: string, action: () => void): void {
    document.getElementById(id)!.addEventListener('click', action);
  }

  #open(isOpen: boolean): void {
    this.#panel.hidden = !isOpen;
    document.getElementById('show-upload')!.ariaExpanded = String(isOpen);
  }

  /** From the inputs, and from a drop anywhere on the page: nobody should have to aim. */
  #takeFiles(): void {
    for (const id of ['upload-input-files', 'upload-input-folder']) {
      const input = document.getElementById(id) as HTMLInputElement;
      input.addEventListener('change', () => {
        this.#add(chosenFiles(input.files ?? []));
        input.value = ''; // so that the same files can be chosen again
      });
    }
    const drop = document.getElementById('upload-drop')!;
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    document.addEventListener('dragover', event => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      drop.classList.add('over');
    });
    document.addEventListener('dragleave', event => {
      if (!event.relatedTarget) drop.classList.remove('over');
    });
    document.addEventListener('drop', event => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      drop.classList.remove('over');
      void droppedFiles(event.dataTransfer!).then(files => this.#add(files));
    });
  }

  #add(files: UploadFile[]): void {
    if (files.length === 0) return;
    this.#open(true);
    this.#queue.add(files);
  }

  #showItem(item: Item): void {
    const row = this.#rows.get(item);
    if (item.state === 'waiting') {
      row?.remove();
      this.#rows.delete(item);
    } else {
      const next = row ?? this.#newRow();
      const content = rowOf(item, this.#text);
      this.#fill(next, content);
      this.#place(next, content.outcome, item);
    }
    this.#drawSoon();
  }

  /** What is on its way first, then what a person should look at, then what arrived, by series. */
  #place(row: HTMLElement, outcome: RowOutcome, item: Item): void {
    if (outcome === 'sending') {
      if (!row.isConnected) this.#list('active').append(row);
      this.#rows.set(item, row);
      return;
    }
    if (item.state === 'done') this.#arrived.add(item.outcomes);
    if (outcome === 'stored' || outcome === 'alreadyThere') {
      row.remove(); // its series has a row; what is inside a zip and did not arrive has rows of its own
      this.#rows.delete(item);
    } else {
      this.#list('problems').append(row);
      this.#rows.set(item, row);
    }
    for (const problem of problemsInside(item, this.#text)) {
      const inside = this.#newRow();
      this.#fill(inside, problem);
      this.#list('problems').append(inside);
    }
  }

  #list(name: 'active' | 'problems' | 'done'): HTMLElement {
    return document.getElementById(`upload-${name}`)!;
  }

  #newRow(): HTMLElement {
    const template = document.getElementById('upload-row') as HTMLTemplateElement;
    return template.content.firstElementChild!.cloneNode(true) as HTMLElement;
  }

  #fill(row: HTMLElement, { name, outcome, size, detail, progress }: RowText): void {
    row.dataset['outcome'] = outcome;
    row.querySelector('.i')!.classList.toggle('spin', outcome === 'sending');
    row.querySelector('use')!.setAttribute('href', `#i-${ICONS[outcome]}`);
    const title = row.querySelector<HTMLElement>('.name')!;
    title.textContent = title.title = name;
    row.querySelector('.size')!.textContent = size;
    row.querySelector('.s')!.textContent = detail;
    const bar = row.querySelector('progress')!;
    bar.hidden = progress === undefined;
    bar.value = progress ?? 0;
  }

  /** Thousands of files settle faster than a screen can show: once per frame is enough. */
  #drawSoon(): void {
    if (this.#isDrawing) return;
    this.#isDrawing = true;
    requestAnimationFrame(() => {
      this.#isDrawing = false;
      this.#drawTotals();
    });
  }

  #drawTotals(): void {
    const { totals, state, trouble } = this.#queue;
    const show = (id: string, isShown: boolean) => { document.getElementById(id)!.hidden = !isShown; };
    show('upload-hint', totals.files === 0);
    show('upload-sum', totals.files > 0);
    show('upload-actions', totals.files > 0);
    this.#panel.querySelector('[data-testid=upload-total]')!.textContent =
      this.#text('Total', format(totals.settledFiles), format(totals.files));

    const sent = totals.settledBytes + this.#queue.bytesInFlight;
    this.#rate.record(sent, performance.now());
    const bar = document.getElementById('upload-progress') as HTMLProgressElement;
    bar.value = totals.bytes > 0 ? sent / totals.bytes : 1;
    document.getElementById('upload-rate')!.textContent = this.#rateText(totals.bytes - sent);

    const counts = { ...totals.outcomes, failed: totals.failed };
    for (const chip of this.#panel.querySelectorAll<HTMLElement>('#upload-chips [data-outcome]')) {
      const outcome = chip.dataset['outcome'] as keyof typeof counts;
      chip.hidden = counts[outcome] === 0;
      chip.lastElementChild!.textContent = this.#text(capital(outcome), format(counts[outcome]));
    }

    const pause = document.getElementById('upload-pause')!;
    pause.hidden = state !== 'sending' && state !== 'paused';
    pause.querySelector('use')!.setAttribute('href', state === 'paused' ? '#i-play' : '#i-pause');
    pause.querySelector('span')!.textContent = this.#text(state === 'paused' ? 'Resume' : 'Pause');
    show('upload-retry', totals.failed > 0);
    show('upload-alert', trouble !== undefined);
    if (trouble)
      document.querySelector('#upload-alert span')!.textContent = this.#text(trouble === 'signed-out' ? 'SignedOut' : 'Unfinished');
    this.#announceEnd(state);
  }

  #lastState = 'idle';

  #announceEnd(state: string): void {
    if (state === 'idle' && this.#lastState !== 'idle') {
      this.#rate.reset();
      this.#onUploaded();
    }
    this.#lastState = state;
  }

  #rateText(bytesLeft: number): string {
    switch (this.#queue.state) {
      case 'idle': return this.#text('Finished');
      case 'paused': return this.#text('Paused');
      case 'finishing': return this.#text('Finishing');
      default: {
        const rate = this.#rate.bytesPerSecond;
        if (!rate) return '';
        const seconds = Math.ceil(bytesLeft / rate);
        const left = seconds < 90 ? this.#text('Seconds', seconds) : this.#text('Minutes', Math.round(seconds / 60));
        return this.#text('Rate', formatBytes(rate), left);
      }
    }
  }

  #saveReport(): void {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([reportCsv(this.#queue.items)], { type: 'text/csv' }));
    link.download = `upload-${new Date().toISOString().slice(0, 16).replace(/[T:]/g, '-')}.csv`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }
}

const format = (count: number) => count.toLocaleString(document.documentElement.lang);
