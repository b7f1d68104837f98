import { scaleBar } from '../geometry/orientation.ts';
import { h } from './dom.ts';

/** The bar at the lower edge of a picture; hidden where the size of a pixel is not known. */
export function mountScaleBar(pane: HTMLElement, maxPx: number): (pxPerMm: number | undefined) => void {
  const text = h('span', {});
  const bar = h('div', { class: 'scaleb', 'aria-hidden': 'true' }, text);
  pane.append(bar);
  return pxPerMm => {
    bar.hidden = pxPerMm === undefined || !Number.isFinite(pxPerMm) || pxPerMm <= 0;
    if (bar.hidden) return;
    const { mm, px } = scaleBar(pxPerMm!, maxPx);
    bar.style.width = `${px}px`;
    text.textContent = mm >= 10 ? `${mm / 10} cm` : `${mm} mm`;
  };
}
