import { useTranslation } from 'react-i18next';
import { ARCHITECTURES } from '../../experiments/compare/architectures.ts';
import { shownOf } from '../../study/evidence.ts';
import { useNumberWords } from '../format.ts';
import { Choice } from '../ui/Choice.tsx';
import { EvidenceSwitch } from '../ui/EvidenceSwitch.tsx';
import { JobLine } from '../ui/JobLine.tsx';
import { StartStop } from '../ui/StartStop.tsx';
import { WholeInput } from '../ui/WholeInput.tsx';
import { chooseComparison, setChoices, startComparison, useComparison } from './comparison.ts';
import {
  BUDGET,
  COSINES,
  sameQuestion,
  SEED_COUNTS,
  SINES,
  SIZE_CHOICES,
  specOf,
  STEPS,
  toggled,
  type SizeChoice,
} from './settings.ts';
import styles from './compare.module.css';
import panel from '../ui/panel.module.css';

/** What the next comparison is of, its start, and which results are looked at. */
export function CompareSetup() {
  const { t } = useTranslation();
  const shelf = useComparison((state) => state.shelf);
  const choices = useComparison((state) => state.choices);
  const other = shelf.asked !== null && !sameQuestion(shelf.asked.spec, specOf(choices));
  return (
    <div className={panel.setup}>
      <Models />
      <span className={panel.break} />
      <Amounts />
      <span className={panel.ways}>
        <StartStop
          owner="compare"
          primary
          start={t('compare.start')}
          stop={t('study.stop')}
          onStart={startComparison}
        />
      </span>
      <div className={styles.told}>
        <JobLine owner="compare" kept={shelf.kept} elsewhere={shownOf(shelf)?.id !== shelf.last} other={other} />
      </div>
      <div className={styles.which}>
        <EvidenceSwitch shelf={shelf} of="seeds" onChoose={chooseComparison} />
      </div>
    </div>
  );
}

/** Which architectures take part. */
function Models() {
  const { t } = useTranslation();
  const architectures = useComparison((state) => state.choices.architectures);
  return (
    <div className={styles.models} role="group" aria-label={t('compare.setup.models')}>
      {ARCHITECTURES.map((one) => (
        <button
          key={one}
          type="button"
          className="button"
          aria-pressed={architectures.includes(one)}
          onClick={() => {
            setChoices({ architectures: toggled(architectures, one) });
          }}
        >
          {t(`compare.architecture.${one}`)}
        </button>
      ))}
    </div>
  );
}

/** At what cost, in which world, on how many seeds, how long. */
function Amounts() {
  const { t } = useTranslation();
  const numbers = useNumberWords();
  const { size, budget, seeds, steps, cosine, sines } = useComparison((state) => state.choices);
  return (
    <>
      <Choice<SizeChoice>
        label={t('compare.setup.size')}
        value={size}
        choices={SIZE_CHOICES}
        words={(choice) => t(`compare.setup.sizes.${choice}`)}
        onChange={(value) => {
          setChoices({ size: value });
        }}
      />
      {size === 'own' && (
        <WholeInput
          label={t('compare.column.multiplications')}
          value={budget}
          {...BUDGET}
          onChange={(value) => {
            setChoices({ budget: value });
          }}
        />
      )}
      <Choice<string>
        label={t('compare.setup.cosine')}
        value={String(cosine)}
        choices={COSINES.map(String)}
        words={(choice) => numbers.plain(Number(choice))}
        onChange={(value) => {
          setChoices({ cosine: Number(value) });
        }}
      />
      <WholeInput
        label={t('compare.setup.sines')}
        value={sines}
        {...SINES}
        onChange={(value) => {
          setChoices({ sines: value });
        }}
      />
      <Choice<string>
        label={t('compare.setup.seeds')}
        value={String(seeds)}
        choices={SEED_COUNTS.map(String)}
        words={(choice) => choice}
        onChange={(value) => {
          setChoices({ seeds: Number(value) });
        }}
      />
      <WholeInput
        label={t('compare.setup.steps')}
        value={steps}
        {...STEPS}
        onChange={(value) => {
          setChoices({ steps: value });
        }}
      />
    </>
  );
}
