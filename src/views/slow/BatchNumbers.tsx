import { isSynthetic, shapeOf, tasksOf } from '../../run/source.ts';
import { DEVICES } from '../../world/spec.ts';
import { cellsOf, type Cell } from '../data/rows.ts';
import { taskColor } from '../encoding.ts';
import { useSay, type Say } from '../say.ts';
import { Figures } from './Figures.tsx';
import { sizeTint, valueWords, type PhaseProps } from './shared.ts';
import { inputWords } from './words.ts';
import styles from './slow.module.css';

/** As many inputs are shown, the largest first. */
const SHOWN = 8;

/** The impression that is followed: who, where, what was observed. */
export function BatchNumbers(props: PhaseProps) {
  return (
    <>
      <Impression {...props} />
      <Labels {...props} />
      <Inputs {...props} />
    </>
  );
}

function Impression({ opened, walk: { impression }, subject }: PhaseProps) {
  const { t, numbers } = useSay();
  const { row, query, device, logged, position } = impression;
  const place = logged === 0 ? t('slow.batch.none') : numbers.fixed(logged);
  const read = logged !== position ? t('slow.batch.read', { position: place }) : place;
  const facts: (readonly [string, string])[] = [
    [t('slow.batch.row'), numbers.fixed(row + 1)],
    ...(isSynthetic(opened.run) ? [[t('slow.batch.query'), numbers.fixed(query + 1)] as const] : []),
    ...(subject.devices ? [[t('slow.batch.device'), t(`device.${DEVICES[device]}`)] as const] : []),
    ...((shapeOf(opened.run)?.positions ?? true) ? [[t('slow.batch.position'), read] as const] : []),
  ];
  return (
    <section className={styles.block} aria-label={t('slow.batch.impression')}>
      <h3>{t('slow.batch.impression')}</h3>
      <dl className={styles.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Labels({ opened, walk: { impression } }: PhaseProps) {
  const say = useSay();
  const { t } = say;
  return (
    <Figures
      name={t('slow.batch.labels')}
      corner={t('slow.task')}
      columns={[t('slow.label')]}
      rows={tasksOf(opened.run).map((task) => ({
        head: t(`task.${task.task}`),
        color: taskColor(task.task),
        cells: [
          {
            text: impression.observed[task.index]
              ? valueWords(say, task, impression.labels[task.index], 0)
              : t('slow.unobserved'),
          },
        ],
      }))}
    />
  );
}

const cellText = ({ t, numbers }: Say, cell: Cell): string =>
  cell.kind === 'category'
    ? cell.value
    : cell.kind === 'number'
      ? numbers.plain(cell.value)
      : t(`slow.batch.${cell.kind}`);

/** Of a table its columns as they stand, of the platform the features that are largest. */
function Inputs({ opened, walk: { impression } }: PhaseProps) {
  const say = useSay();
  const { t, numbers } = say;
  const { features } = impression;
  if (opened.inputs) {
    const cells = cellsOf(opened.inputs, { features, featureCount: features.length }, 0);
    return (
      <Figures
        wordy
        name={t('slow.batch.columns')}
        corner={t('slow.batch.input')}
        columns={[t('slow.batch.value')]}
        rows={cells.map((cell) => ({ head: cell.column, cells: [{ text: cellText(say, cell) }] }))}
      />
    );
  }
  const largest = Array.from(features, (_, i) => i)
    .sort((a, b) => Math.abs(features[b]) - Math.abs(features[a]))
    .slice(0, SHOWN);
  return (
    <Figures
      name={t('slow.batch.inputs')}
      corner={t('slow.batch.input')}
      columns={largest.map((i) => inputWords(say, undefined, opened.run.world.queryFeatures, i))}
      rows={[
        {
          head: t('slow.batch.value'),
          cells: largest.map((i) => ({ text: numbers.fixed(features[i], 2), tint: sizeTint(features[i]) })),
        },
      ]}
    />
  );
}
