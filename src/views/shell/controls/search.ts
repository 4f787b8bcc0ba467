/** Finds settings by what they are called, in every language at once. Pure. */

/** What one setting can be found by. */
export interface Findable {
  path: string;
  /** Its name in a link. */
  key: string;
  /** Its names. */
  names: readonly string[];
  /** Its choices, its group and what the paper calls it. */
  terms: readonly string[];
  /** What it is and does, in sentences. */
  sentences: readonly string[];
}

const HAN = /\p{Script=Han}/u;
const folded = (text: string): string => text.normalize('NFKC').toLowerCase();

/** Whether a word of the text begins with what is looked for. Chinese does not part its words: there it may stand anywhere. */
function begins(text: string, sought: string): boolean {
  if (HAN.test(sought)) return text.includes(sought);
  for (let at = text.indexOf(sought); at >= 0; at = text.indexOf(sought, at + 1))
    if (at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1])) return true;
  return false;
}

/** How near a setting is to what is looked for: 0 is it; Infinity: not at all. */
function distance({ key, names, terms, sentences }: Findable, sought: string): number {
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

const foldedAll = (one: Findable): Findable => ({
  path: one.path,
  key: folded(one.key),
  names: one.names.map(folded),
  terms: one.terms.map(folded),
  sentences: one.sentences.map(folded),
});

/**
 * Paths of the settings that have every word of a query, nearest first: key, name or choice, then beginning of a name, of a word in it, inside of it; then
 * choices, group and the paper's word; then what is said of it. Of equals the table's order holds.
 * @returns an empty list for an empty query
 */
export function findSettings(settings: readonly Findable[], query: string): string[] {
  const whole = folded(query).trim().replace(/\s+/g, ' ');
  if (whole === '') return [];
  const words = whole.split(' ');
  return settings
    .map((setting) => {
      const one = foldedAll(setting);
      const apart = words.reduce((sum, word) => sum + distance(one, word) / words.length, words.length > 1 ? 0.5 : 0);
      return { path: one.path, distance: Math.min(apart, distance(one, whole)) };
    })
    .filter((one) => one.distance < Infinity)
    .sort((a, b) => a.distance - b.distance)
    .map(({ path }) => path);
}
