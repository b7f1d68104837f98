import type { SeriesDetail } from '../api/contracts.ts';
import type { MessageKey } from '../i18n/i18n.ts';
import type { Window } from './lut.ts';

export interface Preset extends Window {
  readonly name: MessageKey;
  readonly code: string;
}

/**
 * Window presets for CT in HU. Abdomen, bone, lung and liver are the widths and levels that OHIF ships; muscle and fat
 * span the HU ranges of those tissues (−29…150 and −190…−30).
 */
const CT: readonly Preset[] = [
  { name: 'window.abdomen', code: 'F1', width: 400, center: 40 },
  { name: 'window.muscle', code: 'F2', width: 180, center: 60 },
  { name: 'window.fat', code: 'F3', width: 160, center: -110 },
  { name: 'window.bone', code: 'F4', width: 2500, center: 480 },
  { name: 'window.lung', code: 'F6', width: 1500, center: -600 },
  { name: 'window.liver', code: 'F7', width: 150, center: 90 },
];

/** What the menu and F1–F8 offer for a series; F5 stays the browser's reload. */
export function presetsFor(series: SeriesDetail): readonly Preset[] {
  const file = series.windows[0];
  const own: Preset[] = file ? [{ name: 'window.file', code: 'F8', width: file.width, center: file.center }] : [];
  if (series.voxels?.unit === 'HU') return [...CT, ...own];
  return [...own, { name: 'window.full', code: 'F1', ...fullRange(series) }];
}

/** The window to open a series with: the file's own, else what its body part and modality ask for. */
export function initialWindow(series: SeriesDetail): Window {
  const file = series.windows[0];
  if (file && file.width >= 1) return { center: file.center, width: file.width };
  if (series.voxels?.unit !== 'HU') return fullRange(series);
  const name: MessageKey = /CHEST|LUNG|THORAX/i.test(series.series.bodyPartExamined ?? '') ? 'window.lung' : 'window.abdomen';
  return CT.find(preset => preset.name === name)!;
}

function fullRange({ voxels }: SeriesDetail): Window {
  if (!voxels) return { center: 128, width: 256 };
  const [low, high] = [voxels.minValue, voxels.maxValue].map(voxel => voxel * voxels.slope + voxels.intercept).sort((a, b) => a - b) as [number, number];
  return { center: (low + high) / 2, width: Math.max(1, high - low) };
}
