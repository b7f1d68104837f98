import type { Chord } from './chord.ts';
import type { Window } from '../render/lut.ts';

/** Which gesture the right button's drag is: window in the reading room, zoom in research tools; Ctrl swaps the two. */
export type MouseScheme = 'reading-room' | 'research';
export type LabelStyle = 'both' | 'outline' | 'fill';

/** How labels are drawn. */
export interface LabelLook { readonly opacity: number; readonly style: LabelStyle }

export interface OwnPreset extends Pick<Window, 'center' | 'width'> {
  readonly id: string;
  readonly name: string;
  readonly modality: string;
}

/** What one person has set, for all pages and machines. */
export interface Settings {
  readonly keys: Readonly<Record<string, readonly Chord[]>>;
  readonly presets: readonly OwnPreset[];
  readonly mouse: MouseScheme;
  readonly look: LabelLook;
  /** Looks of single segments by their key, where they differ from the common one. */
  readonly looks: Readonly<Record<string, LabelLook>>;
}

export const DEFAULT_SETTINGS: Settings = {
  keys: {}, presets: [], mouse: 'reading-room', look: { opacity: 0.3, style: 'both' }, looks: {},
};

export const MAX_PRESETS = 40;
const MAX_TEXT = 60;

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '' && value.length <= MAX_TEXT;
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

/** Reads a stored document of this or another version: what is not understood is left at its default. */
export function parseSettings(document: unknown): Settings {
  const from: Json = isObject(document) ? document : {};
  return {
    keys: Object.fromEntries(Object.entries(isObject(from['keys']) ? from['keys'] : {})
      .filter((entry): entry is [string, string[]] => Array.isArray(entry[1]) && entry[1].every(isText))),
    presets: (Array.isArray(from['presets']) ? from['presets'] : []).filter(isPreset).slice(0, MAX_PRESETS),
    mouse: from['mouse'] === 'research' ? 'research' : 'reading-room',
    look: parseLook(from['look']) ?? DEFAULT_SETTINGS.look,
    looks: Object.fromEntries(Object.entries(isObject(from['looks']) ? from['looks'] : {})
      .map(([key, look]) => [key, parseLook(look)] as const).filter((entry): entry is [string, LabelLook] => entry[1] !== undefined)),
  };
}

function isPreset(value: unknown): value is OwnPreset {
  return isObject(value) && isText(value['id']) && isText(value['name']) && typeof value['modality'] === 'string'
    && isNumber(value['center']) && isNumber(value['width']) && value['width'] > 0;
}

function parseLook(value: unknown): LabelLook | undefined {
  if (!isObject(value) || !isNumber(value['opacity'])) return undefined;
  const style = value['style'];
  return { opacity: Math.min(1, Math.max(0, value['opacity'])), style: style === 'outline' || style === 'fill' ? style : 'both' };
}
