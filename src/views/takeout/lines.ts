/** Words broken into lines of a width: SVG has none. Pure. */

/** Punctuation that begins no line. */
const CLOSING = /^[\s，。；：、）”！？,.;:)!?%…·]/u;
/** What ends none. */
const OPENING = /[（“(]$/u;

/** Pieces of a text between which a line may end: words, in Chinese too. */
function pieces(text: string, language: string): string[] {
  const found: string[] = [];
  for (const { segment } of new Intl.Segmenter(language, { granularity: 'word' }).segment(text)) {
    const before = found.at(-1);
    const glued = before !== undefined && (CLOSING.test(segment) || OPENING.test(before));
    // Only a blank parts what is written with signs between: an address, a command.
    const inside = before !== undefined && /[^\s\u2e80-\uffef]$/u.test(before) && /^[^\s\u2e80-\uffef]/u.test(segment);
    if (glued || inside) found[found.length - 1] += segment;
    else found.push(segment);
  }
  return found;
}

/**
 * @param measure - width of a text in pixels
 * @returns the lines, none wider than `width` but for a piece that is so by itself: it is broken where the line is full
 */
export function linesOf(text: string, width: number, measure: (text: string) => number, language = 'en'): string[] {
  const lines: string[] = [];
  let line = '';
  const add = (piece: string): void => {
    if (measure(`${line}${piece}`.trim()) <= width) line += piece;
    else if (line.trim() !== '') {
      lines.push(line.trim());
      line = '';
      add(piece.trimStart());
    } else if (Array.from(piece).length > 1) for (const letter of piece) add(letter);
    else line = piece;
  };
  for (const piece of pieces(text, language)) add(piece);
  return line.trim() === '' ? lines : [...lines, line.trim()];
}
