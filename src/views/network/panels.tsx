/** What the inspector shows of each kind of part. All numbers come from the shown model's newest frame. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { servingOfArm } from '../../run/runSpec.ts';
import type { ArmView } from '../../session/protocol.ts';
import { expertsOf, gatesOf, presentOf, sees } from '../../model/visible.ts';
import { rSquared } from '../../metrics/losses.ts';
import { kindsOf } from '../../model/spec.ts';
import { tasksOf } from '../../run/source.ts';
import type { Input } from '../../tabular/types.ts';
import { entropy, utilizationRow } from '../../metrics/gates.ts';
import { CLICK, TASK_COUNT, TASKS, type Task } from '../../world/spec.ts';
import { taskColor, taskInk } from '../encoding.ts';
import { useNumberWords } from '../format.ts';
import { useSay } from '../say.ts';
import { useLab } from '../store.ts';
import { spreadInOwnUnits } from '../ownUnits.ts';
import { formulasOf } from '../terms/modelFormulas.ts';
import { courseWords, rateWord } from '../trained.ts';
import { useApart, useTrainedWith } from '../useTrained.ts';
import { everActive, expertActivity, sharedActivity, type Activity } from './activity.ts';
import { Facts } from './Facts.tsx';
import { Formula } from './Formula.tsx';
import { blockNorm, countParameters, featureNorms, norm, partNorm } from './norms.ts';
import type { Scene } from './scene.ts';
import styles from './network.module.css';

export interface PanelProps {
  scene: Scene;
  arm: ArmView;
  /** The model's index among the two. */
  index: number;
}

/** Which units of the shared layer, or of an expert, fire now; null when the examples at hand are another run's. */
function useActivity(
  { scene: { run, model, parameters }, arm, index }: PanelProps,
  expert: number | null,
): Activity | null {
  const samples = useLab((lab) => lab.opened?.samples);
  return useMemo(() => {
    if (samples?.featureCount !== model.features) return null;
    // Of what these units do nothing changes with the step.
    const serving = servingOfArm(run, index, 0);
    return expert === null
      ? sharedActivity(model, parameters, arm.parameters, samples, serving)
      : expertActivity(model, parameters, arm.parameters, samples, expert, serving);
  }, [samples, run, model, parameters, arm.parameters, expert, index]);
}

/** What an input is made of: "age", "education = Bachelors degree". */
const inputName = (input: Input | undefined): string =>
  input === undefined ? '' : input.kind === 'category' ? `${input.column} = ${input.value}` : input.column;

export function InputPanel({ scene: { model, features, parameters }, arm }: PanelProps) {
  const { t } = useTranslation();
  const numbers = useNumberWords();
  const norms = featureNorms(model, parameters, arm.parameters);
  const strongest = norms.indexOf(Math.max(...norms));
  const inputs = useLab((lab) => lab.opened?.inputs);
  const table = model.present !== undefined;
  const name = inputs
    ? inputName(inputs[strongest])
    : strongest < features.query
      ? t('network.inspector.featureName.query', { number: strongest + 1 })
      : t('network.inspector.featureName.item', { number: strongest - features.query + 1 });
  return (
    <>
      <p className={styles.words}>{t(`network.inspector.${table ? 'tableWords' : 'inputWords'}`)}</p>
      <Formula of={['xDrawn']} />
      <Facts
        of={[
          ...(features.query > 0
            ? [[t('network.inspector.query'), t('network.inspector.queryWords', { number: features.query })] as const]
            : []),
          table
            ? [t('network.inspector.columns'), numbers.fixed(features.item)]
            : [t('network.inspector.item'), t('network.inspector.itemWords', { number: features.item })],
          [t('network.inspector.place'), t(`network.inspector.placeWords.${model.biasHandling}`)],
          ...(norms.length > 0
            ? [[t('network.inspector.strongest'), `${name} · ‖w‖ ${numbers.fixed(norms[strongest], 2)}`] as const]
            : []),
        ]}
      />
    </>
  );
}

/** The formulas of the model that is shown. */
const formulasNow = ({ scene: { run, model }, index }: PanelProps) =>
  formulasOf(model, servingOfArm(run, index, 0), index === 1 && run.training.cures.lossFree > 0);

export function SharedPanel(props: PanelProps) {
  const {
    scene: { model, parameters },
    arm,
  } = props;
  const { t } = useTranslation();
  const numbers = useNumberWords();
  const activity = useActivity(props, null);
  const of = (number: string): string => t('network.inspector.unitsOf', { number, units: model.sharedUnits });
  return (
    <>
      <p className={styles.words}>{t('network.inspector.plain.shared', { units: model.sharedUnits })}</p>
      <Formula of={[formulasNow(props).shared]} />
      <Facts
        of={[
          ...(activity
            ? ([
                [
                  t('network.inspector.unitsEver', { rows: numbers.fixed(activity.rows) }),
                  of(numbers.fixed(everActive(activity))),
                ],
                [
                  t('network.inspector.atOnce'),
                  of(
                    numbers.fixed(
                      activity.share.reduce((sum, share) => sum + share, 0),
                      1,
                    ),
                  ),
                ],
              ] as const)
            : []),
          [t('network.inspector.norm'), numbers.fixed(blockNorm(parameters, arm.parameters, 'shared/w'), 2)],
          [
            t('network.inspector.parameters'),
            numbers.fixed(countParameters(parameters, ['shared/w', 'shared/b', 'positionInput/w'])),
          ],
        ]}
      />
    </>
  );
}

export function ExpertPanel(props: PanelProps & { expert: number }) {
  const {
    scene: { model, parameters, gates },
    arm,
    expert,
  } = props;
  const { t } = useTranslation();
  const numbers = useNumberWords();
  const activity = useActivity(props, expert);
  const dead = arm.dead[expert] === 1;
  return (
    <>
      <p className={dead ? styles.state : styles.words} data-dead={dead || undefined}>
        {dead
          ? t('network.inspector.dead')
          : t(`network.inspector.alive.${gates.length === 0 ? 'only' : gates.length === 1 ? 'omoe' : 'mmoe'}`, {
              count: model.experts,
            })}
      </p>
      <ExpertWeights {...props} />
      <Facts
        of={[
          ...(activity
            ? [
                [
                  t('network.inspector.unitsEver', { rows: numbers.fixed(activity.rows) }),
                  t('network.inspector.unitsOf', {
                    number: numbers.fixed(everActive(activity)),
                    units: model.expertUnits,
                  }),
                ] as const,
              ]
            : []),
          [
            t('network.inspector.norm'),
            numbers.fixed(partNorm(parameters, arm.parameters, 'experts/w', expert, model.experts), 2),
          ],
          [
            t('network.inspector.parameters'),
            numbers.fixed(countParameters(parameters, ['experts/w', 'experts/b'], model.experts)),
          ],
        ]}
      />
      <Formula of={[formulasNow(props).experts]} />
      <p className={styles.words}>{t(`network.inspector.symbols.${model.sharedUnits > 0 ? 'shared' : 'direct'}`)}</p>
    </>
  );
}

/** How much of an expert the gates take, task by task. */
function ExpertWeights({ scene: { model, gates }, arm, expert }: PanelProps & { expert: number }) {
  const { t } = useTranslation();
  const numbers = useNumberWords();
  const using = gatesOf(model).flatMap((k, g) => (sees(model, k, expert) ? [{ tasks: gates[g].tasks, k }] : []));
  const weights = TASKS.map((_, k) => arm.utilization[k * model.experts + expert]);
  const mean = presentOf(model).reduce((sum, k, _i, { length }) => sum + weights[k] / length, 0);
  if (gates.length === 0) return <p className={styles.words}>{t('network.inspector.noGate')}</p>;
  return (
    <table className={styles.weightsTable}>
      <thead>
        <tr>
          <th scope="col">
            <span className="hidden-words">{t('network.inspector.task')}</span>
          </th>
          <th scope="col">{t('network.inspector.weight')}</th>
        </tr>
      </thead>
      <tbody>
        {using.map(({ tasks, k }) => (
          <tr key={tasks[0]}>
            {tasks.length === 1 ? (
              <th scope="row" style={{ color: taskInk(tasks[0]) }}>
                {t(`task.${tasks[0]}`)}
              </th>
            ) : (
              <th scope="row">{t('network.inspector.allTasks')}</th>
            )}
            <td>
              <WeightBar weight={weights[k]} color={tasks.length === 1 ? taskColor(tasks[0]) : 'var(--muted)'} />
              {numbers.fixed(weights[k], 3)}
            </td>
          </tr>
        ))}
        {using.length > 1 && using.length === gates.length && (
          <tr className={styles.total}>
            <th scope="row">{t('network.inspector.meanOfAll')}</th>
            <td>{numbers.fixed(mean, 3)}</td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

function WeightBar({ weight, color }: { weight: number; color: string }) {
  return (
    <svg className={styles.weightBar} width={64} height={8} aria-hidden>
      <rect className={styles.weightFull} width={64} height={8} rx={1} />
      <rect width={Math.max(0, Math.min(1, weight)) * 64} height={8} rx={1} style={{ fill: color }} />
    </svg>
  );
}

export function GatePanel(props: PanelProps & { task: Task }) {
  const {
    scene: { model, run, gates },
    arm,
    index,
    task,
  } = props;
  const { t } = useTranslation();
  const numbers = useNumberWords();
  const say = useSay();
  const { dropout } = useApart();
  const dropped = index === 1 && dropout.some(({ value }) => value > 0);
  const k = TASKS.indexOf(task);
  const formulas = formulasNow(props);
  const weights = utilizationRow(arm.utilization, model.experts, k);
  const used = expertsOf(model, k);
  const sum = weights.reduce((a, b) => a + b, 0);
  return (
    <>
      <p className={styles.words}>
        {t(`network.inspector.plain.${gates.length === 1 ? 'oneGate' : 'gate'}`, { task: t(`task.${task}`) })}
      </p>
      <Formula of={[formulas.logits, formulas.tamed, formulas.weights]} />
      <table className={styles.grid}>
        <caption>{t('network.inspector.weights', { sum: numbers.fixed(sum, 3) })}</caption>
        <tbody>
          {Array.from({ length: Math.ceil(used.length / 4) }, (_, row) => (
            <tr key={row}>
              {used.slice(row * 4, row * 4 + 4).map((e) => (
                <td key={e} data-most={weights[e] === Math.max(...weights) || undefined}>
                  <span>{e + 1}</span> {numbers.fixed(weights[e], 3)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <Facts
        of={[
          [t('network.inspector.entropy'), t('network.inspector.nats', { value: numbers.fixed(entropy(weights), 2) })],
          [t('network.inspector.effective'), numbers.fixed(arm.effectiveOfMean[k], 1)],
          [t('network.inspector.effectiveEach'), numbers.fixed(arm.effectivePerExample[k], 1)],
        ]}
      />
      {dropped && <Formula of={[formulas.dropout]} />}
      <p className={styles.words}>
        {dropped
          ? t(`network.inspector.dropout.${run.training.mask}`, { rate: courseWords(say, dropout, rateWord(say)) })
          : t('network.inspector.dropout.none')}
      </p>
    </>
  );
}

export function TowerPanel({ scene: { model, run, parameters }, arm, task }: PanelProps & { task: Task }) {
  const { t } = useTranslation();
  const numbers = useNumberWords();
  const say = useSay();
  const taskWeights = useTrainedWith<number[]>('run.training.taskWeights');
  const k = TASKS.indexOf(task);
  const formulas = formulasOf(model);
  const binary = kindsOf(model)[k] === 'binary';
  const variance = useLab((lab) => (model.present ? lab.opened?.world.heldOutVariance : undefined));
  const own = tasksOf(run).find(({ index }) => index === k);
  const weights = ['towers/w1', 'towers/w'] as const;
  return (
    <>
      <p className={styles.words}>{t('network.inspector.plain.tower', { task: t(`task.${task}`) })}</p>
      <Formula of={[formulas.output, k === CLICK ? formulas.click : null]} />
      <Formula of={[formulas.mixture]} />
      <Formula of={[binary ? 'crossEntropy' : 'squaredError']} />
      <Facts
        of={[
          ...(binary ? [[t('network.inspector.auc'), numbers.fixed(arm.auc[k], 3)] as const] : []),
          binary
            ? [
                t('network.inspector.crossEntropy'),
                t('network.inspector.nats', { value: numbers.fixed(arm.loss[k], 3) }),
              ]
            : [t('network.inspector.squaredError'), numbers.fixed(arm.loss[k], 3)],
          ...(variance && own?.log && !binary
            ? ([
                [t('network.inspector.r2'), numbers.fixed(rSquared(arm.loss[k], variance[k]), 3)],
                [t('network.inspector.typicalError'), spreadInOwnUnits(say, own, Math.sqrt(arm.loss[k]))],
              ] as const)
            : []),
          [
            t('network.inspector.taskWeight'),
            courseWords(say, taskWeights, (weights) => `${numbers.plain(weights[k])}×`),
          ],
          [
            t('network.inspector.norm'),
            numbers.fixed(norm(weights.map((name) => partNorm(parameters, arm.parameters, name, k, TASK_COUNT))), 2),
          ],
          [
            t('network.inspector.parameters'),
            numbers.fixed(countParameters(parameters, [...weights, 'towers/b1', 'towers/b'], TASK_COUNT)),
          ],
        ]}
      />
      {!model.present && k !== CLICK && run.world.labels === 'clicked' && (
        <p className={styles.words}>{t('network.inspector.clickedOnly')}</p>
      )}
    </>
  );
}
