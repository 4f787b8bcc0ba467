import type { PartGradient } from '../../engine/walk/types.ts';
import { tasksOf } from '../../run/source.ts';
import { TASKS } from '../../world/spec.ts';
import { useSay } from '../say.ts';
import { Figures, type Figure } from './Figures.tsx';
import { decimalsOf, significant } from './numbers.ts';
import type { PhaseProps } from './shared.ts';
import { inputWords, isPresent, learningPartName, parameterName, ruleWords } from './words.ts';
import styles from './slow.module.css';

/** Rows of lengths, one number a part. */
interface Lengths {
  head: string;
  of: (part: PartGradient) => number;
  /** Of all parts together. */
  all?: number;
}

/** Parts of one kind beside each other, and those that there is one of together. */
const GROUPS = [
  ['expert'],
  ['gate'],
  ['tower'],
  ['shared', 'positionInput', 'balance', 'shallow', 'adversary'],
] as const;

/** Lengths by part: a table for experts, gates, towers and the rest, all tinted on one scale. */
function ByPart({ walk, subject, lengths, all }: PhaseProps & { lengths: readonly Lengths[]; all: boolean }) {
  const say = useSay();
  const { t, numbers } = say;
  const parts = walk.backward.parts.filter(({ part }) => isPresent(part, subject.model));
  const figure = ({ of }: Lengths, part: PartGradient): Figure => {
    const most = Math.max(...parts.map(of));
    return { text: significant(numbers, of(part)), tint: most > 0 ? (0.4 * of(part)) / most : 0 };
  };
  const short = ({ kind, index }: PartGradient['part']): string =>
    kind === 'expert'
      ? numbers.fixed(index + 1)
      : kind === 'tower' || (kind === 'gate' && subject.model.kind !== 'omoe')
        ? t(`task.${TASKS[index]}`)
        : learningPartName(say, subject.model, { kind, index });
  return GROUPS.map((kinds) => {
    const own = parts.filter(({ part }) => kinds.some((kind) => kind === part.kind));
    const last = kinds.length > 1;
    if (own.length === 0 && !(last && all)) return null;
    return (
      <Figures
        key={kinds[0]}
        name={t(`slow.groups.${last ? 'rest' : kinds[0]}`)}
        corner={t('slow.backward.part')}
        columns={[...own.map(({ part }) => short(part)), ...(last && all ? [t('slow.backward.all')] : [])]}
        rows={lengths.map((row) => ({
          head: row.head,
          cells: [
            ...own.map((part) => figure(row, part)),
            ...(last && all ? [{ text: significant(numbers, row.all ?? NaN) }] : []),
          ],
        }))}
      />
    );
  });
}

/** What flows back, and how much of it comes to each part. */
export function BackwardNumbers(props: PhaseProps) {
  const { opened, walk } = props;
  const { t, numbers } = useSay();
  const { deltas, norm, own, clip } = walk.backward;
  return (
    <>
      <Figures
        name={t('slow.backward.deltas')}
        corner={t('slow.task')}
        columns={tasksOf(opened.run).map(({ task }) => t(`task.${task}`))}
        rows={[
          {
            head: t('slow.backward.delta'),
            cells: tasksOf(opened.run).map(({ index }) => ({ text: significant(numbers, deltas[index]) })),
          },
        ]}
        foot={
          clip > 0 && (
            <p className={styles.note}>
              {t(`slow.backward.${norm > clip ? 'clipped' : 'notClipped'}`, { clip: numbers.plain(clip) })}
            </p>
          )
        }
      />
      <ByPart
        {...props}
        all
        lengths={[
          { head: t('slow.backward.batch'), of: (part) => part.batch, all: norm },
          { head: t('slow.backward.own'), of: (part) => part.own, all: own },
        ]}
      />
    </>
  );
}

/** What the optimizer makes of the gradient. */
export function UpdateNumbers(props: PhaseProps) {
  const { opened, walk, subject } = props;
  const say = useSay();
  const { t, numbers } = say;
  const { update } = walk;
  const queryFeatures = opened.inputs ? 0 : opened.run.world.queryFeatures;
  const input = (i: number): string => inputWords(say, opened.inputs, queryFeatures, i);
  return (
    <>
      <Figures
        wordy
        name={t('slow.update.largest')}
        corner={t('slow.backward.part')}
        columns={[
          t('slow.update.parameter'),
          t('slow.update.gradient'),
          t('slow.update.before'),
          t('slow.update.after'),
          t('slow.update.rule'),
        ]}
        rows={update.largest
          .filter(({ part }) => isPresent(part, subject.model))
          .map((one) => {
            const digits = decimalsOf(one.after - one.before);
            return {
              head: learningPartName(say, subject.model, one.part),
              cells: [
                { text: parameterName(say, subject, one, input) },
                { text: significant(numbers, one.gradient) },
                { text: numbers.fixed(one.before, digits) },
                { text: numbers.fixed(one.after, digits) },
                { text: ruleWords(say, update, walk.step, one) },
              ],
            };
          })}
      />
      <ByPart {...props} all={false} lengths={[{ head: t('slow.update.change'), of: ({ change }) => change }]} />
    </>
  );
}
