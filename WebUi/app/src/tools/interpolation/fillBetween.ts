import { encodeMask, toBase64 } from '../../masks/codec.ts';
import type { Workspace } from '../../state/workspace.ts';
import { huGate, type Assistant } from '../shared/assistant.ts';
import { interpolation } from './request.ts';
import { t } from './texts.ts';

/** Proposes the active segment on the slices between those that carry it. */
export function fillBetween(workspace: Workspace, assistant: Assistant, say: (text: string) => void): void {
  const { ofVolume, label: { columns, rows, firstSlice, lastSlice }, state: { segment } } = workspace;
  const carrying: number[] = [];
  for (let slice = firstSlice; slice <= lastSlice; slice++) if (workspace.masks.pixelCounts(slice)[segment]) carrying.push(slice);
  if (!carrying.some((slice, n) => n > 0 && slice - carrying[n - 1]! > 1)) {
    say(t('nothing'));
    return;
  }
  const gate = huGate(workspace);
  const slices = carrying.map(slice => ({
    slice, mask: toBase64(encodeMask({ columns, rows, labels: workspace.mask(slice).map(label => (label === segment ? 1 : 0)) })),
  }));
  void assistant.ask({ tool: 'interpolation', parameters: { between: carrying, ...gate } },
    signal => interpolation({ ...ofVolume, slices, ...gate }, signal));
}
