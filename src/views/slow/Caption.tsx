import { useEffect, useRef } from 'react';
import type { StepWalk } from '../../engine/walk/types.ts';
import { LiveText } from '../charts/LiveText.tsx';
import { useSay } from '../say.ts';
import { feed, useLab } from '../store.ts';
import { furthest, significant } from './numbers.ts';
import {
  goToPhase,
  nextPhase,
  nextStep,
  otherImpression,
  PACES,
  PHASES,
  previousPhase,
  setPlaying,
  useSlow,
} from './store.ts';
import styles from './slow.module.css';

/** Further apart than this it is not rounding. */
const ROUNDING = 1e-3;

interface Props {
  walk: StepWalk;
  caption: string;
  leave: () => void;
}

/** Where in the step this is, what happens there, and the ways on. */
export function Caption({ walk, caption, leave }: Props) {
  const { t } = useSay();
  const phase = useSlow((state) => state.phase);
  return (
    <div className={styles.caption}>
      <ol className={styles.phases} aria-label={t('slow.list')}>
        {PHASES.map((each) => (
          <li key={each}>
            <button
              type="button"
              aria-current={each === phase ? 'step' : undefined}
              onClick={() => {
                goToPhase(each);
              }}
            >
              {t(`slow.phases.${each}`)}
            </button>
          </li>
        ))}
      </ol>
      <Turn />
      <p className={styles.words}>{caption}</p>
      {phase === 'update' && <Taken walk={walk} />}
      <Others leave={leave} />
      <p className={styles.keys}>{t('slow.keys')}</p>
    </div>
  );
}

/** Whether the engine has taken the step, and whether it then has what is shown. */
function Taken({ walk }: Pick<Props, 'walk'>) {
  const { t, numbers } = useSay();
  const { taken, of } = useSlow();
  const words = (): string => {
    const parameters = feed.frame?.step === walk.step + 1 && of ? feed.frame.arms[of.arm].parameters : null;
    if (taken !== 'yes' || !parameters || parameters.length === 0) return t('slow.taken.asked');
    const most = furthest(walk.update.after, parameters);
    const count = numbers.fixed(walk.update.trained);
    if (most === 0) return t('slow.taken.same', { count });
    return t(`slow.taken.${most <= ROUNDING ? 'equal' : 'other'}`, { count, most: significant(numbers, most, 2) });
  };
  return (
    <p className={styles.taken}>
      <LiveText text={words} />
    </p>
  );
}

/** On and back. They stand above the words, so that they stay where they are however much is said. */
function Turn() {
  const { t } = useSay();
  const { phase, taken, playing } = useSlow();
  const ended = useLab((lab) => lab.status === 'finished');
  const next = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    next.current?.focus({ preventScroll: true });
  }, []);
  const last = phase === 'update';
  const words = last ? 'begin' : phase === 'backward' && taken === 'no' ? 'take' : 'next';
  return (
    <div className={styles.buttons}>
      <button type="button" className="button" aria-disabled={phase === 'batch'} onClick={previousPhase}>
        {t('slow.buttons.previous')}
      </button>
      <button ref={next} type="button" className="button primary" aria-disabled={last && ended} onClick={nextPhase}>
        {t(`slow.buttons.${words}`)}
      </button>
      <button
        type="button"
        className="button"
        onClick={() => {
          setPlaying(!playing);
        }}
      >
        {t(playing ? 'slow.buttons.pause' : 'slow.buttons.play')}
      </button>
      <Pace />
    </div>
  );
}

/** What else can be gone through, and the way out. */
function Others({ leave }: Pick<Props, 'leave'>) {
  const { t } = useSay();
  const phase = useSlow((state) => state.phase);
  const ended = useLab((lab) => lab.status === 'finished');
  return (
    <div className={styles.buttons}>
      <button type="button" className="button small" disabled={ended} onClick={otherImpression}>
        {t('slow.buttons.other')}
      </button>
      {phase !== 'update' && (
        <button type="button" className="button small" disabled={ended} onClick={nextStep}>
          {t('slow.buttons.skip')}
        </button>
      )}
      <button type="button" className="button small" onClick={leave}>
        {t('slow.buttons.leave')}
      </button>
    </div>
  );
}

function Pace() {
  const { t } = useSay();
  const seconds = useSlow((state) => state.seconds);
  return (
    <select
      className="button"
      aria-label={t('slow.buttons.pace')}
      value={seconds}
      onChange={(event) => {
        useSlow.setState({ seconds: Number(event.target.value) });
      }}
    >
      {PACES.map((pace) => (
        <option key={pace} value={pace}>
          {t('slow.buttons.seconds', { number: pace })}
        </option>
      ))}
    </select>
  );
}
