import { useTranslation } from 'react-i18next';
import { useNumberWords } from '../../format.ts';
import { Choice } from '../../ui/Choice.tsx';
import { WholeInput } from '../../ui/WholeInput.tsx';
import { chooseSearch, setChoices, startSearch, useSearches } from './searches.ts';
import {
  CULPRIT_CHOICES,
  sameQuestion,
  SEED_COUNTS,
  SINES,
  STARTS,
  STEPS,
  STRENGTHS,
  type CulpritChoice,
} from './settings.ts';
import panel from '../../ui/panel.module.css';
import { StudyControls } from '../../ui/StudyControls.tsx';

/** What the next search is of, its start, and which results are looked at. */
export function SearchSetup() {
  const { t } = useTranslation();
  const shelf = useSearches((state) => state.shelf);
  const choices = useSearches((state) => state.choices);
  const other = shelf.asked !== null && !sameQuestion(shelf.asked.asked, choices);
  return (
    <div className={panel.setup}>
      <Choice<CulpritChoice>
        label={t('unknown.setup.culprit')}
        value={choices.culprit}
        choices={CULPRIT_CHOICES}
        words={(one) => (one === 'none' || one === 'surprise' ? t(`unknown.setup.${one}`) : t(`unknown.column.${one}`))}
        onChange={(culprit) => {
          setChoices({ culprit });
        }}
      />
      <Amounts />
      <StudyControls
        owner="unknown"
        shelf={shelf}
        of="worlds"
        start={t('unknown.start')}
        onStart={startSearch}
        onChoose={chooseSearch}
        other={other}
      />
    </div>
  );
}

/** How strong, in how difficult a world, on how many, from how many initial weights, how long. */
function Amounts() {
  const { t } = useTranslation();
  const numbers = useNumberWords();
  const choices = useSearches((state) => state.choices);
  const number = (name: 'strength' | 'seeds' | 'starts', offered: readonly number[]) => (
    <Choice<string>
      label={t(`unknown.setup.${name}`)}
      value={String(choices[name])}
      choices={offered.map(String)}
      words={(value) => numbers.plain(Number(value))}
      onChange={(value) => {
        setChoices({ [name]: Number(value) });
      }}
    />
  );
  const whole = (name: 'sines' | 'steps', bounds: { min: number; max: number }) => (
    <WholeInput
      label={t(`unknown.setup.${name}`)}
      value={choices[name]}
      {...bounds}
      onChange={(value) => {
        setChoices({ [name]: value });
      }}
    />
  );
  return (
    <>
      {choices.culprit !== 'none' && number('strength', STRENGTHS)}
      {number('seeds', SEED_COUNTS)}
      {whole('sines', SINES)}
      {number('starts', STARTS)}
      {whole('steps', STEPS)}
    </>
  );
}
