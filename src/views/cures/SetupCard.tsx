import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { idOf, type Combination } from '../../experiments/cures/combination.ts';
import { infoOf, type CureName } from '../../experiments/cures/vocabulary.ts';
import { modelOf } from '../../run/runSpec.ts';
import { DataButton } from '../charts/DataDialog.tsx';
import { useSay } from '../say.ts';
import { useLab } from '../store.ts';
import { TaskWords } from '../taskWords.tsx';
import { Choice } from '../ui/Choice.tsx';
import { Panel } from '../ui/Panel.tsx';
import { StudyControls } from '../ui/StudyControls.tsx';
import { runsTable } from './curesTable.ts';
import { CHOICES, draftOf, MOST_TOGETHER, usual, type DraftDose } from './draft.ts';
import { combinationName, cureName, settingName } from './names.ts';
import { baseOf, hasGates, regimeOf, settingOf } from './setting.ts';
import {
  allOf,
  chooseResults,
  sameCombinations,
  SEED_COUNTS,
  setCures,
  shelfOf,
  startCures,
  useCures,
  type ShownCures,
} from './store.ts';
import { useShownCures } from './useShownCures.ts';
import styles from './cures.module.css';
import panel from '../ui/panel.module.css';
import study from '../ui/study.module.css';

/** Choose cures, alone or together, and train them here. */
export function SetupCard() {
  const { t } = useTranslation();
  const place = useCures((state) => state.place);
  const say = useSay();
  const { shown, live } = useShownCures();
  const made = shown && !live && Object.keys(shown.runs).length > 0 ? shown : null;
  return (
    <Panel
      card="setup"
      wordsOnly={made ? false : 'now'}
      name={t('cures.setup.name')}
      title={t('cures.setup.title', {
        setting: place === 'present' ? t('cures.setting.present') : settingName(say, settingOf(place)),
      })}
      subtitle={t('cures.setup.subtitle')}
      controls={
        <span className={styles.corner}>
          {made && (
            <TaskWords source={made.spec.base.source}>
              <Runs made={made} />
            </TaskWords>
          )}
        </span>
      }
    >
      <Asked />
      <AddCure />
      <Start />
    </Panel>
  );
}

/** The single runs that were measured, whose tasks are called as there. */
function Runs({ made }: { made: ShownCures }) {
  const say = useSay();
  return <DataButton name={say.t('cures.runs.name')} table={() => runsTable(say, made)} />;
}

/** The cures that are measured next, each to be taken out. */
function Asked() {
  const say = useSay();
  const { t } = say;
  const combinations = useCures((state) => state.combinations);
  const place = useCures((state) => state.place);
  const controls = useLab((lab) => lab.state.run);
  return (
    <div className={panel.setup}>
      <div className={styles.asked} role="group" aria-label={t('cures.setup.chosen')}>
        {combinations.map((one) => {
          const name = combinationName(say, one);
          return (
            <button
              key={idOf(one)}
              type="button"
              className="button"
              aria-label={t('cures.setup.remove', { name })}
              onClick={() => {
                setCures({ combinations: combinations.filter((other) => other !== one) });
              }}
            >
              {name}
            </button>
          );
        })}
      </div>
      <span className={panel.ways}>
        <button
          type="button"
          className="button"
          disabled={sameCombinations(combinations, allOf(place, controls))}
          onClick={() => {
            setCures({ combinations: allOf(place, controls) });
          }}
        >
          {t('cures.setup.all')}
        </button>
        <button
          type="button"
          className="button"
          disabled={combinations.length === 0}
          onClick={() => {
            setCures({ combinations: [] });
          }}
        >
          {t('cures.setup.clear')}
        </button>
      </span>
    </div>
  );
}

/** Puts a cure, or some together, among those that are measured next. */
function AddCure() {
  const say = useSay();
  const { t } = say;
  const { place, combinations } = useCures();
  const controls = useLab((lab) => lab.state.run);
  const regime = regimeOf(place, controls);
  const [doses, setDoses] = useState<readonly DraftDose[]>(() => [usual('clip', regime)]);
  const draft = draftOf(say, doses, combinations, { regime, model: modelOf(baseOf(place, controls)) });
  const add = (combination: Combination): void => {
    setCures({ combinations: [...combinations, combination] });
  };
  return (
    <div className={panel.setup}>
      {doses.map((dose, i) => (
        <DoseInput
          key={i}
          label={t(i === 0 ? 'cures.setup.cure' : 'cures.setup.and')}
          dose={dose}
          onName={(name) => {
            setDoses(doses.map((one, j) => (j === i ? usual(name, regime) : one)));
          }}
          onStrength={(strength) => {
            setDoses(doses.map((one, j) => (j === i ? { ...one, strength } : one)));
          }}
        />
      ))}
      <span className={panel.ways}>
        <button
          type="button"
          className="button"
          disabled={doses.length >= MOST_TOGETHER}
          onClick={() => {
            setDoses([
              ...doses,
              usual(
                CHOICES.find((name) => doses.every((one) => one.name !== name))!,
                regime,
              ),
            ]);
          }}
        >
          {t('cures.setup.combine')}
        </button>
        <button
          type="button"
          className="button"
          disabled={doses.length === 1}
          onClick={() => {
            setDoses(doses.slice(0, -1));
          }}
        >
          {t('cures.setup.less')}
        </button>
        <button
          type="button"
          className="button"
          disabled={draft.combination === null}
          onClick={() => {
            if (draft.combination) add(draft.combination);
          }}
        >
          {t('cures.setup.add')}
        </button>
      </span>
      <p className={`${study.problem} ${styles.problem}`} role="alert">
        {draft.problem}
      </p>
    </div>
  );
}

interface DoseProps {
  label: string;
  dose: DraftDose;
  onName: (name: CureName) => void;
  onStrength: (strength: string) => void;
}

/** A cure and its strength. */
function DoseInput({ label, dose, onName, onStrength }: DoseProps) {
  const say = useSay();
  const { t } = say;
  return (
    <span className={styles.dose}>
      <Choice<CureName>
        label={label}
        value={dose.name}
        choices={CHOICES}
        words={(name) => cureName(say, name)}
        onChange={onName}
      />
      {infoOf(dose.name).strength && (
        <label className={panel.field}>
          <span>{t('cures.setup.strength')}</span>
          <input
            type="text"
            inputMode="decimal"
            size={6}
            value={dose.strength}
            onChange={(event) => {
              onStrength(event.target.value);
            }}
          />
        </label>
      )}
    </span>
  );
}

/** On how many seeds, the start, and how far it is. */
function Start() {
  const { t } = useTranslation();
  const { place, seeds, combinations, asked } = useCures();
  const shelf = useCures(shelfOf);
  const controls = useLab((lab) => lab.state.run);
  const problem =
    place === 'present' && !hasGates(controls)
      ? t('cures.setup.noGates')
      : combinations.length === 0
        ? t('cures.setup.none')
        : undefined;
  return (
    <div className={panel.setup}>
      <Choice<string>
        label={t('cures.setup.seeds')}
        value={String(seeds)}
        choices={SEED_COUNTS.map(String)}
        words={(choice) => choice}
        onChange={(value) => {
          setCures({ seeds: Number(value) });
        }}
      />
      <StudyControls
        owner="cures"
        shelf={shelf}
        of="seeds"
        start={t('cures.setup.start')}
        onStart={startCures}
        onChoose={chooseResults}
        other={asked !== null && asked !== place}
        problem={problem}
      />
    </div>
  );
}
