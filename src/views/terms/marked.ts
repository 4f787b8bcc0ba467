/** Terms in the sentences of the catalogue: `each task’s [[gate]] chooses`, or `the [[gate|gates]] form` where the sentence says it otherwise. */

/** A piece of a sentence; with the term that it is, if it is one. */
export interface Piece {
  text: string;
  term?: string;
}

const MARK = /\[\[([^|\]]+)(?:\|([^\]]+))?\]\]/g;

/** The pieces of a sentence, in their order; put together they read as the sentence does. */
export function piecesOf(sentence: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of sentence.matchAll(MARK)) {
    if (match.index > from) pieces.push({ text: sentence.slice(from, match.index) });
    pieces.push({ text: match[2] ?? match[1], term: match[1] });
    from = match.index + match[0].length;
  }
  if (from < sentence.length) pieces.push({ text: sentence.slice(from) });
  return pieces;
}

/** The sentence without its marks: for names, files and other places where nothing can be opened. */
export const plain = (sentence: string): string =>
  piecesOf(sentence)
    .map(({ text }) => text)
    .join('');
