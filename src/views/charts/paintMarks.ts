/** Puts marks on the page. Knows nothing of what they stand for. */
import type { Attributes, Mark } from './marks.ts';

const SVG = 'http://www.w3.org/2000/svg';

interface Painted {
  mark: Mark;
  element: SVGElement;
}

/** What was painted into an element, by key. */
const known = new WeakMap<Element, Map<string, Painted>>();

function writeAttributes(element: Element, now: Attributes, before: Attributes): void {
  for (const name of Object.keys(before)) if (!(name in now)) element.removeAttribute(name);
  for (const [name, value] of Object.entries(now)) {
    if (value === before[name]) continue;
    if (value === null || value === undefined) element.removeAttribute(name);
    else element.setAttribute(name, String(value));
  }
}

/**
 * Makes the children of an element what the marks say. Elements are joined to marks by key and kept from frame to frame; only what has changed
 * is written, because touching an SVG text, even with the same words, makes the browser lay it out anew. What others put into the element stays.
 * @throws when two marks of one parent have the same key
 */
export function paintMarks(parent: Element, marks: readonly Mark[]): void {
  const before = known.get(parent) ?? new Map<string, Painted>();
  const now = new Map<string, Painted>();
  let previous: SVGElement | null = null;
  for (const mark of marks) {
    if (now.has(mark.key)) throw new Error(`two marks are called "${mark.key}"`);
    let painted = before.get(mark.key);
    if (painted && painted.mark.tag !== mark.tag) painted = undefined;
    const element: SVGElement = painted?.element ?? parent.ownerDocument.createElementNS(SVG, mark.tag);
    if (painted?.mark !== mark) {
      writeAttributes(element, mark.at, painted?.mark.at ?? {});
      if (mark.text !== painted?.mark.text) element.textContent = mark.text ?? '';
      if (mark.marks ?? painted?.mark.marks) paintMarks(element, mark.marks ?? []);
    }
    now.set(mark.key, { mark, element });
    // In the order of the marks: a later one lies on top.
    const place: Element | null = previous ? previous.nextElementSibling : parent.firstElementChild;
    if (place !== element) parent.insertBefore(element, place);
    previous = element;
  }
  for (const [key, { element }] of before) if (now.get(key)?.element !== element) element.remove();
  known.set(parent, now);
}
