/** Finds settings and terms by what they are called and what is said of them, in every language at once. Pure. */

/** What one thing can be found by. */
export interface Findable<Id extends string = string> {
  id: Id;
  /** Its name in a link. */
  key?: string;
  /** Its names. */
  names: readonly string[];
  /** Its choices, its group and what the paper calls it. */
  terms?: readonly string[];
  /** What it is and does, in sentences. */
  sentences: readonly string[];
}

/** Where what was looked for stands in what is said. */
export interface Match {
  before: string;
  found: string;
  after: string;
}

export interface Found<Id extends string = string> {
  id: Id;
  /** The words that it was found by; null where its own name has them. */
  why: Match | null;
}

const HAN = /\p{Script=Han}/u;
/** Without capitals, widths and accents. */
const folded = (text: string): string => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** Where in the text a word begins with what is looked for, or -1. Chinese does not part its words: there it may stand anywhere. */
function beginsAt(text: string, sought: string): number {
  if (HAN.test(sought)) return text.indexOf(sought);
  for (let at = text.indexOf(sought); at >= 0; at = text.indexOf(sought, at + 1))
    if (at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1])) return at;
  return -1;
}
const begins = (text: string, sought: string): boolean => beginsAt(text, sought) >= 0;

interface Folded {
  key?: string;
  names: readonly string[];
  terms: readonly string[];
  sentences: readonly string[];
}

/** From this distance on it is not the name that says it. */
const BEYOND_NAMES = 4;

/** How near a thing is to what is looked for: 0 is it; Infinity: not at all. */
function distance({ key, names, terms, sentences }: Folded, sought: string): number {
  const tests: ((sought: string) => boolean)[] = [
    (text) => key === text || names.includes(text) || terms.includes(text),
    (text) => names.some((name) => name.startsWith(text)),
    (text) => names.some((name) => begins(name, text)),
    (text) => text.length > 2 && names.some((name) => name.includes(text)),
    (text) => terms.some((term) => begins(term, text)),
    (text) => sentences.some((sentence) => begins(sentence, text)),
  ];
  const found = tests.findIndex((test) => test(sought));
  return found < 0 ? Infinity : found;
}

const foldedAll = ({ key, names, terms = [], sentences }: Findable): Folded => ({
  key: key && folded(key),
  names: names.map(folded),
  terms: terms.map(folded),
  sentences: sentences.map(folded),
});

/** So much of a sentence is shown on either side of what was found in it. */
const AROUND = 40;
const ENDS = /[.;。；](?=\s|$|\p{Script=Han})/u;

/** What stands before the place, from the beginning of its sentence on, or of a word where that is far. */
function headOf(text: string): string {
  const sentence = text.split(ENDS).at(-1)!.trimStart();
  if (sentence.length <= AROUND) return sentence;
  return `…${sentence.slice(-AROUND).replace(/^\S*\s/, '')}`;
}

/** What stands after it, up to the end of its sentence, or of a word. */
function tailOf(text: string): string {
  const [sentence] = text.split(ENDS);
  if (sentence.length <= AROUND) return sentence;
  return `${sentence.slice(0, AROUND).replace(/\s\S*$/, '')}…`;
}

/** Where the text has what is looked for, as the reader sees it; null where it has not, or letters are not what they are searched by. */
function matchIn(text: string, sought: string): Match | null {
  const searched = folded(text);
  const at = beginsAt(searched, sought);
  if (at < 0 || searched.length !== text.length) return null;
  const end = at + sought.length;
  return { before: headOf(text.slice(0, at)), found: text.slice(at, end), after: tailOf(text.slice(end)) };
}

/** Why a thing was found by these words: the first of them that is in none of its names. */
function whyOf({ terms = [], sentences }: Findable, one: Folded, words: readonly string[]): Match | null {
  const word = words.find((each) => distance({ ...one, terms: [] }, each) >= BEYOND_NAMES);
  if (word === undefined) return null;
  for (const text of [...terms, ...sentences]) {
    const match = matchIn(text, word);
    if (match) return match;
  }
  return null;
}

/**
 * The things that have every word of a query, nearest first: key, name or choice, then beginning of a name, of a word in it, inside of it; then
 * choices, group and the paper's word; then what is said of it. Of equals the table's order holds.
 * @returns an empty list for an empty query
 */
export function find<Id extends string>(things: readonly Findable<Id>[], query: string): Found<Id>[] {
  const whole = folded(query).trim().replace(/\s+/g, ' ');
  if (whole === '') return [];
  const words = whole.split(' ');
  return things
    .map((thing) => {
      const one = foldedAll(thing);
      const together = distance(one, whole);
      const apart = words.reduce((sum, word) => sum + distance(one, word) / words.length, words.length > 1 ? 0.5 : 0);
      const near = Math.min(apart, together);
      return { thing, one, near, by: together <= apart ? [whole] : words };
    })
    .filter(({ near }) => near < Infinity)
    .sort((a, b) => a.near - b.near)
    .map(({ thing, one, by }) => ({ id: thing.id, why: whyOf(thing, one, by) }));
}
