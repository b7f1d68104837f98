import type { Person } from '../api/contracts.ts';

/** The others among the people at a label: not this person, in whatever tab. One entry per person, who works before who looks on. */
export function othersOf(people: readonly Person[], myUserId: string): Person[] {
  const byUser = new Map<string, Person>();
  for (const person of people) {
    const known = byUser.get(person.userId);
    if (person.userId !== myUserId && (!known || (person.isWorking && !known.isWorking))) byUser.set(person.userId, person);
  }
  return [...byUser.values()];
}

/** Who holds the label: whoever has worked there longest. It is a courtesy, not a lock. */
export function holderOf(people: readonly Person[]): Person | undefined {
  return people.filter(person => person.isWorking).sort((a, b) => a.since.localeCompare(b.since))[0];
}

/** The first letter or syllable of a name, for a small round picture. */
export function initialOf(name: string): string {
  return (name.trim().match(/./u)?.[0] ?? '?').toUpperCase();
}
