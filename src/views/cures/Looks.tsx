import { useTranslation } from 'react-i18next';
import type { CureSummary } from '../../experiments/cures/results.ts';
import { polarizedIn } from '../../experiments/cures/summary.ts';
import { TASKS } from '../../world/spec.ts';
import { Drawn } from '../charts/Drawn.tsx';
import { inSentences } from '../sentences.ts';
import { LOOK, lookMarks, type Shares } from './lookMarks.ts';
import { looksOf, type Look, type ShownRun } from './looks.ts';
import type { ShownCures } from './store.ts';
import styles from './cures.module.css';
import panel from '../ui/panel.module.css';

const SHARES = ['utilization', 'contributions'] as const satisfies readonly Shares[];
const WORDS = { utilization: 'weights', contributions: 'contributions' } as const;

/** Two seeds of the study, each without and with the cure. */
export function Looks({ shown, cure }: { shown: ShownCures; cure: CureSummary }) {
  const { t } = useTranslation();
  const looks = looksOf(shown, cure);
  if (looks.length === 0) return <p className={panel.note}>{t('cures.one.race.missing')}</p>;
  const healed = looks.filter(({ seed }) => cure.healedSeeds.includes(seed)).length;
  const which = healed === 0 ? 'first' : healed < looks.length ? 'some' : 'healed';
  return (
    <>
      {looks.map((look) => (
        <Seed key={look.seed} look={look} />
      ))}
      <p className={panel.note}>
        {inSentences(
          t,
          t('cures.one.race.legend', { tasks: TASKS.map((task) => t(`task.${task}`)).join(t('comma')) }),
          t(`cures.one.race.${which}`),
        )}
      </p>
    </>
  );
}

function Seed({ look }: { look: Look }) {
  const { t } = useTranslation();
  const counted = (run: ShownRun): string =>
    t('cures.one.race.count', { n: polarizedIn(run, 'utilization').length, gates: run.utilization.length });
  return (
    <figure
      className={styles.seed}
      role="img"
      aria-label={t('cures.one.race.alt', {
        seed: look.seed,
        without: counted(look.without),
        with: counted(look.with),
      })}
    >
      <figcaption>{t('cures.one.race.seed', { seed: look.seed })}</figcaption>
      {SHARES.map((of) => (
        <div key={of}>
          <span>{t(`cures.one.race.${WORDS[of]}`)}</span>
          {(['without', 'with'] as const).map((arm) => (
            <span key={arm}>
              <Drawn {...LOOK} aria-hidden="true" marks={lookMarks(look[arm], of)} />
              <small>{t(`cures.one.race.${arm}`)}</small>
            </span>
          ))}
        </div>
      ))}
    </figure>
  );
}
