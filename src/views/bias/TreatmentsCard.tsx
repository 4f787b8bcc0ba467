import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { presetOf } from '../../experiments/position-bias/presets.ts';
import { fieldOf } from '../../run/fields.ts';
import type { RunSpec } from '../../run/runSpec.ts';
import { SERVE_POSITIONS, TREATMENTS, type ServePosition } from '../../experiments/position-bias/treatments.ts';
import { Segments } from '../charts/Segments.tsx';
import { useNumberWords } from '../format.ts';
import { Panel } from '../ui/Panel.tsx';
import { FieldControl } from '../shell/controls/FieldControl.tsx';
import { useLab } from '../store.ts';
import { Contrast } from './Contrast.tsx';
import { JobStatus } from './JobStatus.tsx';
import { Made } from '../ui/Made.tsx';
import { showStored } from './storedTreatments.ts';
import { compareTreatments, stopComparison, useComparisons } from './treatmentsClient.ts';
import { TreatmentsTable } from './TreatmentsTable.tsx';
import { FEWEST_WORLDS, headline, oracleLift, pairSentences, signed } from './verdictWords.ts';

const WORLD_COUNTS = [3, 5, 10, 20, 30];
/** Two of the treatments act on the shared layer; without one they could not be compared on equal terms. */
const SHARED_UNITS = 16;

/** What can be set of the treatments themselves: λ of the adversary, then dropout and rate of the shallow tower. */
const KNOBS = ['adversarialWeight', 'positionDropout', 'tableRate'].map((name) => fieldOf(`run.training.${name}`));

/** The run that every arm trains: what the controls show, its seeds aside. */
function baseOf(run: RunSpec): RunSpec {
  return run.model.sharedUnits > 0 ? run : { ...run, model: { ...run.model, sharedUnits: SHARED_UNITS } };
}

const sameSetting = (a: RunSpec, b: RunSpec): boolean => {
  const strip = (run: RunSpec): string => {
    const { seeds: _, threshold: __, ...rest } = baseOf(run);
    return JSON.stringify({ ...rest, model: { ...rest.model, biasHandling: '' } });
  };
  return strip(a) === strip(b);
};

/** Four ways to treat position bias, trained side by side on the same logs; what each is worth when it is served. */
export function TreatmentsCard() {
  const { t, i18n } = useTranslation();
  const numbers = useNumberWords();
  const run = useLab((lab) => lab.state.run);
  const job = useComparisons((state) => (state.job?.name === 'treatments' ? state.job : null));
  const compared = useComparisons((state) => state.treatments);
  const [count, setCount] = useState(10);
  const [serve, setServe] = useState<ServePosition>('missing');
  const running = job?.status === 'running';
  const preset = presetOf(run);
  useEffect(() => {
    showStored(preset).catch(() => undefined);
  }, [preset]);

  const worlds = useMemo(() => compared?.worlds ?? [], [compared]);
  const pairs = useMemo(() => pairSentences(t, numbers, worlds, serve), [t, numbers, worlds, serve]);
  const oracle = oracleLift(worlds);
  const step = worlds[0]?.step ?? 0;
  const steps = compared?.spec.base.training.steps ?? 0;
  const other = compared !== null && !sameSetting(compared.spec.base, run);
  return (
    <Panel
      name={t('bias.treatments.name')}
      title={worlds.length > 0 ? headline(t, i18n.language, worlds, serve) : t('bias.treatments.title')}
      subtitle={t('bias.treatments.subtitle')}
    >
      <div className="bias-knobs" role="group" aria-label={t('bias.treatments.knobs')}>
        {KNOBS.map((field) => (
          <FieldControl key={field.path} field={field} />
        ))}
      </div>
      <div className="bias-actions">
        <label className="ui-field">
          <span>{t('bias.treatments.worlds')}</span>
          <select
            value={count}
            disabled={running}
            onChange={(event) => {
              setCount(Number(event.target.value));
            }}
          >
            {WORLD_COUNTS.map((n) => (
              <option key={n} value={n}>
                {n}
              </option>
            ))}
          </select>
        </label>
        <span className="ui-field">
          <span>{t('bias.treatments.serve')}</span>
          <Segments
            label={t('bias.treatments.serve')}
            choices={SERVE_POSITIONS.map((value) => ({ value, label: t(`bias.serve.${value}`) }))}
            value={serve}
            onChange={setServe}
          />
        </span>
        {running ? (
          <button type="button" className="button small" onClick={stopComparison}>
            {t('bias.stop')}
          </button>
        ) : (
          <button
            type="button"
            className="button small primary"
            disabled={run.world.logging === 'none'}
            onClick={() => {
              compareTreatments({ base: baseOf(run), treatments: TREATMENTS, seeds: count, seedBase: 1 });
            }}
          >
            {t('bias.treatments.start')}
          </button>
        )}
        <JobStatus job={job} />
      </div>
      {run.world.logging === 'none' && <p className="bias-note">{t('bias.noPositions')}</p>}
      {run.model.sharedUnits === 0 && (
        <p className="bias-note">{t('bias.treatments.sharedAdded', { units: SHARED_UNITS })}</p>
      )}
      {compared && (
        <p className="bias-note">
          {worlds.length === 0
            ? t('bias.treatments.waits')
            : compared.stored
              ? t('bias.treatments.stored', {
                  worlds: worlds.length,
                  preset: t(`bias.preset.${compared.stored}.label`),
                })
              : t('bias.treatments.trained', {
                  worlds: worlds.length,
                  impressions: numbers.fixed(compared.spec.base.world.impressions),
                  step: numbers.fixed(step),
                  steps: numbers.fixed(steps),
                })}
          {other && !running && ` ${t('bias.treatments.other')}`}
          {compared.made && (
            <>
              {' '}
              <Made by={compared.made} />
            </>
          )}
        </p>
      )}
      <TreatmentsTable worlds={worlds} serve={serve} />
      <div className="bias-pairs">
        {(['sure', 'open'] as const).map((kind) => (
          <div key={kind}>
            <h3>{t(`bias.verdict.${kind}.title`)}</h3>
            {pairs[kind].length > 0 ? (
              <ul>
                {pairs[kind].map((words) => (
                  <li key={words}>{words}</li>
                ))}
              </ul>
            ) : (
              <p>
                {t(pairs.sure.length + pairs.open.length > 0 ? `bias.verdict.${kind}.none` : 'bias.verdict.waits', {
                  worlds: FEWEST_WORLDS,
                })}
              </p>
            )}
          </div>
        ))}
      </div>
      <Contrast with={compared?.spec.base.world.misalignment === 0 ? 'clean' : 'aligned'} />
      <p className="bias-note">
        {oracle !== undefined
          && Number.isFinite(oracle)
          && `${t('bias.treatments.oracle', { lift: signed(numbers, oracle) })} `}
        {t('bias.treatments.many')}
      </p>
    </Panel>
  );
}
