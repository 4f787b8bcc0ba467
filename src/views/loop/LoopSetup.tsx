import { useTranslation } from 'react-i18next';
import { DEFAULT_BOOST, LOOP_STARTS, type LoopStart } from '../../experiments/loop/spec.ts';
import { TREATMENTS } from '../../experiments/position-bias/treatments.ts';
import { Segments } from '../charts/Segments.tsx';
import { useNumberWords } from '../format.ts';
import { inSentences } from '../sentences.ts';
import { Words } from '../terms/Words.tsx';
import { Choice } from '../ui/Choice.tsx';
import { WholeInput } from '../ui/WholeInput.tsx';
import { chooseLoop, setChoices, startLoop, useLoops } from './loops.ts';
import {
  BOOSTS,
  IMPRESSIONS,
  RANDOMNESS,
  ROUNDS,
  sameQuestion,
  SEED_COUNTS,
  startedAt,
  startName,
  STEPS,
  toggled,
} from './settings.ts';
import styles from './loop.module.css';
import panel from '../ui/panel.module.css';
import { Toggles } from '../ui/Toggles.tsx';
import { Setup } from '../ui/Setup.tsx';
import { StudyControls } from '../ui/StudyControls.tsx';

/** What the next loop is of, its start, and which results are looked at. */
export function LoopSetup() {
  const { t } = useTranslation();
  const shelf = useLoops((state) => state.shelf);
  const choices = useLoops((state) => state.choices);
  const other = shelf.asked !== null && !sameQuestion(shelf.asked.spec, choices);
  return (
    <Setup>
      <Segments<LoopStart>
        label={t('loop.setup.start')}
        value={choices.start}
        choices={LOOP_STARTS.toReversed().map((value) => {
          const boost = value === choices.start ? choices.boost : DEFAULT_BOOST[value];
          return { value, label: t(`loop.setup.starts.${startName(value, boost)}`) };
        })}
        onChange={(start) => {
          setChoices(startedAt(start));
        }}
      />
      <span className={panel.break} />
      <About />
      <Treatments />
      <span className={panel.break} />
      <Policy />
      <Amounts />
      <StudyControls
        owner="loop"
        shelf={shelf}
        of="seeds"
        start={t('loop.start')}
        onStart={startLoop}
        onChoose={chooseLoop}
        other={other}
      />
    </Setup>
  );
}

/** What ranks the logs, in words. */
function About() {
  const { t } = useTranslation();
  const numbers = useNumberWords();
  const { start, boost, randomness } = useLoops((state) => state.choices);
  return (
    <p className={`${panel.note} ${styles.about}`}>
      <Words
        text={inSentences(
          t,
          t(`loop.setup.about.${startName(start, boost)}`, { boost: numbers.plain(boost) }),
          t('loop.setup.chance', { percent: numbers.percent(randomness) }),
        )}
      />
    </p>
  );
}

/** Which treatments go round. */
function Treatments() {
  const { t } = useTranslation();
  const treatments = useLoops((state) => state.choices.treatments);
  return (
    <Toggles
      label={t('loop.setup.treatments')}
      choices={TREATMENTS}
      chosen={treatments}
      words={(one) => t(`loop.treatment.${one}`)}
      onToggle={(one) => {
        setChoices({ treatments: toggled(treatments, one) });
      }}
    />
  );
}

/** The values offered, and the present one where a link has brought another. */
const withPresent = (values: readonly number[], present: number): string[] =>
  [...new Set([...values, present])].sort((a, b) => a - b).map(String);

/** What is ranked by: the boost, and chance. */
function Policy() {
  const { t } = useTranslation();
  const numbers = useNumberWords();
  const { boost, randomness, warm } = useLoops((state) => state.choices);
  return (
    <>
      <Choice<string>
        label={t('loop.setup.boost')}
        value={String(boost)}
        choices={withPresent(BOOSTS, boost)}
        words={(value) => t('loop.setup.boosts', { value: numbers.plain(Number(value)) })}
        onChange={(value) => {
          setChoices({ boost: Number(value) });
        }}
      />
      <Choice<string>
        label={t('loop.setup.randomness')}
        value={String(randomness)}
        choices={withPresent(RANDOMNESS, randomness)}
        words={(value) => numbers.percent(Number(value))}
        onChange={(value) => {
          setChoices({ randomness: Number(value) });
        }}
      />
      <Choice<'cold' | 'warm'>
        label={t('loop.setup.training')}
        value={warm ? 'warm' : 'cold'}
        choices={['cold', 'warm']}
        words={(value) => t(`loop.setup.warm.${value}`)}
        onChange={(value) => {
          setChoices({ warm: value === 'warm' });
        }}
      />
    </>
  );
}

/** How often, on how many platforms, how long. */
function Amounts() {
  const { t } = useTranslation();
  const { rounds, seeds, impressions, steps } = useLoops((state) => state.choices);
  const whole = (name: 'rounds' | 'impressions' | 'steps', value: number, bounds: { min: number; max: number }) => (
    <WholeInput
      label={t(`loop.setup.${name}`)}
      value={value}
      {...bounds}
      onChange={(typed) => {
        setChoices({ [name]: typed });
      }}
    />
  );
  return (
    <>
      {whole('rounds', rounds, ROUNDS)}
      <Choice<string>
        label={t('loop.setup.seeds')}
        value={String(seeds)}
        choices={withPresent(SEED_COUNTS, seeds)}
        words={(choice) => choice}
        onChange={(value) => {
          setChoices({ seeds: Number(value) });
        }}
      />
      {whole('impressions', impressions, IMPRESSIONS)}
      {whole('steps', steps, STEPS)}
    </>
  );
}
