import { Fragment, useId } from 'react';
import { SCORE_FORMS } from '../../metrics/combinedScore.ts';
import { IS_BINARY, TASKS, type Task } from '../../world/spec.ts';
import { Segments } from '../charts/Segments.tsx';
import { taskColor, taskInk } from '../encoding.ts';
import { useSay } from '../say.ts';
import { choose, chooseWeight, MOST_WEIGHT, useChoices, WEIGHT_STEP } from './choices.ts';
import { Earned } from './Earned.tsx';
import styles from './serve.module.css';

/** The combined score: its form, its formula with the reader's numbers in it, and a slider a weight. */
export function Score() {
  const { t } = useSay();
  const form = useChoices((choices) => choices.form);
  return (
    <section className={styles.score} aria-label={t('serve.score.name')}>
      <div className={styles.form}>
        <h3>{t('serve.score.name')}</h3>
        <Segments
          label={t('serve.score.form')}
          choices={SCORE_FORMS.map((value) => ({ value, label: t(`serve.score.${value}`) }))}
          value={form}
          onChange={(value) => {
            choose({ form: value });
          }}
        />
        <button
          type="button"
          className="button small"
          onClick={() => {
            choose({ weights: [1, 1, 1, 1] });
          }}
        >
          {t('serve.score.reset')}
        </button>
      </div>
      <Formula />
      <div className={styles.sliders} role="group" aria-label={t('serve.score.weights')}>
        {TASKS.map((task, k) => (
          <WeightSlider key={task} task={task} k={k} />
        ))}
      </div>
      <Earned />
      <p className={styles.note}>{t(`serve.score.note.${form}`)}</p>
    </section>
  );
}

/** "click^1.00 · e^(watch time)^1.00 · …" */
function Formula() {
  const { t, numbers } = useSay();
  const form = useChoices((choices) => choices.form);
  const weights = useChoices((choices) => choices.weights);
  const factor = (task: Task, k: number) => {
    const weight = numbers.fixed(weights[k], 2);
    const name = <span style={{ color: taskInk(task) }}>{t(`task.${task}`)}</span>;
    if (form === 'sum')
      return (
        <>
          {weight}
          {' · '}
          {name}
        </>
      );
    return IS_BINARY[k] ? (
      <>
        {name}
        <sup>{weight}</sup>
      </>
    ) : (
      <>
        <i>{'e'}</i>
        <sup>
          {weight}
          {' · '}
          {name}
        </sup>
      </>
    );
  };
  return (
    <p className={styles.formula}>
      {TASKS.map((task, k) => (
        <Fragment key={task}>
          {k > 0 && (form === 'sum' ? ' + ' : ' · ')}
          {factor(task, k)}
        </Fragment>
      ))}
    </p>
  );
}

function WeightSlider({ task, k }: { task: Task; k: number }) {
  const { t, numbers } = useSay();
  const id = useId();
  const weight = useChoices((choices) => choices.weights[k]);
  const words = numbers.fixed(weight, 2);
  return (
    <div className={styles.slider}>
      <label htmlFor={id} style={{ color: taskInk(task) }}>
        <span className="hidden-words">{t('serve.score.weight', { task: t(`task.${task}`) })}</span>
        <span aria-hidden="true">{t(`task.${task}`)}</span>
      </label>
      <input
        id={id}
        type="range"
        min={0}
        max={MOST_WEIGHT}
        step={WEIGHT_STEP}
        value={weight}
        aria-valuetext={words}
        style={{ accentColor: taskColor(task) }}
        onChange={(event) => {
          chooseWeight(k, Number(event.target.value));
        }}
      />
      <output aria-live="off">{words}</output>
    </div>
  );
}
