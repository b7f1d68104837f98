import { describe, expect, it } from 'vitest';
import page from '../../../../docs/tools.md?raw';
import { chordText } from '../settings/chord.ts';
import { edits, firstTool, revisionName, TOOLS, WITHOUT_TOOL } from './index.ts';

const commands = [...TOOLS, ...WITHOUT_TOOL].flatMap(({ commands: own }) => own ?? []);
const repeated = (all: readonly string[]) => all.filter((each, n) => all.indexOf(each) !== n);

describe('the tools', () => {
  it('each have an id of their own', () => expect(repeated([...TOOLS.map(({ id }) => id), ...commands.map(({ id }) => id)])).toEqual([]));
  it('share no key', () => {
    const always = commands.filter(({ whileInHand }) => !whileInHand).flatMap(({ keys }) => keys);
    expect(repeated([...TOOLS.flatMap(({ key }) => key ?? []), ...always])).toEqual([]);
  });
  it('that only look are for everybody', () =>
    expect(TOOLS.filter(tool => !edits(tool)).map(({ id }) => id)).toEqual(['window', 'pan', 'zoom', 'ruler']));
  it('begin with the brush for those who label', () => expect([firstTool(true), firstTool(false)]).toEqual(['brush', 'window']));
});

describe('docs/tools.md', () => {
  // | key, key | Name, other name | …
  const rows = [...page.matchAll(/^\| ([^|]+) \| ([A-Z][^|]+) \|/gm)]
    .map(([, keys, names]) => ({ keys: keys!.split(', '), names: names!.toLowerCase() }));
  const written = (key: string | undefined) => (key ? chordText(key).replace('⇧ ', 'Shift+') : '–');

  it('has the keys of the tools that change labels', () => {
    const tools = TOOLS.filter(edits).map(({ name, key }) => [name(), key] as const);
    const others = WITHOUT_TOOL.flatMap(({ commands: own = [] }) => own.map(({ title, keys }) => [title(), keys[0]] as const));
    for (const [name, key] of [...tools, ...others])
      expect(rows.find(({ names }) => names.includes(name.toLowerCase()))?.keys, name).toContain(written(key));
  });
});

describe('the name of a revision', () => {
  it('is its tool\'s', () => expect(revisionName('grab-cut')).toBe('GrabCut'));
  it('is what the tool did, where that has a name', () =>
    expect(['ellipse', 'fill-holes', 'shrink'].map(revisionName)).toEqual(['Ellipse', 'Fill holes', 'Shrink']));
  it('is that of what needs no tool', () => expect(['interpolation', 'undo'].map(revisionName)).toEqual(['Fill between', 'Undo']));
  it('is what was stored, of a tool that is no more', () => expect(revisionName('lasso')).toBe('lasso'));
});
