import { getSettings, putSettings } from '../api/client.ts';
import { ApiFailure } from '../api/http.ts';
import { Store } from '../store/store.ts';
import { DEFAULT_SETTINGS, parseSettings, type Settings } from './settings.ts';

const SETTLE_MS = 400;
const TRIES = 3;

/**
 * The settings of whoever is signed in: read once, changed at once on the page, sent a moment later. When another page
 * changed them meanwhile, only what was changed here is put on top.
 */
export class SettingsStore extends Store<Settings> {
  private version = 0;
  private unsent: Partial<Settings> = {};
  private timer: ReturnType<typeof setTimeout> | undefined;
  private sending: Promise<void> = Promise.resolve();
  private readonly report: (error: unknown) => void;

  constructor(report: (error: unknown) => void) {
    super(DEFAULT_SETTINGS);
    this.report = report;
    addEventListener('pagehide', () => void this.flush());
  }

  /** A page opens without its settings rather than not at all. */
  async load(): Promise<void> {
    try {
      await this.read();
    } catch (error) {
      this.report(error);
    }
  }

  change(patch: Partial<Settings>): void {
    this.set(patch);
    this.unsent = { ...this.unsent, ...patch };
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), SETTLE_MS);
  }

  /** Sends what has not been sent; settles when it has. */
  flush(): Promise<void> {
    clearTimeout(this.timer);
    this.sending = this.sending.then(() => this.send()).catch(this.report);
    return this.sending;
  }

  private async send(): Promise<void> {
    for (let tried = 1; Object.keys(this.unsent).length > 0; tried++) {
      const patch = this.unsent;
      this.unsent = {};
      try {
        this.version = (await putSettings({ version: this.version, document: this.state })).version;
      } catch (error) {
        this.unsent = { ...patch, ...this.unsent };
        if (!(error instanceof ApiFailure && error.status === 409) || tried === TRIES) throw error;
        await this.read();
      }
    }
  }

  private async read(): Promise<void> {
    const { version, document } = await getSettings();
    this.version = version;
    this.set({ ...parseSettings(document), ...this.unsent });
  }
}
