import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { presetOf } from '../../experiments/position-bias/presets.ts';
import { isLive, shownOf, type Evidence } from '../../study/evidence.ts';
import type { ServePosition } from '../../experiments/position-bias/treatments.ts';
import { useNumberWords } from '../format.ts';
import { useSay } from '../say.ts';
import { MadeFolded } from '../ui/Made.tsx';
import { Panel } from '../ui/Panel.tsx';
import { sourceOf } from '../ui/source.ts';
import { OnPlatform } from '../charts/NoTruth.tsx';
import { usePlatformRun } from '../sourceName.ts';
import { Contrast } from './Contrast.tsx';
import { findStoredTreatments, useComparisons, type ShownTreatments } from './comparisons.ts';
import { curedWords } from './curedWords.ts';
import { PairVerdicts } from './PairVerdicts.tsx';
import { sameWorlds, SHARED_UNITS, treatedRun, TreatmentsSetup } from './TreatmentsSetup.tsx';
import { TreatmentsTable } from './TreatmentsTable.tsx';
import { signed } from '../signed.ts';
import { headline, oracleLift } from './verdictWords.ts';
import styles from './bias.module.css';

const NO_WORLDS: ShownTreatments['worlds'] = [];

/** The step that the worlds have come to which are measured least far. */
const stepOf = ({ worlds }: ShownTreatments): number => Math.min(...worlds.map((world) => world.step));

/** What the comparison allows to say; before there is one, what it is about. @param live - it is still running: nothing is concluded */
function useHeadline(compared: ShownTreatments | undefined, live: boolean, serve: ServePosition): string {
  const { t, i18n } = useTranslation();
  if (!compared || compared.worlds.length === 0) return t('bias.treatments.title');
  const { worlds, preset, spec } = compared;
  return headline(t, i18n.language, {
    worlds,
    serve,
    preset,
    ...(live && { soFar: { step: stepOf(compared), steps: spec.base.training.steps } }),
  });
}

/** Four ways to treat position bias, trained side by side on the same logs; what each is worth when it is served. */
export function TreatmentsCard() {
  const say = useSay();
  const { t } = say;
  const run = usePlatformRun();
  const cured = curedWords(say, treatedRun(run));
  const shelf = useComparisons((state) => state.treatments);
  const shown = shownOf(shelf);
  const live = isLive(shelf, shown);
  const compared = shown?.data;
  const serve = useComparisons((state) => state.serve);
  const title = useHeadline(compared, live, serve);
  const preset = presetOf(run);
  useEffect(() => {
    findStoredTreatments(preset).catch(() => undefined);
  }, [preset]);
  const worlds = compared?.worlds ?? NO_WORLDS;
  return (
    <Panel
      card="treatments"
      name={t('bias.treatments.name')}
      title={title}
      source={sourceOf(shown, live)}
      other={compared !== undefined && !sameWorlds(compared.spec.base, run)}
      subtitle={t('bias.treatments.subtitle')}
    >
      <OnPlatform of="study" />
      <TreatmentsSetup />
      {run.world.logging === 'none' && <p className={styles.note}>{t('bias.noPositions')}</p>}
      {run.model.sharedUnits === 0 && (
        <p className={styles.note}>{t('bias.treatments.sharedAdded', { units: SHARED_UNITS })}</p>
      )}
      {cured && <p className={styles.note}>{cured}</p>}
      {shown && <MadeOf shown={shown} />}
      <TreatmentsTable worlds={worlds} serve={serve} />
      <PairVerdicts worlds={worlds} serve={serve} live={live} />
      <Contrast with={compared?.spec.base.world.misalignment === 0 ? 'clean' : 'aligned'} />
      <Cautions oracle={oracleLift(worlds)} />
    </Panel>
  );
}

/** On which worlds these results were measured, and by what. */
function MadeOf({ shown: { data, made } }: { shown: Evidence<ShownTreatments> }) {
  const { t } = useTranslation();
  const numbers = useNumberWords();
  const { worlds, preset, spec } = data;
  const words = preset
    ? t('bias.treatments.stored', { worlds: worlds.length, preset: t(`bias.preset.${preset}.label`) })
    : t('bias.treatments.trained', {
        worlds: worlds.length,
        impressions: numbers.fixed(spec.base.world.impressions),
        step: numbers.fixed(stepOf(data)),
        steps: numbers.fixed(spec.base.training.steps),
      });
  return made ? <MadeFolded words={words} by={made} /> : <p className={styles.note}>{words}</p>;
}

/** What to bear in mind when reading the table. @param oracle - lift of a ranking by the truth, where it is known */
function Cautions({ oracle }: { oracle: number | undefined }) {
  const { t } = useTranslation();
  const numbers = useNumberWords();
  const known = oracle !== undefined && Number.isFinite(oracle);
  return (
    <p className={styles.note}>
      {known
        ? t('sentences', {
            first: t('bias.treatments.oracle', { lift: signed(numbers, oracle) }),
            second: t('bias.treatments.many'),
          })
        : t('bias.treatments.many')}
    </p>
  );
}
