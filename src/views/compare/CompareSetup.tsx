import { useTranslation } from 'react-i18next';
import { ARCHITECTURES } from '../../experiments/compare/architectures.ts';
import { useNumberWords } from '../format.ts';
import { useSay } from '../say.ts';
import { Choice } from '../ui/Choice.tsx';
import { WholeInput } from '../ui/WholeInput.tsx';
import { chooseComparison, setChoices, startComparison, useComparison } from './comparison.ts';
import { noneFits } from './models.ts';
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
import panel from '../ui/panel.module.css';
import { Toggles } from '../ui/Toggles.tsx';
import { Setup } from '../ui/Setup.tsx';
import { StudyControls } from '../ui/StudyControls.tsx';

/** What the next comparison is of, its start, and which results are looked at. */
export function CompareSetup() {
  const { t } = useTranslation();
  const say = useSay();
  const shelf = useComparison((state) => state.shelf);
  const choices = useComparison((state) => state.choices);
  const spec = specOf(choices);
  const other = shelf.asked !== null && !sameQuestion(shelf.asked.spec, spec);
  return (
    <Setup>
      <Models />
      <span className={panel.break} />
      <Amounts />
      <StudyControls
        owner="compare"
        shelf={shelf}
        of="seeds"
        start={t('compare.start')}
        onStart={startComparison}
        onChoose={chooseComparison}
        other={other}
        problem={noneFits(say, spec)}
      />
    </Setup>
  );
}

/** Which architectures take part. */
function Models() {
  const { t } = useTranslation();
  const architectures = useComparison((state) => state.choices.architectures);
  return (
    <Toggles
      label={t('compare.setup.models')}
      choices={ARCHITECTURES}
      chosen={architectures}
      words={(one) => t(`compare.architecture.${one}`)}
      onToggle={(one) => {
        setChoices({ architectures: toggled(architectures, one) });
      }}
    />
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
