import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { RunSpec } from '../../run/runSpec.ts';
import { isLive, shownOf, type Evidence } from '../../study/evidence.ts';
import { sameSetting } from '../../study/spec.ts';
import { meanInterval } from '../../metrics/intervals.ts';
import { Drawn } from '../charts/Drawn.tsx';
import { useNumberWords } from '../format.ts';
import { useSay } from '../say.ts';
import { EvidenceSwitch } from '../ui/EvidenceSwitch.tsx';
import { JobLine } from '../ui/JobLine.tsx';
import { MadeFolded } from '../ui/Made.tsx';
import { MadeBy } from '../ui/Panel.tsx';
import { sourceOf } from '../ui/source.ts';
import { StartStop } from '../ui/StartStop.tsx';
import { TableScroll } from '../ui/TableScroll.tsx';
import { OnPlatform } from '../charts/NoTruth.tsx';
import { usePlatformRun } from '../sourceName.ts';
import { chooseMissing, compareDropout, findStoredMissing, useComparisons, type ShownMissing } from './comparisons.ts';
import { curedWords } from './curedWords.ts';
import { worldWords } from './missingWorlds.ts';
import { stripMarks } from './smallMarks.ts';
import styles from './bias.module.css';
import panel from '../ui/panel.module.css';

/** Rates of position dropout that are compared, and on how many worlds. */
const RATES = [0, 0.1, 0.3];
const WORLDS = 6;
const STRIP = { width: 160, height: 14 };

/** The study replaces what the run says of these. */
const bareOf = (run: RunSpec): RunSpec => ({
  ...run,
  model: { ...run.model, biasHandling: 'shallow-tower' },
  training: { ...run.training, positionDropout: 0 },
});

/** The error of the "missing" logit with and without position dropout, trained when asked. */
export function DropoutStudy() {
  const say = useSay();
  const { t } = say;
  const run = usePlatformRun();
  const cured = curedWords(say, run);
  const shelf = useComparisons((state) => state.missing);
  const shown = shownOf(shelf);
  const live = isLive(shelf, shown);
  const isOther = (data: ShownMissing | null | undefined): boolean =>
    data ? !sameSetting(bareOf(data.spec.base), bareOf(run)) : false;
  useEffect(() => {
    findStoredMissing().catch(() => undefined);
  }, []);
  return (
    <div>
      <h3>
        {t('bias.missing.dropout.title')}
        <MadeBy source={sourceOf(shown, live)} other={isOther(shown?.data)} />
      </h3>
      <p className={styles.note}>{t('bias.missing.dropout.hint')}</p>
      <OnPlatform of="study" />
      <div className={styles.actions}>
        <StartStop
          owner="missing"
          className="small"
          start={t('bias.missing.dropout.start')}
          stop={t('study.stop')}
          disabled={run.world.logging === 'none'}
          onStart={() => {
            compareDropout({ base: run, rates: RATES, seeds: WORLDS, seedBase: 1 });
          }}
        />
        <JobLine owner="missing" kept={shelf.kept} elsewhere={shown?.id !== shelf.last} other={isOther(shelf.asked)} />
        <EvidenceSwitch shelf={shelf} of="worlds" onChoose={chooseMissing} />
      </div>
      {cured && <p className={styles.note}>{cured}</p>}
      {shown && shown.data.runs.length > 0 && (
        <>
          <MadeOf shown={shown} live={live} />
          <Errors measured={shown.data} />
        </>
      )}
    </div>
  );
}

/** On which worlds these results were measured, and by what. */
function MadeOf({ shown: { data, made }, live }: { shown: Evidence<ShownMissing>; live: boolean }) {
  const say = useSay();
  const { t } = say;
  if (!made) return <p className={styles.note}>{worldWords(say, data, live)}</p>;
  return <MadeFolded words={t('bias.missing.dropout.stored', { worlds: data.spec.seeds })} by={made} />;
}

/** A row a rate: the mean error with its interval, and every world's own as a dot. */
function Errors({ measured: { spec, runs } }: { measured: ShownMissing }) {
  const { t } = useTranslation();
  const numbers = useNumberWords();
  const rows = spec.rates.map((rate) => {
    const errors = runs.filter((one) => one.rate === rate).map((one) => one.missingError);
    return { rate, errors, mean: meanInterval(errors) };
  });
  const most = Math.max(0.1, ...rows.flatMap(({ errors }) => errors.filter(Number.isFinite)));
  return (
    <TableScroll label={t('bias.missing.dropout.title')}>
      <table className={panel.table}>
        <thead>
          <tr>
            <th scope="col">{t('bias.missing.dropout.rate')}</th>
            <th scope="col">{t('bias.missing.dropout.error')}</th>
            <td className={styles.way} aria-hidden="true">
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
                  className={styles.strip}
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
  );
}
