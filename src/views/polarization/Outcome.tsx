import { useTranslation } from 'react-i18next';
import { fisherExact } from '../../metrics/fisher.ts';
import { isMasked, type Masked } from '../../model/visible.ts';
import { modelOf } from '../../run/runSpec.ts';
import { tasksOf, type RunTask } from '../../run/source.ts';
import { unusedLimit } from '../../metrics/gates.ts';
import { LOW_ENTROPY_EXPERTS } from '../../experiments/polarization/polarization.ts';
import { taskInk } from '../encoding.ts';
import { useNumberWords } from '../format.ts';
import { useLab } from '../store.ts';
import { SameQuestionWay } from '../ui/SameQuestionWay.tsx';
import { TableScroll } from '../ui/TableScroll.tsx';
import { RateCell } from './RateCell.tsx';
import { outcome, pWords, type ArmOutcome } from './outcome.ts';
import { Panel } from '../ui/Panel.tsx';
import { sourceOf } from '../ui/source.ts';
import { gatesOf } from './arms.ts';
import { reachedBy } from './race.ts';
import { useArmWords, useOutcomes } from './useOutcomes.ts';
import { useTitled } from './useSettingWords.ts';
import { useOtherSettings, useShownEvidence } from './useShownRace.ts';
import panel from '../ui/panel.module.css';

const MEASURES = ['z5', 'z6', 'm9', 'lowEntropy', 'dead'] as const;

/** How often it happened, with intervals, and what may be concluded from it. */
export function Outcome() {
  const { t } = useTranslation();
  const words = useNumberWords();
  const arms = useOutcomes();
  const { evidence, live } = useShownEvidence();
  const race = evidence?.data;
  const other = useOtherSettings();
  const titled = useTitled();
  if (!race || gatesOf(race) === 0) return null;
  // Nothing is concluded from runs that are not yet trained to their end.
  const sentences = live ? [] : outcome(arms, race.regime, words, race.spec.base.source.name);
  return (
    <Panel
      card="rates"
      name={t('polarization.rates.name')}
      title={titled(
        live
          ? t('polarization.rates.soFar', {
              step: words.fixed(reachedBy(race)),
              steps: words.fixed(race.spec.base.training.steps),
            })
          : t('polarization.rates.title'),
        { regime: race.regime, base: race.spec.base },
      )}
      source={sourceOf(evidence, live)}
      other={other}
      subtitle={t('polarization.rates.subtitle')}
    >
      <TableScroll label={t('polarization.rates.name')}>
        <RatesTable arms={arms} model={modelOf(race.spec.base)} live={live} />
      </TableScroll>
      {gatesOf(race) > 1 && <GateRates arms={arms} tasks={tasksOf(race.spec.base)} />}
      <ul className={panel.words}>
        {live && <li>{t('polarization.outcome.going')}</li>}
        {sentences.map(({ key, values: filled }) => (
          <li key={key}>{t(`polarization.outcome.${key}`, filled)}</li>
        ))}
        <li className={panel.claim}>{t('polarization.outcome.paper')}</li>
      </ul>
      <SameQuestionWay />
    </Panel>
  );
}

/** Which gates it is: a column a task. */
function GateRates({ arms, tasks }: { arms: readonly ArmOutcome[]; tasks: readonly RunTask[] }) {
  const { t } = useTranslation();
  const armWords = useArmWords();
  const name = t('polarization.rates.byGate');
  return (
    <>
      <h3>{name}</h3>
      <TableScroll label={name}>
        <table className={panel.table}>
          <thead>
            <tr>
              <th scope="col">{t('polarization.rates.arm')}</th>
              {tasks.map(({ task }) => (
                <th key={task} scope="col" style={{ color: taskInk(task) }}>
                  {t(`task.${task}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {arms.map((arm) => (
              <tr key={arm.label}>
                <th scope="row">{armWords(arm)}</th>
                {tasks.map(({ task, index }) => (
                  <td key={task}>
                    <RateCell rate={arm.gates[index]} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
    </>
  );
}

interface RatesProps {
  arms: readonly ArmOutcome[];
  model: Masked;
  /** The runs are not yet trained to their end: nothing is tested. */
  live: boolean;
}

/** A row a group, and below them a test for every pair of groups. */
function RatesTable({ arms, model, live }: RatesProps) {
  const armWords = useArmWords();
  const pairs = arms.flatMap((a, i) => arms.slice(i + 1).map((b) => ({ a, b })));
  const tested = live ? [] : pairs.filter(({ a, b }) => a.rates.z5.n > 0 && b.rates.z5.n > 0);
  return (
    <table className={`${panel.table} pol-rates`}>
      <RatesHead model={model} />
      <tbody>
        {arms.map((arm) => (
          <tr key={arm.label}>
            <th scope="row">{armWords(arm)}</th>
            {MEASURES.map((measure) => (
              <td key={measure}>
                <RateCell rate={arm.rates[measure]} />
              </td>
            ))}
          </tr>
        ))}
        {tested.map(({ a, b }) => (
          <TestRow key={`${a.label} ${b.label}`} a={a} b={b} only={tested.length === 1} />
        ))}
      </tbody>
    </table>
  );
}

/** What is counted, and from where it counts. */
function RatesHead({ model }: { model: Masked }) {
  const { t } = useTranslation();
  const words = useNumberWords();
  const threshold = useLab((lab) => lab.state.run.threshold);
  const own = isMasked(model);
  const values = {
    threshold: words.percent(threshold, 1),
    five: unusedLimit(model.experts),
    six: unusedLimit(model.experts, 6),
    experts: model.experts,
    low: words.fixed(LOW_ENTROPY_EXPERTS, 1),
  };
  return (
    <thead>
      <tr>
        <th scope="col">{t('polarization.rates.arm')}</th>
        {MEASURES.map((measure) => (
          <th key={measure} scope="col">
            {t(`polarization.rates.${measure}`)}
            <small>
              {own && (measure === 'z5' || measure === 'z6')
                ? t(`polarization.rates.${measure}HintOwn`, values)
                : t(`polarization.rates.${measure}Hint`, values)}
            </small>
          </th>
        ))}
      </tr>
    </thead>
  );
}

/** Fisher's exact test of two groups, measure by measure. @param only - there are no other two: they need no names */
function TestRow({ a, b, only }: { a: ArmOutcome; b: ArmOutcome; only: boolean }) {
  const { t } = useTranslation();
  const words = useNumberWords();
  const armWords = useArmWords();
  const p = (measure: (typeof MEASURES)[number]): number =>
    fisherExact(a.rates[measure].k, a.rates[measure].n, b.rates[measure].k, b.rates[measure].n);
  return (
    <tr className="pol-fisher">
      <th scope="row">
        {only ? t('polarization.rates.fisherOnly') : t('polarization.rates.fisher', { a: armWords(a), b: armWords(b) })}
      </th>
      {MEASURES.map((measure) => (
        <td key={measure}>{t('polarization.rates.p', { p: pWords(p(measure), words) })}</td>
      ))}
    </tr>
  );
}
