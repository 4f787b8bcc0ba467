import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSpoken } from '../announce.ts';
import { useNumberWords } from '../format.ts';
import { useLab } from '../store.ts';
import { ARM_PRESETS, baseRun, MOST_SEEDS, REGIME_CHOICES, type ArmPreset, type RegimeChoice } from './arms.ts';
import { raceFile, setSettings, startRace, stopRace, useRace } from './race.ts';
import { StoredNote } from '../ui/StoredNote.tsx';
import { useStudyOwner } from '../studyClient.ts';

interface WholeProps {
  label: string;
  value: number;
  min: number;
  max: number;
  unit?: string;
  onChange: (value: number) => void;
}

/** A whole number to type; out of range it is brought back into it when the field is left. */
export function WholeInput({ label, value, min, max, unit, onChange }: WholeProps) {
  const id = useId();
  const [text, setText] = useState<string | null>(null);
  const commit = (): void => {
    const typed = Math.round(Number(text));
    if (text !== null && text.trim() !== '' && Number.isFinite(typed)) onChange(Math.max(min, Math.min(max, typed)));
    setText(null);
  };
  return (
    <label className="ui-field" htmlFor={id}>
      <span>{label}</span>
      <input
        id={id}
        type="text"
        inputMode="numeric"
        size={4}
        value={text ?? String(value)}
        onChange={(event) => {
          setText(event.target.value);
        }}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit();
        }}
      />
      {unit}
    </label>
  );
}

interface ChoiceProps<T extends string> {
  label: string;
  value: T;
  choices: readonly T[];
  words: (choice: T) => string;
  onChange: (value: T) => void;
}

/** A list to pick from. */
export function Choice<T extends string>({ label, value, choices, words, onChange }: ChoiceProps<T>) {
  return (
    <label className="ui-field">
      <span>{label}</span>
      <select
        value={value}
        onChange={(event) => {
          onChange(event.target.value as T);
        }}
      >
        {choices.map((choice) => (
          <option key={choice} value={choice}>
            {words(choice)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Hands text to the reader as a file. */
function download(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(address);
  }, 10_000); // some browsers read the file only after the click has returned
}

/** What the race is about, and its start. */
export function RaceSetup() {
  const { t } = useTranslation();
  const { settings, race, job } = useRace();
  const owner = useStudyOwner((state) => state.owner);
  const controls = useLab((lab) => lab.state.run);
  const threshold = controls.threshold;
  const running = owner === 'race';
  const { steps } = baseRun(settings.regime, controls).training;
  // The controls say how much dropout there is as well.
  const choose = (regime: RegimeChoice): void => {
    const own = regime === 'controls' ? controls.training.gateDropout : 0;
    setSettings({ regime, steps: undefined, ...(own > 0 && { dropout: own }) });
  };
  return (
    <div className="ui-setup">
      <Choice<RegimeChoice>
        label={t('polarization.regime.label')}
        value={settings.regime}
        choices={REGIME_CHOICES}
        words={(choice) => t(`polarization.regime.${choice}`)}
        onChange={choose}
      />
      <Choice<ArmPreset>
        label={t('polarization.arms.label')}
        value={settings.arms}
        choices={ARM_PRESETS}
        words={(choice) => t(`polarization.arms.${choice}`)}
        onChange={(arms) => {
          setSettings({
            arms,
            ...(arms === 'story' && settings.regime === 'adam' && { regime: 'async', steps: undefined }),
          });
        }}
      />
      <span className="ui-break" />
      <WholeInput
        label={t('polarization.seeds')}
        value={settings.seeds}
        min={2}
        max={MOST_SEEDS}
        onChange={(seeds) => {
          setSettings({ seeds });
        }}
      />
      <WholeInput
        label={t('polarization.seedBase')}
        value={settings.seedBase}
        min={0}
        max={1_000_000}
        onChange={(seedBase) => {
          setSettings({ seedBase });
        }}
      />
      <WholeInput
        label={t('polarization.steps')}
        value={settings.steps ?? steps}
        min={10}
        max={5000}
        onChange={(chosen) => {
          setSettings({ steps: chosen === steps ? undefined : chosen });
        }}
      />
      <WholeInput
        label={t('polarization.dropout')}
        value={Math.round(100 * settings.dropout)}
        min={1}
        max={50}
        unit="%"
        onChange={(percent) => {
          setSettings({ dropout: percent / 100 });
        }}
      />
      <span className="ui-ways">
        {running ? (
          <button type="button" className="button" onClick={stopRace}>
            {t('polarization.stop')}
          </button>
        ) : (
          <button
            type="button"
            className="button primary"
            onClick={() => {
              startRace().catch(() => undefined);
            }}
          >
            {t('polarization.start')}
          </button>
        )}
        {race && job?.status !== 'starting' && (
          <button
            type="button"
            className="button"
            onClick={() => {
              download('mmoe-lab-polarization.json', raceFile(race, threshold, job));
            }}
          >
            {t('polarization.export')}
          </button>
        )}
      </span>
      <RaceProgress />
    </div>
  );
}

/** How far the race is, or what the stored one was made with. */
function RaceProgress() {
  const { t } = useTranslation();
  const words = useNumberWords();
  const { race, job } = useRace();
  const share = job && job.total > 0 ? job.done / job.total : 0;
  const told = job
    ? t(`polarization.job.${job.status}`, {
        percent: words.percent(share),
        seconds: words.fixed(job.seconds ?? 0, 1),
        message: job.message ?? '',
      })
    : '';
  useSpoken(race?.stored ? null : job?.status, told);
  if (job && !race?.stored) {
    const engine = job.engine
      ? t('polarization.engine', {
          engine: t(`engine.name.${job.engine.engine}`),
          backend: job.engine.adapter || job.engine.backend,
        })
      : '';
    return (
      <div className="ui-progress">
        {(job.status === 'running' || job.status === 'starting') && (
          <progress max={1} value={share} aria-label={t('polarization.progress')} />
        )}
        <span>
          {told} {engine}
        </span>
      </div>
    );
  }
  if (!race?.stored) return <p className="ui-progress">{t('polarization.nothing')}</p>;
  return <StoredNote made={race.stored} seeds={race.spec.seeds} />;
}
