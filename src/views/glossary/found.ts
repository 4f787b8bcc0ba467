/** Which terms a word finds. */
import { TERM_IDS, type TermId } from '../terms/terms.ts';

/** What is said of a term, in every language of the page. */
export type Said = (id: TermId) => { names: readonly string[]; sentences: readonly string[] };

/** Without capitals and accents. */
const folded = (text: string): string => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** Terms whose names or sentences have all the words asked for; those that have them in a name come first. Without a word, all. */
export function foundTerms(said: Said, asked: string): TermId[] {
  const words = folded(asked).split(/\s+/).filter(Boolean);
  const has = (texts: readonly string[]): boolean => {
    const all = texts.map(folded);
    return words.every((word) => all.some((text) => text.includes(word)));
  };
  const byName = TERM_IDS.filter((id) => has(said(id).names));
  const rest = TERM_IDS.filter((id) => !byName.includes(id));
  return [...byName, ...rest.filter((id) => has([...said(id).names, ...said(id).sentences]))];
}
