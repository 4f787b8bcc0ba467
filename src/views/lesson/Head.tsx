import { useTranslation } from 'react-i18next';
import { useNumberWords } from '../format.ts';
import { Icon } from '../shell/icons.tsx';
import { goTo, leave, placeOf } from './open.ts';
import { STEPS } from './steps/index.ts';
import type { LessonStep } from './types.ts';
import styles from './lesson.module.css';

interface Props {
  step: LessonStep;
  folded: boolean;
  onFold: (folded: boolean) => void;
}

/** Where one is in the lesson, the way to every other step, and the way out. */
export function Head({ step, folded, onFold }: Props) {
  const { t } = useTranslation();
  const numbers = useNumberWords();
  const place = placeOf(step.id);
  const at = { step: numbers.plain(place + 1), steps: numbers.plain(STEPS.length) };
  return (
    <header className={styles.head}>
      <span className={`button small ${styles.steps}`}>
        <span aria-hidden="true">{t('lesson.page.at', at)}</span>
        <Icon name="chevron" />
        <select
          aria-label={t('lesson.page.step')}
          value={step.id}
          onChange={(event) => {
            const chosen = STEPS.find(({ id }) => id === event.target.value);
            if (chosen) goTo(chosen);
          }}
        >
          {STEPS.map(({ id }, i) => (
            <option key={id} value={id}>
              {t('lesson.page.listed', { step: numbers.plain(i + 1), title: t(`lesson.steps.${id}.title`) })}
            </option>
          ))}
        </select>
      </span>
      <button
        type="button"
        className={`button small ${styles.explore}`}
        title={t('lesson.page.exploreHint')}
        onClick={leave}
      >
        {t('lesson.page.explore')}
      </button>
      <button
        type="button"
        className={`button small ${styles.fold}`}
        onClick={() => {
          onFold(!folded);
        }}
      >
        {t(folded ? 'lesson.page.unfold' : 'lesson.page.fold')}
        <Icon name="chevron" />
      </button>
      <progress
        className={styles.progress}
        aria-label={t('lesson.page.progress')}
        aria-valuetext={t('lesson.page.at', at)}
        value={place + 1}
        max={STEPS.length}
      />
    </header>
  );
}
