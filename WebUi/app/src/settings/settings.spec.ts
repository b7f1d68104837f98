import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, parseSettings } from './settings.ts';

describe('parseSettings', () => {
  it('gives the defaults for nothing', () => expect(parseSettings({})).toEqual(DEFAULT_SETTINGS));
  it.each([null, 7, [], { keys: 3, presets: {}, mouse: 'x', look: [] }])('gives the defaults for %j', broken =>
    expect(parseSettings(broken)).toEqual(DEFAULT_SETTINGS));
  it('reads back what it wrote', () => {
    const settings = {
      ...DEFAULT_SETTINGS, keys: { 'tool.brush': ['KeyN'] }, mouse: 'research' as const,
      presets: [{ id: 'a', name: '간', modality: 'CT', center: 90, width: 150 }],
      looks: { muscle: { opacity: 0.5, style: 'fill' as const } },
    };
    expect(parseSettings(JSON.parse(JSON.stringify(settings)))).toEqual(settings);
  });
  it('leaves out a preset without a width', () =>
    expect(parseSettings({ presets: [{ id: 'a', name: 'a', modality: 'CT', center: 1, width: 0 }] }).presets).toEqual([]));
  it('keeps an opacity between 0 and 1', () => expect(parseSettings({ look: { opacity: 7 } }).look).toEqual({ opacity: 1, style: 'both' }));
});
