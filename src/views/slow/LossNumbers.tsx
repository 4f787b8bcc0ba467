import { sigmoid } from '../../model/losses.ts';
import { tasksOf } from '../../run/source.ts';
import { CLICK } from '../../world/spec.ts';
import { taskColor } from '../encoding.ts';
import { useSay } from '../say.ts';
import { Figures } from './Figures.tsx';
import { significant } from './numbers.ts';
import { valueWords, type PhaseProps } from './shared.ts';
import styles from './slow.module.css';

/** What the impression's four outputs cost, and what the whole batch's do. */
export function LossNumbers(props: PhaseProps) {
  return (
    <>
      <Own {...props} />
      <Whole {...props} />
    </>
  );
}

/** Whether the shallow tower's logit stands between a tower and its prediction. */
const adds = ({ subject: { model } }: PhaseProps): boolean => model.biasHandling === 'shallow-tower';

function Own(props: PhaseProps) {
  const { opened, walk } = props;
  const say = useSay();
  const { t, numbers } = say;
  const { loss, impression } = walk;
  const tasks = tasksOf(opened.run);
  const added = adds(props) && tasks[0].index === CLICK;
  return (
    <Figures
      name={t('slow.loss.own')}
      corner={t('slow.task')}
      columns={[
        t('slow.loss.tower'),
        ...(added ? [t('slow.loss.shallow'), t('slow.loss.output')] : []),
        t('slow.loss.prediction'),
        t('slow.label'),
        t('slow.loss.loss'),
      ]}
      rows={tasks.map((task) => {
        const k = task.index;
        const predicted = task.kind === 'binary' ? sigmoid(loss.output[k]) : loss.output[k];
        const observed = impression.observed[k] === 1;
        return {
          head: t(`task.${task.task}`),
          color: taskColor(task.task),
          cells: [
            { text: numbers.fixed(loss.tower[k], 3) },
            ...(added
              ? [
                  { text: k === CLICK ? numbers.fixed(loss.shallow, 3) : '' },
                  { text: k === CLICK ? numbers.fixed(loss.output[k], 3) : '' },
                ]
              : []),
            { text: valueWords(say, task, predicted, 3) },
            { text: observed ? valueWords(say, task, impression.labels[k], 0) : t('slow.unobserved') },
            { text: numbers.fixed(loss.own[k], 4) },
          ],
        };
      })}
    />
  );
}

function Whole({ opened, walk: { loss, batch } }: PhaseProps) {
  const { t, numbers } = useSay();
  const rest = (
    [
      ['gates', loss.gates],
      ['l2', loss.l2],
    ] as const
  ).filter(([, value]) => value !== 0);
  const alone = (head: string, value: number) => ({
    head,
    cells: [{ text: '' }, { text: '' }, { text: '' }, { text: numbers.fixed(value, 4) }],
  });
  return (
    <Figures
      name={t('slow.loss.whole')}
      corner={t('slow.task')}
      columns={[t('slow.label'), t('slow.loss.batch'), t('slow.loss.weight'), t('slow.loss.weighted')]}
      rows={[
        ...tasksOf(opened.run).map(({ task, index: k }) => ({
          head: t(`task.${task}`),
          color: taskColor(task),
          cells: [
            { text: t('slow.loss.rows', { number: loss.observed[k], batch }) },
            { text: numbers.fixed(loss.batch[k], 4) },
            { text: numbers.plain(loss.taskWeights[k]) },
            { text: numbers.fixed(loss.taskWeights[k] * loss.batch[k], 4) },
          ],
        })),
        ...rest.map(([name, value]) => alone(t(`slow.loss.${name}`), value)),
        alone(t('slow.loss.total'), loss.total),
      ]}
      foot={
        loss.adversary > 0 && (
          <p className={styles.note}>
            {t('named', { name: t('slow.loss.adversary'), value: significant(numbers, loss.adversary) })}
          </p>
        )
      }
    />
  );
}
