import type { SeriesDetail } from '../contracts/services.ts';
import { t, type MessageKey } from '../i18n/i18n.ts';
import type { Chord } from './chord.ts';
import type { OwnPreset } from './settings.ts';
import type { Window } from '../render/lut.ts';

/** A window to choose by name. */
export interface Preset {
  /** Stable: keys are stored under it. */
  readonly id: string;
  readonly name: string;
  readonly keys: readonly Chord[];
  /** Null for the one that is measured on the slice on show. */
  readonly window: Window | null;
  /** Whether it is meant for the body part that the series shows. */
  readonly isFirst: boolean;
  readonly isOwn: boolean;
}

interface CtPreset extends Window { readonly name: MessageKey; readonly key?: Chord; readonly bodyParts: RegExp }

/**
 * Window presets for CT in HU: the widths and levels that OHIF ships (abdomen, lung, liver, bone, brain) and those that
 * are common besides; muscle and fat span the HU ranges of those tissues (−29…150 and −190…−30). Body parts are the
 * defined terms of PS3.16 annex L.
 */
const CT: readonly CtPreset[] = [
  { name: 'window.abdomen', key: 'F1', width: 400, center: 40, bodyParts: /ABDOMEN|PELVIS|KIDNEY|TRUNK/ },
  { name: 'window.muscle', key: 'F2', width: 180, center: 60, bodyParts: /THIGH|LEG|CALF|EXTREMITY|ABDOMEN|LSPINE/ },
  { name: 'window.fat', key: 'F3', width: 160, center: -110, bodyParts: /ABDOMEN/ },
  { name: 'window.bone', key: 'F4', width: 2500, center: 480, bodyParts: /SPINE|SKULL|EXTREMITY|HIP|KNEE|SHOULDER|LEG|ARM/ },
  { name: 'window.lung', key: 'F9', width: 1500, center: -600, bodyParts: /CHEST|LUNG|THORAX/ },
  { name: 'window.liver', key: 'F7', width: 150, center: 90, bodyParts: /LIVER|ABDOMEN/ },
  { name: 'window.mediastinum', key: 'Shift+F9', width: 350, center: 50, bodyParts: /CHEST|THORAX|HEART|MEDIASTINUM/ },
  { name: 'window.headNeck', width: 350, center: 90, bodyParts: /NECK|HEADNECK|CSPINE/ },
  { name: 'window.brain', width: 80, center: 40, bodyParts: /HEAD|BRAIN/ },
];

/**
 * What menu and keys offer for a series: those for its body part first, its files' own after them; F5 stays the browser's reload,
 * F6 goes from part to part of the page.
 */
export function presetsFor(series: SeriesDetail, own: readonly OwnPreset[] = []): readonly Preset[] {
  const bodyPart = (series.series.bodyPartExamined ?? '').toUpperCase();
  const known: Preset[] = isHounsfield(series)
    ? CT.map(({ name, key, width, center, bodyParts }) => ({
      id: name.replace('window.', ''), name: t(name), keys: key ? [key] : [], window: { center, width },
      isFirst: bodyPart !== '' && bodyParts.test(bodyPart), isOwn: false,
    }))
    : [
      { id: 'auto', name: t('window.auto'), keys: ['F1'], window: null, isFirst: false, isOwn: false },
      { id: 'full', name: t('window.full'), keys: ['F2'], window: fullRange(series), isFirst: false, isOwn: false },
    ];
  const files = fileWindows(series).map(({ name, window }, n): Preset => ({
    id: n === 0 ? 'file' : `file${n + 1}`, name: n === 0 && name === '' ? t('window.file') : t('window.fileNamed', { name: name || n + 1 }),
    keys: n === 0 ? ['F8'] : [], window, isFirst: false, isOwn: false,
  }));
  const mine = own.filter(preset => preset.modality === series.series.modality).map((preset): Preset => ({
    id: `own.${preset.id}`, name: preset.name, keys: [], window: { center: preset.center, width: preset.width },
    isFirst: false, isOwn: true,
  }));
  return [...known.filter(preset => preset.isFirst), ...known.filter(preset => !preset.isFirst), ...files, ...mine];
}

/** The window to open a series with: the file's own, else what its body part and modality ask for; null to measure it. */
export function initialWindow(series: SeriesDetail): Window | null {
  const [file] = fileWindows(series);
  if (file) return file.window;
  if (!isHounsfield(series)) return null;
  const name: MessageKey = /CHEST|LUNG|THORAX/i.test(series.series.bodyPartExamined ?? '') ? 'window.lung' : 'window.abdomen';
  const { center, width } = CT.find(preset => preset.name === name)!;
  return { center, width };
}

export function isHounsfield(series: SeriesDetail): boolean {
  return series.voxels?.unit === 'HU';
}

/** All values that the series has. */
export function fullRange({ voxels }: SeriesDetail): Window {
  if (!voxels) return { center: 128, width: 256 };
  const [low, high] = [voxels.minValue, voxels.maxValue].map(voxel => voxel * voxels.slope + voxels.intercept)
    .sort((a, b) => a - b) as [number, number];
  return { center: (low + high) / 2, width: high - low || Math.abs(voxels.slope) || 1 };
}

function fileWindows(series: SeriesDetail): { name: string; window: Window }[] {
  return series.windows.filter(window => window.source === 'dicom' && window.width > 0).map(({ name, center, width, shape, greys }) => ({
    name: /^Window \d+$/.test(name) ? '' : name,
    window: { center, width, ...(shape && shape !== 'linear' && { shape }), ...(greys && { table: tableOf(greys) }) },
  }));
}

const tables = new Map<string, Uint8Array>();

/** One array per table, so that equal windows stay equal. */
function tableOf(base64: string): Uint8Array {
  let table = tables.get(base64);
  if (!table) tables.set(base64, table = Uint8Array.from(atob(base64), each => each.charCodeAt(0)));
  return table;
}
