import { useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldOf } from '../../run/fields.ts';
import type { Rate } from '../../metrics/intervals.ts';
import { setField } from '../control.ts';
import { Segments } from '../charts/Segments.tsx';
import { useNumberWords } from '../format.ts';
import { useLab } from '../store.ts';
import { openRun } from './open.ts';
import { entries } from './order.ts';
import { Panel } from '../ui/Panel.tsx';
import { FILTERS, measured, reachedBy, setRace, SORTS, useRace, type ShownRace } from './race.ts';
import { RaceGrid, useRunWords } from './RaceGrid.tsx';
import { RaceSetup } from './RaceSetup.tsx';
import { useArmWords, useOutcomes } from './useOutcomes.ts';
import { useOtherSettings, useShownEvidence } from './useShownRace.ts';
import { useWidth } from '../ui/useWidth.ts';

/** The race: many runs side by side, each a small picture of what its gates use. */
export function RaceCard() {
  const { t } = useTranslation();
  const words = useNumberWords();
  const { evidence, live } = useShownEvidence();
  const race = evidence?.data ?? null;
  const arms = useOutcomes();
  const armWords = useArmWords();
  const other = useOtherSettings();
  const title =
    race && arms.every(({ rates }) => rates.z5.n > 0)
      ? t(live ? 'polarization.race.soFar' : 'polarization.race.title', {
          arms: arms
            .map((arm) => t('polarization.race.armTitle', { k: arm.rates.z5.k, n: arm.rates.z5.n, arm: armWords(arm) }))
            .join(t('polarization.comma')),
          step: words.fixed(reachedBy(race)),
          steps: words.fixed(race.spec.base.training.steps),
        })
      : t('polarization.race.before');
  return (
    <Panel name={t('polarization.race.name')} title={title} other={other} subtitle={t('polarization.race.subtitle')}>
      <RaceSetup />
      {race && <Pictures race={race} />}
    </Panel>
  );
}

function Pictures({ race }: { race: ShownRace }) {
  const { t } = useTranslation();
  const words = useNumberWords();
  const runWords = useRunWords();
  const armWords = useArmWords();
  const sort = useRace((state) => state.sort);
  const filter = useRace((state) => state.filter);
  const arms = useOutcomes();
  const threshold = useLab((lab) => lab.state.run.threshold);
  const [pointed, setPointed] = useState<{ seed: number; arm: number } | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const total = useWidth(box);
  const { spec, runs, steps } = race;
  // Beside each other where a picture stays large enough to be read, else below each other.
  const columns = total < 560 ? 1 : spec.arms.length;
  const width = Math.floor((total - 16 * (columns - 1)) / columns);
  const experts = spec.base.model.kind === 'shared-bottom' ? 1 : spec.base.model.experts;
  const shown = useMemo(
    () => runs.map((own) => entries(own, spec.seedBase, threshold, sort, filter)),
    [runs, spec.seedBase, threshold, sort, filter],
  );
  const open = useCallback(
    (arm: number) => (seed: number) => {
      openRun(spec, arm, seed);
    },
    [spec],
  );
  const point = useCallback(
    (arm: number) => (seed: number | null) => {
      setPointed(seed === null ? null : { seed, arm });
    },
    [],
  );
  const handlers = useMemo(
    () => spec.arms.map((_, arm) => ({ open: open(arm), point: point(arm) })),
    [spec.arms, open, point],
  );
  const stepWords = (reached: readonly number[], { k, n }: Rate): string => {
    const last = Math.max(...reached);
    const there = reached.filter((step) => step === last).length;
    return there === n
      ? t('polarization.race.at', { step: words.fixed(last), k, n })
      : t('polarization.race.mixed', { step: words.fixed(last), there, k, n });
  };
  const at = pointed && shown[pointed.arm]?.find(({ seed }) => seed === pointed.seed);
  return (
    <>
      <div className="ui-setup">
        <Segments
          label={t('polarization.sort.label')}
          choices={SORTS.map((value) => ({ value, label: t(`polarization.sort.${value}`) }))}
          value={sort}
          onChange={(value) => {
            setRace({ sort: value });
          }}
        />
        <Segments
          label={t('polarization.filter.label')}
          choices={FILTERS.map((value) => ({ value, label: t(`polarization.filter.${value}`) }))}
          value={filter}
          onChange={(value) => {
            setRace({ filter: value });
          }}
        />
        <Threshold />
      </div>
      <div ref={box} className="pol-arms" style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}>
        {spec.arms.map(({ label }, arm) => (
          <div key={label}>
            <h3>
              {armWords(arms[arm])}{' '}
              <small>
                {measured(runs[arm]).length === 0
                  ? t('polarization.race.noStep')
                  : stepWords(
                      steps[arm].filter((step) => step > 0),
                      arms[arm].rates.z5,
                    )}
              </small>
            </h3>
            {width > 0 && (
              <RaceGrid
                label={armWords(arms[arm])}
                entries={shown[arm]}
                room={spec.seeds}
                experts={experts}
                width={width}
                pointed={pointed?.seed ?? null}
                onPoint={handlers[arm].point}
                onOpen={handlers[arm].open}
              />
            )}
          </div>
        ))}
      </div>
      <p className="ui-note pol-pointed">{at ? runWords(at) : t('polarization.race.legend')}</p>
    </>
  );
}

/** From which mean weight on an expert counts as used: changes the counts, not the runs. */
function Threshold() {
  const { t } = useTranslation();
  const words = useNumberWords();
  const threshold = useLab((lab) => lab.state.run.threshold);
  const field = fieldOf('run.threshold');
  if (field.kind !== 'number') return null;
  return (
    <label className="ui-field pol-threshold">
      <span>{t('polarization.threshold')}</span>
      <input
        type="range"
        min={field.min}
        max={field.max}
        step={field.step}
        value={threshold}
        aria-valuetext={words.percent(threshold, 1)}
        onChange={(event) => {
          setField('run.threshold', Number(event.target.value));
        }}
      />
      <output aria-live="off">{words.percent(threshold, 1)}</output>
    </label>
  );
}
