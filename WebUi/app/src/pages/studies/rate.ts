/** How fast bytes went during the last seconds, and how long the rest takes at that speed. */
export class RateMeter {
  #samples: { atMs: number; bytes: number }[] = [];

  /** @param bytes sent in all; falls when a file has to be sent again */
  record(bytes: number, atMs: number): void {
    const last = this.#samples.at(-1);
    if (last && bytes < last.bytes) this.#samples = [];
    this.#samples.push({ atMs, bytes });
    while (this.#samples.length > 2 && atMs - this.#samples[0]!.atMs > WINDOW_MS) this.#samples.shift();
  }

  reset(): void {
    this.#samples = [];
  }

  /** Undefined until there is enough to say. */
  get bytesPerSecond(): number | undefined {
    const first = this.#samples[0];
    const last = this.#samples.at(-1);
    if (!first || !last || last.atMs - first.atMs < 500 || last.bytes <= first.bytes) return undefined;
    return (1000 * (last.bytes - first.bytes)) / (last.atMs - first.atMs);
  }
}

const WINDOW_MS = 5000;

/** 525 KB, 2.1 MB: decimal units, as file managers show them. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const exponent = Math.min(3, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** exponent;
  return `${value < 10 && exponent > 1 ? value.toFixed(1) : Math.round(value)} ${['B', 'KB', 'MB', 'GB'][exponent]}`;
}
