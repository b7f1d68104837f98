/** Writes every time element below root in the reader's own time zone, as short as it is clear. */
export function localiseTimes(root: ParentNode, now = new Date()): void {
  for (const element of root.querySelectorAll<HTMLTimeElement>('time[datetime]')) {
    const at = new Date(element.dateTime);
    if (Number.isNaN(at.getTime())) continue;
    element.textContent = shortTime(at, now);
    element.title = at.toLocaleString(document.documentElement.lang);
  }
}

/** Today 14:22, this year 11-21, before 2024-11-21. */
export function shortTime(at: Date, now: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  if (at.getFullYear() !== now.getFullYear()) return `${at.getFullYear()}-${day}`;
  const isToday = at.getMonth() === now.getMonth() && at.getDate() === now.getDate();
  return isToday ? `${two(at.getHours())}:${two(at.getMinutes())}` : day;
}
