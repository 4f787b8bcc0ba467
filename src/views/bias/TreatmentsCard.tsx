import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { presetOf } from '../../experiments/position-bias/presets.ts';
import { fieldOf } from '../../run/fields.ts';
import type { RunSpec } from '../../run/runSpec.ts';
import { isLive, shownOf } from '../../study/evidence.ts';
import { sameSetting } from '../../study/spec.ts';
import { SERVE_POSITIONS, TREATMENTS, type ServePosition } from '../../experiments/position-bias/treatments.ts';
import { Segments } from '../charts/Segments.tsx';
import { useNumberWords } from '../format.ts';
import { useStudies } from '../studies.ts';
import { EvidenceSwitch } from '../ui/EvidenceSwitch.tsx';
import { JobLine } from '../ui/JobLine.tsx';
import { Made } from '../ui/Made.tsx';
import { Panel } from '../ui/Panel.tsx';
import { StartStop } from '../ui/StartStop.tsx';
import { FieldControl } from '../shell/controls/FieldControl.tsx';
import { useLab } from '../store.ts';
import { Contrast } from './Contrast.tsx';
import { chooseTreatments, compareTreatments, findStoredTreatments, useComparisons } from './comparisons.ts';
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

/** Each treatment replaces what the run says of its own. */
const sameWorlds = (a: RunSpec, b: RunSpec): boolean => {
  const bare = (run: RunSpec): RunSpec => ({ ...baseOf(run), model: { ...baseOf(run).model, biasHandling: 'none' } });
  return sameSetting(bare(a), bare(b));
};

/** Four ways to treat position bias, trained side by side on the same logs; what each is worth when it is served. */
export function TreatmentsCard() {
  const { t, i18n } = useTranslation();
  const numbers = useNumberWords();
  const run = useLab((lab) => lab.state.run);
  const shelf = useComparisons((state) => state.treatments);
  const running = useStudies((studies) => studies.running === 'treatments');
  const shown = shownOf(shelf);
  const live = isLive(shelf, shown);
  const compared = shown?.data;
  const [count, setCount] = useState(10);
  const [serve, setServe] = useState<ServePosition>('missing');
  const preset = presetOf(run);
  useEffect(() => {
    findStoredTreatments(preset).catch(() => undefined);
  }, [preset]);

  const worlds = useMemo(() => compared?.worlds ?? [], [compared]);
  // Nothing is concluded from a comparison before its end.
  const pairs = useMemo(() => pairSentences(t, numbers, live ? [] : worlds, serve), [t, numbers, worlds, serve, live]);
  const oracle = oracleLift(worlds);
  const step = Math.min(...worlds.map((world) => world.step));
  const steps = compared?.spec.base.training.steps ?? 0;
  const other = compared !== undefined && !sameWorlds(compared.spec.base, run);
  return (
    <Panel
      name={t('bias.treatments.name')}
      title={
        worlds.length > 0
          ? headline(t, i18n.language, {
              worlds,
              serve,
              preset: compared?.preset,
              ...(live && { soFar: { step, steps } }),
            })
          : t('bias.treatments.title')
      }
      other={other}
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
        <StartStop
          owner="treatments"
          primary
          className="small"
          start={t('bias.treatments.start')}
          stop={t('study.stop')}
          disabled={run.world.logging === 'none'}
          onStart={() => {
            compareTreatments({ base: baseOf(run), treatments: TREATMENTS, seeds: count, seedBase: 1 });
          }}
        />
        <JobLine owner="treatments" kept={shelf.kept} />
        <EvidenceSwitch shelf={shelf} of="worlds" onChoose={chooseTreatments} />
      </div>
      {run.world.logging === 'none' && <p className="bias-note">{t('bias.noPositions')}</p>}
      {run.model.sharedUnits === 0 && (
        <p className="bias-note">{t('bias.treatments.sharedAdded', { units: SHARED_UNITS })}</p>
      )}
      {compared && (
        <p className="bias-note">
          {compared.preset
            ? t('bias.treatments.stored', { worlds: worlds.length, preset: t(`bias.preset.${compared.preset}.label`) })
            : t('bias.treatments.trained', {
                worlds: worlds.length,
                impressions: numbers.fixed(compared.spec.base.world.impressions),
                step: numbers.fixed(step),
                steps: numbers.fixed(steps),
              })}
          {shown?.made && (
            <>
              {' '}
              <Made by={shown.made} />
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
                {t(
                  live
                    ? 'bias.verdict.running'
                    : pairs.sure.length + pairs.open.length > 0
                      ? `bias.verdict.${kind}.none`
                      : 'bias.verdict.waits',
                  { worlds: FEWEST_WORLDS },
                )}
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
