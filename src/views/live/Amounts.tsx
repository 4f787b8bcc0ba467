import { useTranslation } from 'react-i18next';
import { ANSWERS, DESIGNS } from '../../experiments/live/spec.ts';
import { SCORE_FORMS } from '../../metrics/combinedScore.ts';
import { TASKS } from '../../world/spec.ts';
import { useNumberWords } from '../format.ts';
import { Choice } from '../ui/Choice.tsx';
import { WholeInput } from '../ui/WholeInput.tsx';
import panel from '../ui/panel.module.css';
import { CANDIDATES, QUERY_COUNTS, SEED, WEIGHT } from './choices.ts';
import { setChoices, useLive } from './experiment.ts';
import styles from './live.module.css';

/** How many queries arrive, who answers them, and how. */
export function Amounts() {
  const { t } = useTranslation();
  const numbers = useNumberWords();
  const { queries, design, answers } = useLive((state) => state.choices);
  return (
    <>
      <Choice<string>
        label={t('live.setup.queries')}
        value={String(queries)}
        choices={QUERY_COUNTS.map(String)}
        words={(choice) => numbers.fixed(Number(choice))}
        onChange={(value) => {
          setChoices({ queries: Number(value) });
        }}
      />
      <Choice
        label={t('live.setup.design')}
        value={design}
        choices={DESIGNS}
        words={(choice) => t(`live.setup.designs.${choice}`)}
        onChange={(value) => {
          setChoices({ design: value });
        }}
      />
      <Choice
        label={t('live.setup.answers')}
        value={answers}
        choices={ANSWERS}
        words={(choice) => t(`live.setup.answerKinds.${choice}`)}
        onChange={(value) => {
          setChoices({ answers: value });
        }}
      />
    </>
  );
}

/** What is seldom changed: what ranks, form and weights of the combined score; how many candidates; the seed. */
export function Details() {
  const { t } = useTranslation();
  const { form, weights, candidates, seed } = useLive((state) => state.choices);
  return (
    <details className={styles.more}>
      <summary>{t('live.setup.more')}</summary>
      <div className={panel.setup}>
        <Choice
          label={t('live.setup.form')}
          value={form}
          choices={SCORE_FORMS}
          words={(choice) => t(`live.setup.forms.${choice}`)}
          onChange={(value) => {
            setChoices({ form: value });
          }}
        />
        {TASKS.map((task, k) => (
          <WholeInput
            key={task}
            label={t('live.setup.weight', { task: t(`task.${task}`) })}
            value={weights[k]}
            {...WEIGHT}
            onChange={(value) => {
              setChoices({ weights: weights.map((weight, i) => (i === k ? value : weight)) });
            }}
          />
        ))}
        <WholeInput
          label={t('live.setup.candidates')}
          value={candidates}
          {...CANDIDATES}
          onChange={(value) => {
            setChoices({ candidates: value });
          }}
        />
        <WholeInput
          label={t('live.setup.seed')}
          value={seed}
          {...SEED}
          onChange={(value) => {
            setChoices({ seed: value });
          }}
        />
      </div>
    </details>
  );
}
