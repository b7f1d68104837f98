import { getLabel, getMasks, getSeries } from '../../api/client.ts';
import { initialWindow } from '../../render/windows.ts';
import { Workspace } from '../../state/workspace.ts';
import { loadSlices } from './loadSlices.ts';
import { mount } from './mount.ts';
import { startSaving } from './saving.ts';

/** Opens a label for work: only its own slices are fetched, the shown one first. */
export async function startLabelPage(root: HTMLElement, labelId: string, canEdit: boolean): Promise<void> {
  const [label, masks] = await Promise.all([getLabel(labelId), getMasks(labelId)]);
  const series = await getSeries(label.seriesInstanceUid);
  const workspace = new Workspace(series, label, canEdit, initialWindow(series));
  for (const [slice, mask] of masks) workspace.load(slice, mask.labels);
  const asked = Number(new URLSearchParams(location.search).get('slice') ?? NaN);
  if (Number.isInteger(asked)) workspace.goTo(asked);

  await startSaving(workspace);
  mount(root, workspace);
  await loadSlices(workspace);
}
