/** A card without what a reader acts on: what is left moves together, as if the rest had never been there. */
import panel from '../ui/panel.module.css';

/** What is no part of a picture: buttons, fields, switches, what is folded away or only read out. */
export const LEFT_OUT = [
  '.button',
  'select',
  'input',
  'textarea',
  'progress',
  'dialog',
  'details',
  'math',
  ':has(> math:only-child)',
  '[popover]',
  '[role=radiogroup]',
  '[role=slider]',
  '[role=alert]',
  '[data-take=no]',
  '[data-card] [data-card]', // a picture of its own
  '.hidden-words',
  '.field',
  '.slider',
  'label:has(input, select, textarea)',
  ...[panel.setup, panel.field, panel.ways, panel.toggles, panel.progress].map((name) => `.${name}`),
].join(',');

/** Boxes that scroll are as high as what is in them. */
const SCROLLS = '.table-scroll';

function set(elements: Iterable<Element>, name: string, value: string): () => void {
  const before = Array.from(elements).flatMap((element) => {
    if (!(element instanceof HTMLElement || element instanceof SVGElement)) return [];
    const { style } = element;
    const was = { value: style.getPropertyValue(name), priority: style.getPropertyPriority(name) };
    style.setProperty(name, value, 'important');
    return [{ style, ...was }];
  });
  return () => {
    for (const { style, value: old, priority } of before) style.setProperty(name, old, priority);
  };
}

/**
 * Looks at a card without what a reader acts on. Nobody sees it: the page is as it was before it is painted again.
 * @returns what `look` returns
 */
export function bared<T>(card: Element, look: () => T): T {
  const { scrollX, scrollY } = window;
  const restore = [
    set(card.querySelectorAll(LEFT_OUT), 'display', 'none'),
    set(card.querySelectorAll(SCROLLS), 'max-height', 'none'),
    set(card.querySelectorAll(SCROLLS), 'height', 'auto'),
  ];
  try {
    return look();
  } finally {
    for (const back of restore.reverse()) back();
    // A page that was shorter for a moment may have moved.
    window.scrollTo({ left: scrollX, top: scrollY, behavior: 'instant' });
  }
}
