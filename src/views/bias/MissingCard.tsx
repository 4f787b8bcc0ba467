import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { modelOf } from '../../run/runSpec.ts';
import { meanInterval } from '../../metrics/intervals.ts';
import { explain, impressionAt } from '../../model/explain.ts';
import { parameterLayout } from '../../model/layout.ts';
import { clickProbability, sigmoid } from '../../world/labels.ts';
import { CLICK, DEVICES, POSITIONS } from '../../world/spec.ts';
import { Drawn } from '../charts/Drawn.tsx';
import { LiveText } from '../charts/LiveText.tsx';
import { Plot } from '../charts/Plot.tsx';
import { useArm } from '../charts/shown.ts';
import { useNumberWords } from '../format.ts';
import { Panel } from '../ui/Panel.tsx';
import { TableScroll } from '../ui/TableScroll.tsx';
import { useLab } from '../store.ts';
import { probabilityMarks, stripMarks } from './smallMarks.ts';
import { JobStatus } from './JobStatus.tsx';
import { Made } from '../ui/Made.tsx';
import { showStoredDropout } from './storedTreatments.ts';
import { compareDropout, stopComparison, useComparisons } from './treatmentsClient.ts';

/** Rates of position dropout that are compared, and on how many worlds. */
const RATES = [0, 0.1, 0.3];
const WORLDS = 6;
const STRIP = { width: 160, height: 14 };

/** What an impression is predicted when its position is known, unknown, or taken to be the first; and what "missing" is worth. */
export function MissingCard() {
  const { t } = useTranslation();
  return (
    <Panel name={t('bias.missing.name')} title={t('bias.missing.title')} subtitle={t('bias.missing.subtitle')}>
      <div className="bias-missing">
        <Impression />
        <Dropout />
      </div>
    </Panel>
  );
}

/** One held-out impression's click prediction, live, for three ways to serve it. */
function Impression() {
  const { t } = useTranslation();
  const numbers = useNumberWords();
  const opened = useLab((lab) => lab.opened);
  const { arm } = useArm();
  const [chosen, setChosen] = useState(4);
  const samples = opened?.samples;
  const row = samples ? chosen % samples.rows : 0;
  const model = useMemo(
    () => opened && { spec: modelOf(opened.run), layout: parameterLayout(modelOf(opened.run)) },
    [opened],
  );
  if (!opened || !samples || !model) return null;
  const device = samples.device[row];
  const logged = samples.position[row];
  const { world } = opened.run;
  const predicted = (position: number): number => {
    const now = arm();
    return now
      ? sigmoid(
          explain(model.spec, now.parameters, { ...impressionAt(samples, row), position }, model.layout).output[CLICK],
        )
      : NaN;
  };
  const truths = opened.world.trueBias[device].map((bias) => clickProbability(world, samples.clickLogit[row], bias));
  const ways = [
    {
      key: 'logged',
      position: logged,
      truth: truths[logged - 1] ?? NaN,
      label: t('bias.missing.way.logged', { position: logged }),
    },
    {
      key: 'missing',
      position: 0,
      truth: truths.reduce((sum, p) => sum + p / POSITIONS, 0),
      label: t('bias.missing.way.missing'),
    },
    { key: 'first', position: 1, truth: truths[0], label: t('bias.missing.way.first') },
  ];
  const move = (by: number): void => {
    setChosen((row + by + samples.rows) % samples.rows);
  };
  return (
    <div>
      <div className="bias-pick">
        <button
          type="button"
          className="button small square"
          aria-label={t('bias.missing.previous')}
          onClick={() => {
            move(-1);
          }}
        >
          {'‹'}
        </button>
        <span aria-live="polite">
          {t('bias.missing.impression', {
            number: row + 1,
            of: samples.rows,
            device: t(`device.${DEVICES[device]}`),
            position: logged,
          })}
        </span>
        <button
          type="button"
          className="button small square"
          aria-label={t('bias.missing.next')}
          onClick={() => {
            move(1);
          }}
        >
          {'›'}
        </button>
      </div>
      <TableScroll label={t('bias.missing.title')}>
        <table className="ui-table bias-ways">
          <thead>
            <tr>
              <th scope="col">{t('bias.missing.served')}</th>
              <th scope="col">{t('bias.missing.predicted')}</th>
              <th scope="col">{t('bias.missing.true')}</th>
              <td className="bias-way">{t('bias.missing.scale')}</td>
            </tr>
          </thead>
          <tbody>
            {ways.map((way) => (
              <tr key={way.key}>
                <th scope="row">{way.label}</th>
                <td>
                  <LiveText text={() => numbers.percent(predicted(way.position), 1)} />
                </td>
                <td>{numbers.percent(way.truth, 1)}</td>
                <td className="bias-way" aria-hidden="true">
                  <Plot
                    describe={() => ''}
                    marks={(size) => probabilityMarks(size, predicted(way.position), way.truth)}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
      <p className="bias-note">
        {t('bias.missing.trueMissing')}{' '}
        <LiveText
          text={() => {
            const bias = arm()?.bias;
            return bias
              ? t('bias.missing.error', {
                  error: numbers.fixed(bias.missingError, 3),
                  rate: numbers.percent(opened.run.training.positionDropout),
                })
              : t('bias.missing.noTable');
          }}
        />
      </p>
    </div>
  );
}

/** The error of the "missing" logit with and without position dropout, trained when asked. */
function Dropout() {
  const { t } = useTranslation();
  const numbers = useNumberWords();
  const run = useLab((lab) => lab.state.run);
  const dropout = useComparisons((state) => state.dropout);
  const job = useComparisons((state) => (state.job?.name === 'dropout' ? state.job : null));
  const running = job?.status === 'running';
  useEffect(() => {
    showStoredDropout().catch(() => undefined);
  }, []);
  const rows = dropout?.runs.length
    ? dropout.spec.rates.map((rate) => {
        const errors = dropout.runs.filter((one) => one.rate === rate).map((one) => one.missingError);
        return { rate, errors, mean: meanInterval(errors) };
      })
    : [];
  const most = Math.max(0.1, ...rows.flatMap(({ errors }) => errors.filter(Number.isFinite)));
  return (
    <div>
      <h3>{t('bias.missing.dropout.title')}</h3>
      <p className="bias-note">{t('bias.missing.dropout.hint')}</p>
      <div className="bias-actions">
        {running ? (
          <button type="button" className="button small" onClick={stopComparison}>
            {t('bias.stop')}
          </button>
        ) : (
          <button
            type="button"
            className="button small"
            disabled={run.world.logging === 'none'}
            onClick={() => {
              compareDropout({ base: run, rates: RATES, seeds: WORLDS, seedBase: 1 });
            }}
          >
            {t('bias.missing.dropout.start')}
          </button>
        )}
        <JobStatus job={job} />
      </div>
      {dropout && rows.length > 0 && (
        <p className="bias-note">
          {dropout.made ? (
            <>
              {t('bias.missing.dropout.stored', { worlds: dropout.spec.seeds })} <Made by={dropout.made} />
            </>
          ) : (
            t('bias.missing.dropout.trained', {
              worlds: dropout.spec.seeds,
              impressions: numbers.fixed(dropout.spec.base.world.impressions),
            })
          )}
        </p>
      )}
      {rows.length > 0 && (
        <TableScroll label={t('bias.missing.dropout.title')}>
          <table className="ui-table">
            <thead>
              <tr>
                <th scope="col">{t('bias.missing.dropout.rate')}</th>
                <th scope="col">{t('bias.missing.dropout.error')}</th>
                <td className="bias-way" aria-hidden="true">
                  {t('bias.missing.dropout.scale', { most: numbers.fixed(most, 2) })}
                </td>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ rate, errors, mean }) => (
                <tr key={rate}>
                  <th scope="row">{numbers.percent(rate)}</th>
                  <td>
                    {t('bias.interval', {
                      mean: numbers.fixed(mean.mean, 3),
                      low: numbers.fixed(mean.low, 3),
                      high: numbers.fixed(mean.high, 3),
                    })}
                  </td>
                  <td aria-hidden="true">
                    <Drawn
                      className="bias-strip"
                      viewBox={`0 0 ${STRIP.width} ${STRIP.height}`}
                      {...STRIP}
                      marks={stripMarks(STRIP, errors, most)}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroll>
      )}
    </div>
  );
}
