import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Ratio } from '../../metrics/ratio.ts';
import { useSay } from '../say.ts';
import { settingName, settingOf } from '../settingName.ts';
import { inSentences } from '../sentences.ts';
import { Gap } from '../ui/Gap.tsx';
import { Made } from '../ui/Made.tsx';
import { Panel } from '../ui/Panel.tsx';
import { TableScroll } from '../ui/TableScroll.tsx';
import { RateCell } from './RateCell.tsx';
import { findMeasured, PLACES, type Measured, type Place } from './sameQuestion.ts';
import { lossWords, sameQuestionAnswers, sameQuestionTitle } from './sameQuestionWords.ts';
import styles from './polarization.module.css';
import panel from '../ui/panel.module.css';

/** What is stored of all settings; null until it is there. */
function useMeasured(): readonly Measured[] | null {
  const [rows, setRows] = useState<readonly Measured[] | null>(null);
  useEffect(() => {
    let left = false;
    // What does not come is missing: the table keeps its rows, without numbers.
    findMeasured().then(
      (found) => {
        if (!left) setRows(found);
      },
      () => undefined,
    );
    return () => {
      left = true;
    };
  }, []);
  return rows;
}

/** Is collapse bad, and how much does dropout help? Elsewhere on the page that is answered for one setting at a time; here all stand side by side. */
export function SameQuestion() {
  const { t } = useTranslation();
  const say = useSay();
  const rows = useMeasured();
  const name = t('polarization.same.name');
  return (
    <Panel
      card="settings"
      id="card-settings"
      name={name}
      title={rows ? sameQuestionTitle(say, rows) : t('polarization.same.before')}
      source="stored"
      subtitle={t('polarization.same.subtitle')}
    >
      <TableScroll label={name}>
        <table className={panel.table}>
          <Head />
          <tbody>
            {PLACES.map((place, i) => (
              <Row key={place.place} place={place} measured={rows?.[i]} />
            ))}
            <Paper />
          </tbody>
        </table>
      </TableScroll>
      <Answers rows={rows} />
      <p className={panel.note}>{t('polarization.same.note')}</p>
      <How rows={rows ?? []} />
    </Panel>
  );
}

function Head() {
  const { t } = useTranslation();
  return (
    <thead>
      <tr>
        {(['setting', 'without', 'dropout', 'loss', 'noGate', 'source'] as const).map((column) => (
          <th key={column} scope="col">
            {t(`polarization.same.${column}`)}
            {column === 'noGate' && <small>{t('polarization.same.noGateHint')}</small>}
          </th>
        ))}
      </tr>
    </thead>
  );
}

/** A setting; its numbers once they are there, in the room that was kept for them. */
function Row({ place: { place, base }, measured }: { place: Place; measured: Measured | undefined }) {
  const { t } = useTranslation();
  const say = useSay();
  const { optimizer, learningRate, workers, steps } = base.training;
  const none = { k: 0, n: 0, rate: NaN, low: NaN, high: NaN };
  const race = measured?.race;
  return (
    <tr>
      <th scope="row" className={styles.from}>
        {settingName(say, settingOf(place))}
        <small>
          {t('polarization.same.facts', {
            optimizer: t(`field.run.training.optimizer.choice.${optimizer}`),
            rate: say.numbers.plain(learningRate),
            workers: workers === 1 ? t('polarization.same.synchronous') : t('unit.workers', { value: workers }),
            steps: say.numbers.fixed(steps),
            seeds: say.numbers.fixed(measured?.seeds ?? NaN),
          })}
        </small>
      </th>
      <td>
        <RateCell rate={measured?.without ?? none} />
      </td>
      <td>
        <RateCell rate={measured?.dropout ?? none} />
      </td>
      <LossCell ratio={measured?.loss} />
      <LossCell ratio={measured?.noGate} />
      <td className={styles.from}>
        {t('polarization.same.cures', { from: measured?.seedBase ?? '…' })}
        {race && (
          <small>
            {t('polarization.same.race', {
              from: race.seedBase,
              k1: race.without.k,
              k2: race.dropout.k,
              n: race.without.n,
            })}
          </small>
        )}
      </td>
    </tr>
  );
}

/** By how much a loss is another one, and its interval. */
function LossCell({ ratio }: { ratio: Ratio | undefined }) {
  const say = useSay();
  const { change, bounds } = lossWords(say, ratio ?? { n: 0, ratio: NaN, low: NaN, high: NaN });
  return (
    <td className={styles.from}>
      <strong>{change}</strong>
      <small>{bounds}</small>
    </td>
  );
}

/** What the paper says of its own system. */
function Paper() {
  const { t } = useTranslation();
  return (
    <tr className={panel.claim}>
      <th scope="row">
        {t('polarization.same.paper.setting')}
        <small>{t('polarization.same.paper.facts')}</small>
      </th>
      <td>{t('polarization.same.paper.without')}</td>
      <td>{t('polarization.same.paper.dropout')}</td>
      <td>{'–'}</td>
      <td>{'–'}</td>
      <td className={styles.from}>{t('polarization.same.paper.source')}</td>
    </tr>
  );
}

const QUESTIONS = ['harm', 'help', 'price'] as const;

/** What they say together, question by question. */
function Answers({ rows }: { rows: readonly Measured[] | null }) {
  const { t } = useTranslation();
  const say = useSay();
  if (!rows) return null;
  const answers = sameQuestionAnswers(say, rows);
  return (
    <ul className={panel.words}>
      {QUESTIONS.map((question, i) => (
        <li key={question}>
          <strong>{t(`polarization.same.question.${question}`)}</strong>
          <Gap />
          {inSentences(t, ...answers[i])}
        </li>
      ))}
    </ul>
  );
}

/** What made them, setting by setting; what made the races stands with the races. */
function How({ rows }: { rows: readonly Measured[] }) {
  const { t } = useTranslation();
  const say = useSay();
  return (
    <details className={panel.progress}>
      <summary>
        <span className={panel.how}>{t('panel.how')}</span>
      </summary>
      {rows.map(({ place, made }) => (
        <p key={place}>
          {t('named', { name: settingName(say, settingOf(place)), value: '' })}
          <Made by={made} />
        </p>
      ))}
    </details>
  );
}
