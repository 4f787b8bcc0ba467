/** A card of the page as a picture and as words: read from what is on screen. */
import { bared } from './bared.ts';
import { composed, type Theme } from './compose.ts';
import { shapesIn } from './readHtml.ts';
import { bodyOf, hasPicture } from './offers.ts';
import { readingOf } from './reading.ts';
import { widthIn } from './readWords.ts';
import { svgFile, tenth, type Shape, type Sized } from './shapes.ts';

/** Cards of a chapter, in their order. */
export const cardsIn = (page: ParentNode): HTMLElement[] =>
  Array.from(page.querySelectorAll<HTMLElement>('[data-card]')).filter(({ offsetWidth }) => offsetWidth > 0);

/** Name for files, the same in every language; it is made of letters, digits, dots and hyphens. */
export const nameOf = (card: HTMLElement): string => card.dataset.card ?? 'card';

/** Where the words of a card's head are. */
const headOf = (card: Element): Element | null => card.querySelector(':scope > header, :scope > figcaption');

/** Words as they are read on screen: without what only screen readers say, and what opens out of them. */
export function wordsIn(element: Element | null): string {
  if (!element) return '';
  const read = (node: Node): string => {
    if (node instanceof Text) return node.data;
    if (!(node instanceof Element) || node.matches('.hidden-words, [popover], script, style')) return '';
    const words = Array.from(node.childNodes).map(read).join('');
    return /^(inline|contents)/.test(getComputedStyle(node).display) ? words : ` ${words} `;
  };
  return Array.from(element.childNodes).map(read).join('').replace(/\s+/g, ' ').trim();
}

export const titleOf = (card: Element): string => wordsIn(headOf(card)?.querySelector('h2, h3') ?? null);
export const subtitleOf = (card: Element): string => wordsIn(headOf(card)?.querySelector('p') ?? null);

function themeOf(card: Element): Theme {
  const style = getComputedStyle(card);
  const token = (name: string): string => style.getPropertyValue(name).trim();
  return {
    ground: token('--panel'),
    ink: token('--ink'),
    muted: token('--muted'),
    line: token('--line'),
    font: style.fontFamily,
  };
}

/** What a card's pictures show, for those who cannot see them. */
const descriptionOf = (card: Element): string =>
  bodyOf(card)
    .flatMap((part) => Array.from(part.querySelectorAll('[role=img][aria-label], svg[aria-label]')))
    .map((drawn) => drawn.getAttribute('aria-label') ?? '')
    .filter((label, i, all) => label !== '' && all.indexOf(label) === i)
    .join(' ');

export interface Picture {
  /** An SVG file. */
  svg: string;
  size: Sized;
}

/** What is drawn in a card, and the box that it fills. */
function bodyShapes(card: HTMLElement): { shapes: Shape[]; size: Sized } | null {
  if (!hasPicture(card)) return null;
  const { reading, shapes } = bared(card, () => {
    const corner = readingOf(card);
    return { reading: corner, shapes: bodyOf(card).flatMap((part) => shapesIn(part, corner)) };
  });
  const { left, top, right, bottom } = reading.extent;
  if (shapes.length === 0 || !(right > left && bottom > top)) return null;
  const transform = `translate(${String(tenth(-left))} ${String(tenth(-top))})`;
  return {
    shapes: [{ tag: 'g', at: { transform }, inside: shapes }],
    size: { width: right - left, height: bottom - top },
  };
}

/** Tag of the language of the page's words. */
export const languageNow = (): string => document.documentElement.lang || 'en';

/**
 * The picture of a card as it is on screen now, in the theme that is shown, with its title and where it comes from: it stands alone.
 * @param sources - where it comes from, a line each
 * @returns null where nothing is drawn
 */
export function pictureOf(card: HTMLElement, sources: readonly string[]): Picture | null {
  const body = bodyShapes(card);
  if (!body) return null;
  const title = titleOf(card);
  const language = languageNow();
  const words = { title, subtitle: subtitleOf(card), sources, language };
  const whole = composed(body.shapes, body.size, { ...words, theme: themeOf(card), measure: widthIn });
  const description = [descriptionOf(card), ...sources].filter(Boolean).join('\n');
  return { svg: svgFile(whole.shapes, whole.size, { title, description, language }), size: whole.size };
}

const AROUND = 4;

/** The same without title and sources, for where they stand beside it. */
export function plainPictureOf(card: HTMLElement): Picture | null {
  const body = bodyShapes(card);
  if (!body) return null;
  const size = { width: Math.ceil(body.size.width + 2 * AROUND), height: Math.ceil(body.size.height + 2 * AROUND) };
  const moved = { tag: 'g', at: { transform: `translate(${String(AROUND)} ${String(AROUND)})` }, inside: body.shapes };
  const ground = { tag: 'rect', at: { ...size, fill: themeOf(card).ground } };
  const said = { title: titleOf(card), description: descriptionOf(card), language: languageNow() };
  return { svg: svgFile([ground, moved], size, said), size };
}
