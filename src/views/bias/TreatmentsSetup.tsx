import { useTranslation } from 'react-i18next';
import { fieldOf } from '../../run/fields.ts';
import type { RunSpec } from '../../run/runSpec.ts';
import { shownOf } from '../../study/evidence.ts';
import { sameSetting } from '../../study/spec.ts';
import { SERVE_POSITIONS, TREATMENTS } from '../../experiments/position-bias/treatments.ts';
import { Segments } from '../charts/Segments.tsx';
import { useStudies } from '../studies.ts';
import { EvidenceSwitch } from '../ui/EvidenceSwitch.tsx';
import { JobLine } from '../ui/JobLine.tsx';
import { Setup } from '../ui/Setup.tsx';
import { StartStop } from '../ui/StartStop.tsx';
import { FieldControl } from '../shell/controls/FieldControl.tsx';
import { usePlatformRun } from '../sourceName.ts';
import { chooseServe, chooseTreatments, chooseWorlds, compareTreatments, useComparisons } from './comparisons.ts';
import styles from './bias.module.css';
import panel from '../ui/panel.module.css';

const WORLD_COUNTS = [3, 5, 10, 20, 30];
/** Two of the treatments act on the shared layer; without one they could not be compared on equal terms. */
export const SHARED_UNITS = 16;

/** What can be set of the treatments themselves: λ of the adversary, then dropout and rate of the shallow tower. */
const KNOBS = ['adversarialWeight', 'positionDropout', 'tableRate'].map((name) => fieldOf(`run.training.${name}`));

/** The run that every arm trains: what the controls show, its seeds aside. */
export function treatedRun(run: RunSpec): RunSpec {
  return run.model.sharedUnits > 0 ? run : { ...run, model: { ...run.model, sharedUnits: SHARED_UNITS } };
}

/** Each treatment replaces what the run says of its own. */
export const sameWorlds = (a: RunSpec, b: RunSpec): boolean => {
  const bare = (run: RunSpec): RunSpec => ({
    ...treatedRun(run),
    model: { ...treatedRun(run).model, biasHandling: 'none' },
  });
  return sameSetting(bare(a), bare(b));
};

/** What can be set of the comparison, its start, and which results are looked at. */
export function TreatmentsSetup() {
  const { t } = useTranslation();
  const run = usePlatformRun();
  const shelf = useComparisons((state) => state.treatments);
  const serve = useComparisons((state) => state.serve);
  const count = useComparisons((state) => state.worlds);
  return (
    <Setup className={null}>
      <div className={styles.knobs} role="group" aria-label={t('bias.treatments.knobs')}>
        {KNOBS.map((field) => (
          <FieldControl key={field.path} field={field} inStudy />
        ))}
      </div>
      <div className={styles.actions}>
        <WorldCount count={count} onChange={chooseWorlds} />
        <span className={panel.field}>
          <span>{t('bias.treatments.serve')}</span>
          <Segments
            label={t('bias.treatments.serve')}
            choices={SERVE_POSITIONS.map((value) => ({ value, label: t(`bias.serve.${value}`) }))}
            value={serve}
            onChange={chooseServe}
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
            compareTreatments({ base: treatedRun(run), treatments: TREATMENTS, seeds: count, seedBase: 1 });
          }}
        />
        <JobLine
          owner="treatments"
          kept={shelf.kept}
          elsewhere={shownOf(shelf)?.id !== shelf.last}
          other={shelf.asked !== null && !sameWorlds(shelf.asked.spec.base, run)}
        />
        <EvidenceSwitch shelf={shelf} of="worlds" onChoose={chooseTreatments} />
      </div>
    </Setup>
  );
}

/** On how many worlds the next comparison trains. */
function WorldCount({ count, onChange }: { count: number; onChange: (count: number) => void }) {
  const { t } = useTranslation();
  const running = useStudies((studies) => studies.running === 'treatments');
  return (
    <label className={panel.field}>
      <span>{t('bias.treatments.worlds')}</span>
      <select
        value={count}
        disabled={running}
        onChange={(event) => {
          onChange(Number(event.target.value));
        }}
      >
        {WORLD_COUNTS.map((n) => (
          <option key={n} value={n}>
            {n}
          </option>
        ))}
      </select>
    </label>
  );
}
