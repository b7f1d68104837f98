/** One slice's label map: uint8 [Rows, Columns], row-major, 0 = unlabelled. */
export interface Mask { columns: number; rows: number; labels: Uint8Array }

/** Encodes as docs/mask-encoding.md says: version, columns, rows, then (label, length) runs. */
export function encodeMask({ columns, rows, labels }: Mask): Uint8Array<ArrayBuffer> {
  if (labels.length !== columns * rows) throw new RangeError(`A ${columns} × ${rows} mask has ${labels.length} labels`);
  const bytes = [1];
  pushLeb128(bytes, columns);
  pushLeb128(bytes, rows);
  for (let start = 0, end = 0; start < labels.length; start = end) {
    while (end < labels.length && labels[end] === labels[start]) end++;
    bytes.push(labels[start]!);
    pushLeb128(bytes, end - start);
  }
  return Uint8Array.from(bytes);
}

/** Decodes one mask; throws a RangeError on anything that encodeMask would not have written. */
export function decodeMask(bytes: Uint8Array): Mask {
  const reader = new Reader(bytes);
  if (reader.byte() !== 1) throw new RangeError('Not a mask of version 1');
  const columns = reader.leb128();
  const rows = reader.leb128();
  if (columns < 1 || rows < 1 || columns > 65_535 || rows > 65_535) throw new RangeError('Mask size out of range');
  const labels = new Uint8Array(columns * rows);
  for (let at = 0, previous = -1; at < labels.length;) {
    const label = reader.byte();
    const length = reader.leb128();
    if (label === previous || length === 0 || length > labels.length - at) throw new RangeError('Bad run in a mask');
    labels.fill(label, at, at + length);
    at += length;
    previous = label;
  }
  if (!reader.atEnd) throw new RangeError('Bytes after the end of a mask');
  return { columns, rows, labels };
}

/** Decodes `application/vnd.voxmark.masks`: slice index to mask, ascending. */
export function decodeMasks(bytes: Uint8Array): Map<number, Mask> {
  const masks = new Map<number, Mask>();
  const reader = new Reader(bytes);
  for (let previous = -1; !reader.atEnd;) {
    const slice = reader.leb128();
    if (slice <= previous) throw new RangeError('Slices of masks must ascend');
    masks.set(slice, decodeMask(reader.take(reader.leb128())));
    previous = slice;
  }
  return masks;
}

export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}

export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), character => character.charCodeAt(0));
}

function pushLeb128(bytes: number[], value: number): void {
  for (; value >= 0x80; value = Math.floor(value / 0x80)) bytes.push((value & 0x7f) | 0x80);
  bytes.push(value);
}

class Reader {
  private readonly bytes: Uint8Array;
  private at = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  get atEnd(): boolean {
    return this.at === this.bytes.length;
  }

  byte(): number {
    if (this.atEnd) throw new RangeError('Mask ends too early');
    return this.bytes[this.at++]!;
  }

  /** Minimal unsigned LEB128 below 2³². */
  leb128(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.byte();
      value += (byte & 0x7f) * 2 ** shift;
      if (byte >= 0x80) continue;
      if ((byte === 0 && shift > 0) || value > 0xffff_ffff) break;
      return value;
    }
    throw new RangeError('Bad LEB128 number in a mask');
  }

  take(count: number): Uint8Array {
    if (count > this.bytes.length - this.at) throw new RangeError('Mask ends too early');
    this.at += count;
    return this.bytes.subarray(this.at - count, this.at);
  }
}
