import { useTranslation } from 'react-i18next';
import { OPEN_ARM, type TrainedArm } from '../../experiments/live/spec.ts';
import { shownOf } from '../../study/evidence.ts';
import { useSay } from '../say.ts';
import { useLab } from '../store.ts';
import { Choice } from '../ui/Choice.tsx';
import { EvidenceSwitch } from '../ui/EvidenceSwitch.tsx';
import { JobLine } from '../ui/JobLine.tsx';
import { StartStop } from '../ui/StartStop.tsx';
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
    <div className={panel.setup}>
      <Arms />
      <span className={panel.break} />
      <Amounts />
      <Details />
      <span className={panel.ways}>
        <StartStop
          owner="live"
          primary
          className={styles.start}
          start={t('live.start')}
          stop={t('study.stop')}
          onStart={startExperiment}
          disabled={problem !== null}
        />
      </span>
      <div className={styles.told}>
        {problem && (
          <p className={styles.problem} role="alert">
            {t(`live.setup.problem.${problem}`)}
          </p>
        )}
        <JobLine owner="live" kept={shelf.kept} elsewhere={shownOf(shelf)?.id !== shelf.last} other={other} />
      </div>
      <div className={styles.which}>
        <EvidenceSwitch shelf={shelf} of="queries" onChoose={chooseExperiment} />
      </div>
    </div>
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
  const run = useLab((lab) => lab.state.run);
  const refused = foreign(world, run).length > 0;
  return (
    <div className={styles.arms} role="group" aria-label={t('live.setup.arms')}>
      {offered(world).map((arm) => (
        <button
          key={arm}
          type="button"
          className="button"
          aria-pressed={arms.includes(arm)}
          disabled={arm === OPEN_ARM && refused && !arms.includes(arm)}
          onClick={() => {
            toggleArm(arm);
          }}
        >
          {armName(say, arm)}
        </button>
      ))}
    </div>
  );
}

/** What is to be known of the model in Train: that it has changed since it was chosen, or why it cannot be an arm. */
function Refusal() {
  const say = useSay();
  const choices = useLive((state) => state.choices);
  const run = useLab((lab) => lab.state.run);
  return <p className={styles.refusal}>{trainWords(say, choices, run)}</p>;
}
