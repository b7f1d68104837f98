import type { Attendance } from '../contracts/services.ts';

/** The others among the people at a label: not this person, in whatever tab. One entry per person, who works before who looks on. */
export function othersOf(people: readonly Attendance[], myId: string): Attendance[] {
  const byUser = new Map<string, Attendance>();
  for (const here of people) {
    const known = byUser.get(here.person.id);
    if (here.person.id !== myId && (!known || (here.isWorking && !known.isWorking))) byUser.set(here.person.id, here);
  }
  return [...byUser.values()];
}

/** Who holds the label: whoever has worked there longest. It is a courtesy, not a lock. */
export function holderOf(people: readonly Attendance[]): Attendance | undefined {
  return people.filter(here => here.isWorking).sort((a, b) => a.since.localeCompare(b.since))[0];
}

/** The first letter or syllable of a name, for a small round picture. */
export function initialOf(name: string): string {
  return (name.trim().match(/./u)?.[0] ?? '?').toUpperCase();
}
