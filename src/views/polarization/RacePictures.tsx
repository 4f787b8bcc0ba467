import { useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldOf } from '../../run/fields.ts';
import { tasksOf } from '../../run/source.ts';
import type { Rate } from '../../metrics/intervals.ts';
import { setField } from '../control.ts';
import { Segments } from '../charts/Segments.tsx';
import { useNumberWords } from '../format.ts';
import { useLab } from '../store.ts';
import { openRun } from './open.ts';
import { entries, type Entry } from './order.ts';
import { FILTERS, measured, setRace, SORTS, useRace, type ShownRace } from './race.ts';
import { RaceGrid } from './RaceGrid.tsx';
import type { ArmOutcome } from './outcome.ts';
import { useArmWords, useOutcomes } from './useOutcomes.ts';
import { Words } from '../terms/Words.tsx';
import { Gap } from '../ui/Gap.tsx';
import { useWidth } from '../ui/useWidth.ts';
import styles from './polarization.module.css';
import panel from '../ui/panel.module.css';

/** The pictures of a race, group by group, in the order and the choice asked for. @param gates - of the model, at least one */
export function RacePictures({ race, gates }: { race: ShownRace; gates: number }) {
  const { t } = useTranslation();
  const arms = useOutcomes();
  const sort = useRace((state) => state.sort);
  const filter = useRace((state) => state.filter);
  const threshold = useLab((lab) => lab.state.run.threshold);
  const [pointed, setPointed] = useState<{ seed: number; arm: number } | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const total = useWidth(box);
  const { spec, runs } = race;
  // Beside each other where a picture stays large enough to be read, else below each other.
  const columns = total < 560 ? 1 : spec.arms.length;
  const width = Math.floor((total - 16 * (columns - 1)) / columns);
  const shown = useMemo(
    () => runs.map((own) => entries(own, spec.seedBase, threshold, sort, filter)),
    [runs, spec.seedBase, threshold, sort, filter],
  );
  const point = useCallback((arm: number, seed: number | null) => {
    setPointed(seed === null ? null : { seed, arm });
  }, []);
  return (
    <>
      <Arrangement />
      <div ref={box} className={styles.arms} style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}>
        {spec.arms.map(({ label }, arm) => (
          <Arm
            key={label}
            race={race}
            arm={arm}
            outcome={arms[arm]}
            gates={gates}
            entries={shown[arm]}
            width={width}
            pointed={pointed?.seed ?? null}
            here={pointed?.arm === arm}
            onPoint={point}
          />
        ))}
      </div>
      <p className={`${panel.note} ${styles.legend}`}>
        <Words text={t('polarization.race.legend')} />
      </p>
    </>
  );
}

/** In what order the pictures stand, which are shown, and what counts as unused. */
function Arrangement() {
  const { t } = useTranslation();
  const sort = useRace((state) => state.sort);
  const filter = useRace((state) => state.filter);
  return (
    <div className={panel.setup}>
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
  );
}

interface ArmProps {
  race: ShownRace;
  arm: number;
  outcome: ArmOutcome;
  gates: number;
  entries: readonly Entry[];
  width: number;
  pointed: number | null;
  /** Whether what is pointed at is in this group. */
  here: boolean;
  onPoint: (arm: number, seed: number | null) => void;
}

/** One group: its name, what is known of it, and its pictures. */
function Arm({ race: { spec, runs, steps }, arm, outcome, gates, entries, width, pointed, here, onPoint }: ArmProps) {
  const { t } = useTranslation();
  const stepWords = useStepWords();
  const armWords = useArmWords();
  const point = useCallback(
    (seed: number | null) => {
      onPoint(arm, seed);
    },
    [onPoint, arm],
  );
  const open = useCallback(
    (seed: number) => {
      openRun(spec, arm, seed);
    },
    [spec, arm],
  );
  const name = armWords(outcome);
  const tasks = useMemo(() => tasksOf(spec.base).map(({ index }) => index), [spec.base]);
  return (
    <div>
      <h3>
        {name}
        <Gap />
        <small>
          {measured(runs[arm]).length === 0
            ? t('polarization.race.noStep')
            : stepWords(
                steps[arm].filter((step) => step > 0),
                outcome.rates.z5,
              )}
        </small>
      </h3>
      {width > 0 && (
        <RaceGrid
          label={name}
          entries={entries}
          room={spec.seeds}
          experts={spec.base.model.experts}
          gates={gates}
          tasks={tasks}
          width={width}
          pointed={pointed}
          here={here}
          onPoint={point}
          onOpen={open}
        />
      )}
    </div>
  );
}

/** How many polarized, and at which step: of runs in portions not the same for all. */
function useStepWords(): (reached: readonly number[], rate: Rate) => string {
  const { t } = useTranslation();
  const words = useNumberWords();
  return (reached, { k, n }) => {
    const last = Math.max(...reached);
    const there = reached.filter((step) => step === last).length;
    return there === n
      ? t('polarization.race.at', { step: words.fixed(last), k, n })
      : t('polarization.race.mixed', { step: words.fixed(last), there, k, n });
  };
}

/** From which mean weight on an expert counts as used: changes the counts, not the runs. */
function Threshold() {
  const { t } = useTranslation();
  const words = useNumberWords();
  const threshold = useLab((lab) => lab.state.run.threshold);
  const field = fieldOf('run.threshold');
  if (field.kind !== 'number') return null;
  return (
    <label className={`${panel.field} pol-threshold`}>
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
