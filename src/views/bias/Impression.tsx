import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Opened } from '../../session/protocol.ts';
import { impressionAt } from '../../model/explain.ts';
import { clickProbability, sigmoid } from '../../world/labels.ts';
import { CLICK, DEVICES, POSITIONS } from '../../world/spec.ts';
import { explainArm } from '../charts/explainArm.ts';
import { LiveText } from '../charts/LiveText.tsx';
import { NoTruth } from '../charts/NoTruth.tsx';
import { LiveWords } from '../charts/LiveWords.tsx';
import { Plot } from '../charts/Plot.tsx';
import { useArm } from '../charts/shown.ts';
import { useNumberWords } from '../format.ts';
import { TableScroll } from '../ui/TableScroll.tsx';
import { useSay } from '../say.ts';
import { stepNow, useLab } from '../store.ts';
import { courseWords, rateWord } from '../trained.ts';
import { useTrainedWith } from '../useTrained.ts';
import { probabilityMarks } from './smallMarks.ts';
import { hasTruth } from '../../world/types.ts';
import styles from './bias.module.css';
import panel from '../ui/panel.module.css';

type Samples = NonNullable<Opened['samples']>;

/** One held-out impression's click prediction, live, for three ways to serve it. */
export function Impression() {
  const { t } = useTranslation();
  const opened = useLab((lab) => lab.opened);
  const [chosen, setChosen] = useState(4);
  const samples = opened?.samples;
  if (!opened || !samples) return null;
  const known = hasTruth(samples);
  if (known && opened.run.world.logging === 'none') return <p className={styles.note}>{t('bias.noPositions')}</p>;
  const row = chosen % samples.rows;
  return (
    <div>
      <Pick
        samples={samples}
        row={row}
        onMove={(by) => {
          setChosen((row + by + samples.rows) % samples.rows);
        }}
      />
      <Ways opened={opened} samples={samples} row={row} />
      {known ? <MissingError /> : <NoTruth of="relevance" />}
    </div>
  );
}

interface Chosen {
  samples: Samples;
  /** Index of the impression. */
  row: number;
}

/** Which impression it is, and the way to others. */
function Pick({ samples, row, onMove }: Chosen & { onMove: (by: 1 | -1) => void }) {
  const { t } = useTranslation();
  const step = (by: 1 | -1) => (
    <button
      type="button"
      className="button small square"
      aria-label={t(by < 0 ? 'bias.missing.previous' : 'bias.missing.next')}
      onClick={() => {
        onMove(by);
      }}
    >
      {by < 0 ? '‹' : '›'}
    </button>
  );
  return (
    <div className={styles.pick}>
      {step(-1)}
      <span aria-live="polite">
        {t(hasTruth(samples) ? 'bias.missing.impression' : 'bias.missing.row', {
          number: row + 1,
          of: samples.rows,
          device: t(`device.${DEVICES[samples.device[row]]}`),
          position: samples.position[row],
        })}
      </span>
      {step(1)}
    </div>
  );
}

/** The click that the model shown predicts for an impression at a position, 0 for missing; NaN before there is a model. */
function usePrediction(opened: Opened, { samples, row }: Chosen): (position: number) => number {
  const { arm } = useArm();
  const index = useLab((lab) => lab.state.view.arm);
  return (position) => {
    const parameters = arm()?.parameters;
    if (!parameters) return NaN;
    const impression = { ...impressionAt(samples, row), position };
    const said = explainArm(opened.run, index, { parameters, step: stepNow() }, impression);
    return sigmoid(said?.output[CLICK] ?? NaN);
  };
}

interface Way {
  key: 'logged' | 'missing' | 'first';
  /** 0 for missing. */
  position: number;
  /** True P(click). */
  truth: number;
}

/** The ways to serve an impression, each with what is true of it. */
function waysOf({ run, world: { truth } }: Opened, { samples, row }: Chosen): Way[] {
  const truths =
    truth && hasTruth(samples)
      ? truth.bias[samples.device[row]].map((bias) => clickProbability(run.world, samples.clickLogit[row], bias))
      : new Array<number>(POSITIONS).fill(NaN);
  const logged = samples.position[row];
  return [
    // A row of a table may have none.
    ...(logged > 0 ? [{ key: 'logged', position: logged, truth: truths[logged - 1] } as const] : []),
    { key: 'missing', position: 0, truth: truths.reduce((sum, p) => sum + p / POSITIONS, 0) },
    { key: 'first', position: 1, truth: truths[0] },
  ];
}

function Ways({ opened, ...chosen }: Chosen & { opened: Opened }) {
  const { t } = useTranslation();
  const numbers = useNumberWords();
  const predicted = usePrediction(opened, chosen);
  const known = hasTruth(chosen.samples);
  return (
    <TableScroll label={t('bias.missing.title')}>
      <table className={`${panel.table} ${styles.ways}`}>
        <thead>
          <tr>
            <th scope="col">{t('bias.missing.served')}</th>
            <th scope="col">
              {known ? t('bias.missing.predicted') : t('bias.missing.predictedOf', { task: t('task.click') })}
            </th>
            {known && <th scope="col">{t('bias.missing.true')}</th>}
            <td className={styles.way}>{t(known ? 'bias.missing.scale' : 'bias.missing.scaleAlone')}</td>
          </tr>
        </thead>
        <tbody>
          {waysOf(opened, chosen).map(({ key, position, truth }) => (
            <tr key={key}>
              <th scope="row">{t(`bias.missing.way.${key}`, { position })}</th>
              <td>
                <LiveText text={() => numbers.percent(predicted(position), 1)} />
              </td>
              {known && <td>{numbers.percent(truth, 1)}</td>}
              <td className={styles.way} aria-hidden="true">
                <Plot describe={() => ''} marks={(size) => probabilityMarks(size, predicted(position), truth)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}

/** How far off the "missing" logits of the run are, and with which position dropout they were trained. */
function MissingError() {
  const { t } = useTranslation();
  const say = useSay();
  const { numbers } = say;
  const { arm } = useArm();
  const rate = courseWords(say, useTrainedWith<number>('run.training.positionDropout'), rateWord(say));
  return (
    <p className={styles.note}>
      <LiveWords
        text={() => {
          const bias = arm()?.bias;
          return t('sentences', {
            first: t('bias.missing.trueMissing'),
            second: bias
              ? t('bias.missing.error', { error: numbers.fixed(bias.missingError, 3), rate })
              : t('bias.missing.noTable'),
          });
        }}
      />
    </p>
  );
}
