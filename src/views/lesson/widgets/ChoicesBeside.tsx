import { useTranslation } from 'react-i18next';
import { useSay } from '../../say.ts';
import type { Given } from '../store.ts';
import type { Outcome, StepId } from '../types.ts';
import { handsOf } from '../votes.ts';
import { choiceWords, isClose } from '../words.ts';
import styles from '../lesson.module.css';

interface Props {
  id: StepId;
  choices: readonly string[];
  given: Given;
  outcome: Outcome | undefined;
}

/** All choices: which was predicted, which came out, and how many hands were raised for each. */
export function ChoicesBeside({ id, choices, given, outcome }: Props) {
  const { t } = useTranslation();
  const say = useSay();
  const chosen = given.answer.kind === 'choice' ? given.answer.choice : null;
  const came = outcome?.came.kind === 'choice' ? outcome.came.choice : null;
  const truth = outcome?.truth?.kind === 'choice' ? outcome.truth.choice : null;
  const { votes } = given;
  const cameWord = t(outcome && isClose(outcome) ? 'lesson.page.cameClose' : 'lesson.page.came');
  return (
    <ul className={styles.beside}>
      {choices.map((choice) => (
        <li key={choice} data-came={choice === came || undefined} data-chosen={choice === chosen || undefined}>
          <span>{choiceWords(say, id, choice)}</span>
          <span className={styles.tags}>
            {choice === chosen && (
              <em data-role="predicted">{t(votes ? 'lesson.page.mostHands' : 'lesson.page.predicted')}</em>
            )}
            {choice === came && <em data-role="came">{cameWord}</em>}
            {choice === truth && <em data-role="truth">{t('lesson.page.truth')}</em>}
          </span>
          {votes && <Bar count={votes[choice] ?? 0} hands={handsOf(votes)} />}
        </li>
      ))}
    </ul>
  );
}

/** How many hands of all. */
function Bar({ count, hands }: { count: number; hands: number }) {
  const { t, numbers } = useSay();
  return (
    <span className={styles.bar}>
      <i style={{ width: `${String((100 * count) / Math.max(1, hands))}%` }} />
      <span>{t('lesson.page.hands', { hands: numbers.plain(count) })}</span>
    </span>
  );
}
