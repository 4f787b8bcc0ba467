/** Colours as every viewer of SVG knows them: six digits, and how opaque they are beside them. Pure. */

export interface Paint {
  color: string;
  /** 0 to 1. */
  opacity: number;
}

const two = (part: number): string =>
  Math.round(Math.min(255, Math.max(0, part)))
    .toString(16)
    .padStart(2, '0');

const numbersIn = (text: string): number[] =>
  (text.match(/-?\d*\.?\d+(?:e-?\d+)?%?/gi) ?? []).map((number) =>
    number.endsWith('%') ? Number.parseFloat(number) / 100 : Number(number),
  );

/**
 * @param css - a computed colour: `rgb(…)`, `color(srgb …)`, digits, `none` or `transparent`
 * @returns null where nothing is painted; what it does not know, as it stands
 */
export function paintOf(css: string): Paint | null {
  const text = css.trim();
  if (text === '' || text === 'none' || text === 'transparent') return null;
  const unit = /^rgba?\(/.test(text) ? 1 : text.startsWith('color(srgb ') ? 255 : 0;
  if (unit === 0) return { color: text, opacity: 1 };
  const [red, green, blue, opacity = 1] = numbersIn(text.replace(/^color\(srgb|^rgba?\(/, ''));
  if (opacity === 0) return null;
  return { color: `#${[red, green, blue].map((part) => two(part * unit)).join('')}`, opacity };
}
