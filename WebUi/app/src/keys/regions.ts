const FOCUSABLE = 'a[href], button:not([disabled]), input:not([disabled]), select, textarea, [tabindex="0"]';

/**
 * F6: from the region that has the focus to the next one on the page, or the one before.
 * @param selectors the regions in order; those that are not there or hidden are passed over
 */
export function nextRegion(selectors: readonly string[], step: 1 | -1): void {
  const regions = selectors.map(selector => document.querySelector<HTMLElement>(selector))
    .filter((region): region is HTMLElement => region !== null && region.getClientRects().length > 0);
  const now = regions.findIndex(region => region.contains(document.activeElement));
  for (let n = 1; n <= regions.length; n++) {
    const region = regions[(now + step * n + regions.length * 2 + (now < 0 && step < 0 ? 1 : 0)) % regions.length]!;
    const target = region.matches('[tabindex="0"]') ? region
      : [...region.querySelectorAll<HTMLElement>(FOCUSABLE)].find(each => each.tabIndex >= 0 && each.getClientRects().length > 0);
    if (target) {
      target.focus();
      return;
    }
  }
}
