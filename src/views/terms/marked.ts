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

/** Punctuation that begins no line, and that ends none. */
const CLOSING = /^[，。；：、）”！？,.;:)!?]+/;
const OPENING = /[（“(]+$/;

/** A term with the punctuation that may not be parted from it: a browser would break the line at the edges of what can be opened. */
export interface KeptPiece extends Piece {
  before?: string;
  after?: string;
}

/** The pieces, with the punctuation around each term moved to it; put together they read as before. */
export function withPunctuation(pieces: readonly Piece[]): KeptPiece[] {
  const kept: KeptPiece[] = pieces.map((piece) => ({ ...piece }));
  for (const [i, piece] of kept.entries()) {
    if (piece.term === undefined) continue;
    const previous = i > 0 && kept[i - 1].term === undefined ? kept[i - 1] : null;
    const next = i + 1 < kept.length && kept[i + 1].term === undefined ? kept[i + 1] : null;
    piece.before = previous?.text.match(OPENING)?.[0] ?? '';
    piece.after = next?.text.match(CLOSING)?.[0] ?? '';
    if (previous) previous.text = previous.text.slice(0, previous.text.length - piece.before.length);
    if (next) next.text = next.text.slice(piece.after.length);
  }
  return kept;
}

/** The sentence without its marks: for names, files and other places where nothing can be opened. */
export const plain = (sentence: string): string =>
  piecesOf(sentence)
    .map(({ text }) => text)
    .join('');
