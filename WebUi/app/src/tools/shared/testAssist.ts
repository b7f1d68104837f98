import { expect, vi } from 'vitest';
import type { Label, Segment, SeriesDetail } from '../../contracts/services.ts';
import { decodeMask, encodeMask, fromBase64, toBase64 } from '../../masks/codec.ts';
import { Workspace } from '../../state/workspace.ts';
import type { ToolPoint } from './tool.ts';

// For tests of tools that ask a service.

export const SIZE = 8;
export const segment = (number: number, locked = false): Segment =>
  ({ number, key: `s${number}`, name: `S${number}`, colour: '#ffffff', code: null, minHu: null, maxHu: null, locked, visible: true });

/** 8 × 8 pixels on slices 1 to 5 of 9. */
export function workspace(...segments: Segment[]): Workspace {
  const series = {
    series: { seriesInstanceUid: '1.2' }, slices: new Array(9).fill({}), voxels: { slope: 1, intercept: 0, unit: 'HU' }, geometry: null,
  } as unknown as SeriesDetail;
  const label = { id: 'l', seriesInstanceUid: '1.2', firstSlice: 1, lastSlice: 5, rows: SIZE, columns: SIZE, segments } as unknown as Label;
  const work = new Workspace(series, label, true, { center: 40, width: 400 });
  work.goTo(3);
  return work;
}

export const encode = (labels: Uint8Array) => toBase64(encodeMask({ columns: SIZE, rows: SIZE, labels }));
/** A service's answer: what it proposes for one slice. */
export const proposal = (labels: Uint8Array, slice = 3) =>
  ({ slices: [{ slice, mask: encode(labels), pixelCount: 1, areaCm2: null }], notices: [], elapsedMs: 1 });
export const decode = (mask: string) => decodeMask(fromBase64(mask)).labels;
export const pixels = (...at: number[]) => Uint8Array.from({ length: SIZE * SIZE }, (_, index) => (at.includes(index) ? 1 : 0));
export const at = (i: number, j: number, altKey = false): ToolPoint =>
  ({ voxel: [i, j], px: [i * 10, j * 10], shiftKey: false, altKey, ctrlKey: false });
export const view = () => ({ columns: SIZE, rows: SIZE, pxPerVoxel: [10, 10], panPx: [-5, -5], flip: [false, false] }) as const;
export const nothing = () => undefined;

type Answer = (path: string, body: never) => unknown;

/** The server, as a function of path and body; what it was asked is kept. */
export function serve(answer: Answer): { path: string; body: Record<string, unknown> }[] {
  const requests: { path: string; body: Record<string, unknown> }[] = [];
  vi.stubGlobal('fetch', (path: string, { body, signal }: { body: string; signal: AbortSignal }) => {
    requests.push({ path, body: JSON.parse(body) as Record<string, unknown> });
    signal.throwIfAborted();
    const found = answer(path, JSON.parse(body) as never);
    return Promise.resolve(found instanceof Response ? found : Response.json(found));
  });
  return requests;
}

export async function answered(work: Workspace): Promise<void> {
  await vi.waitFor(() => expect(work.state.asking).toBeUndefined());
}
