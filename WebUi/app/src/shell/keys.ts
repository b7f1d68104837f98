/** Whether a key belongs to the page: not to a field, an open dialog, an input method or a browser shortcut. */
export function isForPage(event: KeyboardEvent): boolean {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return false;
  const target = event.target as Element | null;
  return !target?.closest('input, textarea, select, [contenteditable], dialog[open]');
}
