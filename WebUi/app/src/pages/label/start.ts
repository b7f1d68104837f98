import { getSlice, openLabel } from '../../api/client.ts';
import { autoWindow } from '../../render/autoWindow.ts';
import { fullRange, initialWindow } from '../../settings/windows.ts';
import { SettingsStore } from '../../settings/settingsStore.ts';
import { Workspace } from '../../state/workspace.ts';
import { report } from '../../ui/notices.ts';
import { loadSlices } from './loadSlices.ts';
import { mount } from './mount.ts';
import { startSaving } from './saving.ts';

/** Opens a label for work: only its own slices are fetched, the shown one first. */
export async function startLabelPage(root: HTMLElement, labelId: string, seriesUid: string, canEdit: boolean): Promise<void> {
  const settings = new SettingsStore(report);
  const [{ opened: label, masks, series }] = await Promise.all([openLabel(labelId, seriesUid), settings.load()]);
  const window = initialWindow(series);
  const workspace = new Workspace(series, label, canEdit, window ?? fullRange(series));
  for (const [slice, mask] of masks) workspace.masks.load(slice, mask.labels);
  const asked = Number(new URLSearchParams(location.search).get('slice') ?? NaN);
  if (Number.isInteger(asked)) workspace.goTo(asked);

  // on its way while the page is being built
  const first = getSlice(series, workspace.state.slice).catch(() => undefined);
  await startSaving(workspace);
  mount(root, workspace, settings);
  const voxels = await first;
  if (!window && voxels) workspace.store.set({ window: autoWindow(voxels, series.voxels ?? { slope: 1, intercept: 0 }) });
  await loadSlices(workspace, voxels);
}
