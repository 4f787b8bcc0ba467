/** Formulas as MathML, which browsers typeset and read out by themselves. */
import model from 'virtual:formulas/model';
import type { ModelFormula } from './modelFormulas.ts';
import styles from './terms.module.css';

/** Words that stand in a formula, in the language of the page, for the capitals that hold their place. */
type Places = Readonly<Record<string, string>>;

const escaped = (words: string): string => words.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** The markup with words in their places; a place that is not named stays. */
export const withWords = (markup: string, words: Places = {}): string =>
  markup.replaceAll(/<mtext>([A-Z]+)<\/mtext>/g, (all, place: string) =>
    place in words ? `<mtext>${escaped(words[place])}</mtext>` : all,
  );

/** Markup that was made when the page was built. */
export function MathML({ markup, words }: { markup: string; words?: Places }) {
  return <span className={styles.math} dangerouslySetInnerHTML={{ __html: withWords(markup, words) }} />;
}

/** A formula of the model. */
export function ModelMath({ of, words }: { of: ModelFormula; words?: Places }) {
  return <MathML markup={model[of]} words={words} />;
}
