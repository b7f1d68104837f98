import { describe, expect, it } from 'vitest';
import type { Attendance } from '../contracts/services.ts';
import { holderOf, initialOf, othersOf } from './people.ts';

const person = (id: string, isWorking: boolean, minute: number, page = 'a'): Attendance =>
  ({ pageId: `${id}/${page}`, person: { id, name: 'J. Kim' }, slice: 1, isWorking, since: `2025-01-02T03:0${minute}:00+00:00` });

describe('othersOf', () => {
  it('leaves out my other tabs', () => expect(othersOf([person('me', true, 1), person('me', true, 2, 'b')], 'me')).toEqual([]));
  it('has a person with two tabs once, at work if either is', () => {
    const others = othersOf([person('lee', false, 1), person('lee', true, 2, 'b')], 'me');
    expect(others.map(each => each.pageId)).toEqual(['lee/b']);
  });
});

describe('holderOf', () => {
  it('is who has worked there longest', () =>
    expect(holderOf([person('park', true, 3), person('lee', true, 2), person('kim', false, 1)])!.person.id).toBe('lee'));
  it('is nobody where all look on', () => expect(holderOf([person('kim', false, 1)])).toBeUndefined());
});

describe('initialOf', () => {
  it('is one syllable or letter', () => expect(['이준호', 'k. adler', ''].map(initialOf)).toEqual(['이', 'K', '?']));
});
