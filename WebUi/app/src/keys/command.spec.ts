import { describe, expect, it } from 'vitest';
import { assignKeys, conflicts, findCommands, keysOf, type Command } from './command.ts';

const command = (id: string, title: string, ...keys: string[]): Command => ({ id, title, keys, group: 'keys.move', run: () => undefined });
const brush = command('brush', 'Brush', 'KeyB');
const eraser = command('eraser', 'Eraser', 'KeyE', 'KeyX');
const fit = command('fit', 'Fit the brushed picture', 'KeyR');
const all = [brush, eraser, fit];

describe('assignKeys', () => {
  it('takes a key from whom it belonged to', () => {
    const own = assignKeys(all, {}, 'brush', ['KeyX']);
    expect(keysOf(brush, own)).toEqual(['KeyX']);
    expect(keysOf(eraser, own)).toEqual(['KeyE']);
    expect(conflicts(all, own)).toEqual([]);
  });
  it('keeps nothing that equals the default', () => expect(assignKeys(all, { brush: ['KeyQ'] }, 'brush', ['KeyB'])).toEqual({}));
  it('can leave a command without a key', () => expect(keysOf(brush, assignKeys(all, {}, 'brush', []))).toEqual([]));
});

describe('conflicts', () => {
  it('names the chord and who shares it', () =>
    expect(conflicts(all, { fit: ['KeyB'] })).toEqual([{ chord: 'KeyB', commands: [brush, fit] }]));
});

describe('findCommands', () => {
  const find = (query: string) => findCommands(all, query, () => 'Move').map(each => each.id);
  it('puts titles that start with the query first', () => expect(find('brush')).toEqual(['brush', 'fit']));
  it('looks at the group too', () => expect(find('move eraser')).toEqual(['eraser']));
  it('shows everything without a query', () => expect(find(' ')).toHaveLength(3));
});
