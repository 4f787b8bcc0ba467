import { useEffect, useMemo, useRef } from 'react';
import { servingOfArm } from '../../run/runSpec.ts';
import { shapeOf } from '../../run/source.ts';
import { announce } from '../announce.ts';
import { pause } from '../client.ts';
import type { Scene } from '../network/scene.ts';
import { useSay } from '../say.ts';
import { useSlowMotion } from '../slowMotion.ts';
import { useLab } from '../store.ts';
import { useSameModels } from '../useTrained.ts';
import { BatchNumbers } from './BatchNumbers.tsx';
import { Caption } from './Caption.tsx';
import { ForwardNumbers, MaskNumbers } from './GateNumbers.tsx';
import { BackwardNumbers, UpdateNumbers } from './GradientNumbers.tsx';
import { LossNumbers } from './LossNumbers.tsx';
import { pictureOf } from './picture.ts';
import type { PhaseProps } from './shared.ts';
import { nextPhase, startSlow, tryAgain, useSlow, type Phase } from './store.ts';
import { useSlowKeys } from './useSlowKeys.ts';
import { captionOf, titleOf, type Subject } from './words.ts';
import styles from './slow.module.css';

const NUMBERS: Record<Phase, (props: PhaseProps) => React.ReactNode> = {
  batch: BatchNumbers,
  forward: ForwardNumbers,
  mask: MaskNumbers,
  loss: LossNumbers,
  backward: BackwardNumbers,
  update: UpdateNumbers,
};

interface Props {
  scene: Scene;
  /** Goes back to the living network. */
  leave: () => void;
}

/** The training step that comes next, phase by phase: what happens beside the picture, the numbers of one impression below it. */
export function SlowMotion({ scene, leave }: Props) {
  const { t } = useSay();
  const opened = useLab((lab) => lab.opened);
  const { walk, of, phase } = useSlow();
  const onKeyDown = useSlowKeys(leave);
  useEffect(() => startSlow(), []);
  const two = !useSameModels();
  // Between two runs what is laid open belongs to the old one.
  const shown = walk && of?.opened === opened ? opened : null;
  const subject = useMemo(
    (): Subject | null =>
      shown && walk && of
        ? {
            model: scene.model,
            arm: of.arm,
            two,
            devices: shapeOf(shown.run)?.devices ?? true,
            sigmoid: servingOfArm(shown.run, of.arm, walk.step).gateKind === 'sigmoid',
          }
        : null,
    [shown, walk, of, two, scene.model],
  );
  return (
    <section className={styles.slow} aria-label={t('slow.name')} onKeyDown={onKeyDown} data-phase={phase} data-turns="">
      {shown && walk && subject ? (
        <Walked opened={shown} walk={walk} subject={subject} scene={scene} leave={leave} />
      ) : (
        <Waits leave={leave} />
      )}
    </section>
  );
}

function Walked({ scene, leave, ...props }: PhaseProps & Props) {
  const say = useSay();
  const { walk, subject } = props;
  const phase = useSlow((state) => state.phase);
  const title = titleOf(say, subject, phase, walk);
  const caption = captionOf(say, subject, phase, walk);
  usePicture(scene, phase, walk, title);
  usePlaying();
  const words = say.t('slow.said', { title, caption });
  const key = [subject.arm, walk.step, phase, walk.impression.place].join(' ');
  const said = useRef('');
  useEffect(() => {
    if (said.current === key) return;
    said.current = key;
    announce(words);
  }, [key, words]);
  const Numbers = NUMBERS[phase];
  return (
    <>
      <Caption walk={walk} caption={caption} leave={leave} />
      <div className={styles.numbers} data-phase={phase}>
        <Numbers {...props} />
      </div>
    </>
  );
}

/** Has the network's picture show the phase. */
function usePicture(scene: Scene, phase: Phase, walk: PhaseProps['walk'], title: string): void {
  const { t } = useSay();
  useEffect(() => {
    const picture = pictureOf(scene, phase, walk);
    const kind = picture.weights === null ? 'mean' : phase === 'forward' ? 'softmax' : 'masked';
    const [subtitle, room] = [t(`slow.subtitle.${kind}`), t('slow.subtitle.softmax')];
    useSlowMotion.setState({ picture: { ...picture, title, subtitle, room } });
  }, [scene, phase, walk, title, t]);
  useEffect(
    () => () => {
      useSlowMotion.setState({ picture: null });
    },
    [],
  );
}

/** While it plays, the next phase comes after its time. */
function usePlaying(): void {
  const { playing, seconds, phase, walk, taken, taking } = useSlow();
  useEffect(() => {
    if (!playing || taking || taken === 'asked') return;
    const timer = setTimeout(nextPhase, 1000 * seconds);
    return () => {
      clearTimeout(timer);
    };
  }, [playing, seconds, phase, walk, taken, taking]);
}

/** Why no step is laid open, and what can be done about it. */
function Waits({ leave }: Pick<Props, 'leave'>) {
  const { t } = useSay();
  const status = useLab((lab) => lab.status);
  const failed = useSlow((state) => state.failed) && status === 'paused';
  return (
    <div className={styles.caption}>
      <p>{t(`slow.waits.${failed ? 'error' : status}`)}</p>
      <div className={styles.buttons}>
        {failed && (
          <button type="button" className="button small" onClick={tryAgain}>
            {t('slow.again')}
          </button>
        )}
        {status === 'running' && (
          <button type="button" className="button small" onClick={pause}>
            {t('slow.pauseRun')}
          </button>
        )}
        <button type="button" className="button small" onClick={leave}>
          {t('slow.buttons.leave')}
        </button>
      </div>
    </div>
  );
}
