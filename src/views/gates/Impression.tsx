import { useTranslation } from 'react-i18next';
import type { Opened } from '../../session/protocol.ts';
import { sigmoid } from '../../model/losses.ts';
import { CLICK, DEVICES } from '../../world/spec.ts';
import { LiveText } from '../charts/LiveText.tsx';
import { happenedAt } from '../impression/happened.ts';
import { impressionWords } from '../impression/words.ts';
import { useSay } from '../say.ts';
import { useLab } from '../store.ts';
import { Panel } from '../ui/Panel.tsx';
import { rowIn, useSample } from '../sample.ts';
import { chosenTask, explained } from './explained.ts';
import { useSameModels } from '../useTrained.ts';
import { viewed } from './scrub.ts';
import { Steps } from './Steps.tsx';
import { impressionTitle } from './titles.ts';
import styles from './gates.module.css';

/** One impression on its way through the model, every number with its formula. */
export function Impression() {
  const opened = useLab((lab) => lab.opened);
  return opened && opened.samples.rows > 0 ? <Card opened={opened} /> : null;
}

function Card({ opened }: { opened: Opened }) {
  const say = useSay();
  const { t } = say;
  const { kind } = opened.run.model;
  const happened = useHappened(opened);
  return (
    <Panel
      id="card-impression"
      name={t('gates.one.name')}
      title={<LiveText text={() => impressionTitle(say, kind, explained(), chosenTask(opened))} />}
      subtitle={
        <>
          <span className={styles.happened}>
            <LiveText text={happened} />
          </span>
          {t(kind === 'shared-bottom' ? 'gates.one.subtitleNone' : 'gates.one.subtitle')}
        </>
      }
      controls={<Picker opened={opened} />}
    >
      <Steps opened={opened} />
    </Panel>
  );
}

/** The chosen impression as it happened, and what the shown model says of it at the shown step. */
function useHappened(opened: Opened): () => string {
  const say = useSay();
  const same = useSameModels();
  const arm = useLab((lab) => lab.state.view.arm);
  return () => {
    const { world, model } = opened.run;
    const happened = happenedAt(opened.samples, rowIn(opened, useSample.getState().row));
    const shown = viewed();
    const way = explained();
    return impressionWords(
      say,
      happened,
      world.logging,
      shown && {
        arm: same ? null : arm,
        click: way && sigmoid(way.output[CLICK]),
        step: shown.step,
        handling: model.biasHandling,
      },
    );
  };
}

/** Which impression: one step back, one on, or any. */
function Picker({ opened }: { opened: Opened }) {
  const { t } = useTranslation();
  const { samples } = opened;
  const row = useSample((state) => rowIn(opened, state.row));
  const go = (to: number): void => {
    useSample.setState({ row: (to + samples.rows) % samples.rows });
  };
  const words = (at: number): string =>
    t('gates.one.option', {
      number: at + 1,
      device: t(`device.${DEVICES[samples.device[at]]}`),
      place:
        samples.position[at] > 0
          ? t('gates.one.position', { position: samples.position[at] })
          : t('gates.one.noPosition'),
    });
  return (
    <span className={styles.picker}>
      <button
        type="button"
        className="button small"
        aria-label={t('gates.one.previous')}
        onClick={() => {
          go(row - 1);
        }}
      >
        {'←'}
      </button>
      <select
        aria-label={t('gates.one.pick')}
        value={row}
        onChange={(event) => {
          go(Number(event.target.value));
        }}
      >
        {Array.from({ length: samples.rows }, (_, at) => (
          <option key={at} value={at}>
            {words(at)}
          </option>
        ))}
      </select>
      <button
        type="button"
        className="button small"
        aria-label={t('gates.one.next')}
        onClick={() => {
          go(row + 1);
        }}
      >
        {'→'}
      </button>
    </span>
  );
}
