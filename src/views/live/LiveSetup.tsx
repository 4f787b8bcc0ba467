import { useTranslation } from 'react-i18next';
import { OPEN_ARM, type TrainedArm } from '../../experiments/live/spec.ts';
import { useSay } from '../say.ts';
import { usePlatformRun } from '../sourceName.ts';
import { Choice } from '../ui/Choice.tsx';
import { Setup } from '../ui/Setup.tsx';
import { StudyControls } from '../ui/StudyControls.tsx';
import { Toggles } from '../ui/Toggles.tsx';
import panel from '../ui/panel.module.css';
import { Amounts, Details } from './Amounts.tsx';
import { foreign, isOf, offered, problemOf, WORLDS } from './choices.ts';
import { chooseExperiment, setChoices, setWorld, startExperiment, toggleArm, useLive } from './experiment.ts';
import styles from './live.module.css';
import { armName, trainWords } from './words.ts';

/** What the next experiment is of, its start, and which results are looked at. */
export function LiveSetup() {
  const { t } = useTranslation();
  const shelf = useLive((state) => state.shelf);
  const choices = useLive((state) => state.choices);
  const problem = problemOf(choices);
  const other = shelf.asked !== null && !isOf(shelf.asked.spec, choices);
  return (
    <Setup>
      <Arms />
      <span className={panel.break} />
      <Amounts />
      <Details />
      <StudyControls
        owner="live"
        shelf={shelf}
        of="queries"
        start={t('live.start')}
        onStart={startExperiment}
        onChoose={chooseExperiment}
        other={other}
        problem={problem === null ? undefined : t(`live.setup.problem.${problem}`)}
        beside
        className={styles.start}
      />
    </Setup>
  );
}

/** World, trained arms, and which of them is control. */
function Arms() {
  const { t } = useTranslation();
  const say = useSay();
  const { world, arms, control } = useLive((state) => state.choices);
  return (
    <>
      <Choice
        label={t('live.setup.world')}
        value={world}
        choices={WORLDS}
        words={(choice) => t(`live.setup.worlds.${choice}`)}
        onChange={setWorld}
      />
      <ArmButtons />
      <Choice<TrainedArm>
        label={t('live.setup.control')}
        value={control}
        choices={arms}
        words={(arm) => armName(say, arm)}
        onChange={(arm) => {
          setChoices({ control: arm });
        }}
      />
      <Refusal />
    </>
  );
}

function ArmButtons() {
  const { t } = useTranslation();
  const say = useSay();
  const { world, arms } = useLive((state) => state.choices);
  const run = usePlatformRun();
  const refused = foreign(world, run).length > 0;
  return (
    <Toggles
      label={t('live.setup.arms')}
      choices={offered(world)}
      chosen={arms}
      words={(arm) => armName(say, arm)}
      disabled={(arm) => arm === OPEN_ARM && refused && !arms.includes(arm)}
      onToggle={toggleArm}
    />
  );
}

/** What is to be known of the model in Train: that it has changed since it was chosen, or why it cannot be an arm. */
function Refusal() {
  const say = useSay();
  const choices = useLive((state) => state.choices);
  const run = usePlatformRun();
  return <p className={styles.refusal}>{trainWords(say, choices, run)}</p>;
}
