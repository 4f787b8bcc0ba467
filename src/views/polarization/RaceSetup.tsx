import { useTranslation } from 'react-i18next';
import type { StudyData } from '../../experiments/polarization/polarization.ts';
import type { RunSpec } from '../../run/runSpec.ts';
import { shapeOf } from '../../run/source.ts';
import { shownOf } from '../../study/evidence.ts';
import type { LogShape } from '../../tabular/types.ts';
import { useNumberWords } from '../format.ts';
import { inSentences } from '../sentences.ts';
import { Attribution } from '../source/Attribution.tsx';
import { useLab } from '../store.ts';
import { download } from '../ui/download.ts';
import { Choice } from '../ui/Choice.tsx';
import { EvidenceSwitch } from '../ui/EvidenceSwitch.tsx';
import { Gap } from '../ui/Gap.tsx';
import { JobLine } from '../ui/JobLine.tsx';
import { Setup } from '../ui/Setup.tsx';
import { StartStop } from '../ui/StartStop.tsx';
import { StoredNote } from '../ui/StoredNote.tsx';
import { WholeInput } from '../ui/WholeInput.tsx';
import {
  baseRun,
  DATA_CHOICES,
  MOST_SEEDS,
  onData,
  presetsOn,
  regimesOn,
  type ArmPreset,
  type RegimeChoice,
} from './arms.ts';
import { Differences } from './Differences.tsx';
import { chooseRace, raceFile, setSettings, startRace, useRace } from './race.ts';
import { useSettingWords } from './useSettingWords.ts';
import { useOtherAsked } from './useShownRace.ts';
import styles from './polarization.module.css';
import panel from '../ui/panel.module.css';

/** What the race is about, and its start. */
export function RaceSetup() {
  const { t } = useTranslation();
  const shelf = useRace((state) => state.shelf);
  const shown = shownOf(shelf);
  const other = useOtherAsked();
  const threshold = useLab((lab) => lab.state.run.threshold);
  return (
    <Setup>
      <Question />
      <span className={panel.break} />
      <Amounts />
      <span className={panel.ways}>
        <StartStop owner="race" primary start={t('polarization.start')} stop={t('study.stop')} onStart={startRace} />
        {shown && (
          <button
            type="button"
            className="button"
            onClick={() => {
              download('mmoe-lab-polarization.json', 'application/json', raceFile(shown, threshold));
            }}
          >
            {t('polarization.export')}
          </button>
        )}
      </span>
      <JobLine owner="race" kept={shelf.kept} elsewhere={shown?.id !== shelf.last} other={other} />
      <RaceEvidence />
    </Setup>
  );
}

/** Which setting, and what is compared in it. */
function Question() {
  const { t } = useTranslation();
  const settings = useRace((state) => state.settings);
  const controls = useLab((lab) => lab.state.run);
  // The controls say how much dropout there is as well.
  const choose = (regime: RegimeChoice): void => {
    const own = regime === 'controls' ? controls.training.gateDropout : 0;
    setSettings({ regime, steps: undefined, ...(own > 0 && { dropout: own }) });
  };
  return (
    <>
      {settings.regime !== 'controls' && (
        <Choice<StudyData>
          label={t('polarization.data.label')}
          value={settings.data}
          choices={DATA_CHOICES}
          words={(choice) => t(`polarization.data.${choice}`)}
          onChange={(data) => {
            setSettings(onData(data));
          }}
        />
      )}
      <Choice<RegimeChoice>
        label={t('polarization.regime.label')}
        value={settings.regime}
        choices={regimesOn(settings.data)}
        words={(choice) => t(`polarization.regime.${choice}`)}
        onChange={choose}
      />
      <Choice<ArmPreset>
        label={t('polarization.arms.label')}
        value={settings.arms}
        choices={presetsOn(settings.data)}
        words={(choice) => t(`polarization.arms.${choice}`)}
        onChange={(arms) => {
          setSettings({
            arms,
            ...(arms === 'story' && settings.regime === 'adam' && { regime: 'async', steps: undefined }),
          });
        }}
      />
    </>
  );
}

/** How many seeds and steps, and how much dropout. */
function Amounts() {
  const { t } = useTranslation();
  const settings = useRace((state) => state.settings);
  const controls = useLab((lab) => lab.state.run);
  const { steps } = baseRun(settings, controls).training;
  return (
    <>
      <span className={styles.own}>{t('polarization.own')}</span>
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
    </>
  );
}

/** What to know of races on the rows of a table, and whose rows those of the sample are. */
function OnTable({ base: { world, source }, table }: { base: RunSpec; table: LogShape }) {
  const { t } = useTranslation();
  const words = useNumberWords();
  const rows = t('polarization.rows', {
    drawn: words.fixed(Math.min(world.impressions, table.train)),
    all: words.fixed(table.train),
    heldOut: words.fixed(Math.min(world.heldOut, table.heldOut)),
  });
  if (source.name !== 'census') return <p className={panel.note}>{rows}</p>;
  return (
    <p className={panel.note}>
      {inSentences(t, rows, t('polarization.onCensus'))}
      <Gap />
      <Attribution />
    </p>
  );
}

/** Which results are looked at, and what made them. */
function RaceEvidence() {
  const { t } = useTranslation();
  const words = useNumberWords();
  const shelf = useRace((state) => state.shelf);
  const setting = useSettingWords();
  const shown = shownOf(shelf);
  if (!shown) return <p className={panel.progress}>{t('polarization.nothing')}</p>;
  const { spec, regime } = shown.data;
  const onTable = shapeOf(spec.base);
  return (
    <>
      <EvidenceSwitch shelf={shelf} of="seeds" onChoose={chooseRace} />
      <p className={panel.progress}>
        {t('polarization.madeWith', {
          regime: setting(regime, spec.base),
          steps: words.fixed(spec.base.training.steps),
          first: spec.seedBase,
        })}
      </p>
      {onTable && <OnTable base={spec.base} table={onTable} />}
      <Differences spec={spec} />
      {shown.made && <StoredNote made={shown.made} seeds={spec.seeds} />}
    </>
  );
}
