type Child = Node | string | null | undefined | false;
type Handlers = { [Name in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[Name]) => void };

export interface Attributes {
  readonly class?: string;
  readonly on?: Handlers;
  /** Everything else is set as an attribute; true means present, false, null and undefined absent. */
  readonly [attribute: string]: unknown;
}

/** An element with its attributes and children. Texts become text nodes: nothing is ever parsed as HTML. */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag, attributes: Attributes = {}, ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'on') {
      for (const [event, handler] of Object.entries(value as Handlers)) element.addEventListener(event, handler as EventListener);
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, value === true ? '' : String(value));
    }
  }
  element.append(...children.filter(child => child !== null && child !== undefined && child !== false));
  return element;
}

const SVG = 'http://www.w3.org/2000/svg';

export function svg<Tag extends keyof SVGElementTagNameMap>(
  tag: Tag, attributes: Record<string, string | number> = {}, ...children: (Node | string)[]
): SVGElementTagNameMap[Tag] {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

/** An icon of the sprite that the page's shell carries. */
export function icon(name: string, size: '' | 's' | 'l' = ''): SVGSVGElement {
  return svg('svg', { class: `i ${size}`, 'aria-hidden': 'true' }, svg('use', { href: `#i-${name}` }));
}

/** A button that shows only an icon; its name appears as a tooltip. */
export function iconButton(name: string, label: string, attributes: Attributes = {}): HTMLButtonElement {
  return h('button', { type: 'button', class: 'ib s', 'data-tip': true, 'aria-label': label, ...attributes }, icon(name));
}

/** A small coloured square, as beside a segment's name. */
export function swatch(colour: string): HTMLElement {
  const element = h('span', { class: 'sw' });
  element.style.setProperty('--c', colour);
  return element;
}

export function element<T extends HTMLElement = HTMLElement>(id: string): T | null {
  return document.getElementById(id) as T | null;
}
