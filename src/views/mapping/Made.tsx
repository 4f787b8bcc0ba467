import { useTranslation } from 'react-i18next';
import type { CheckAnswer } from '../../session/importing/importer.ts';
import { useNumberWords } from '../format.ts';
import { warningWords } from './words.ts';
import styles from './mapping.module.css';

type Fits = Extract<CheckAnswer, { kind: 'fits' }>;

/** What the choices make of the table: inputs, tasks, the two logs; what stands in the way; what is to be known. */
export function Made({ checked }: { checked: CheckAnswer | null }) {
  const { t } = useTranslation();
  const numbers = useNumberWords();
  return (
    <div className={styles.made} aria-live="polite">
      {!checked && <p className={styles.muted}>{t('mapping.checking')}</p>}
      {checked?.kind === 'problem' && <p className={styles.problem}>{t(`mapping.problem.${checked.problem}`)}</p>}
      {checked?.kind === 'fits' && <Sizes {...checked} />}
      {checked && checked.warnings.length > 0 && (
        <>
          <h3>{t('mapping.warnings')}</h3>
          <ul>
            {checked.warnings.map((warning) => (
              <li key={JSON.stringify(warning)}>{warningWords(t, numbers, warning)}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

function Sizes({ shape, facts }: Fits) {
  const { t, i18n } = useTranslation();
  const numbers = useNumberWords();
  const list = new Intl.ListFormat(i18n.language);
  const tasks = shape.tasks.flatMap((task) => (task ? [t(`mapping.task.${task.kind}`, { name: task.name })] : []));
  const { rule, neither, trainBefore, context } = facts;
  const sizes = {
    count: shape.features,
    features: numbers.plain(shape.features),
    tasks: list.format(tasks),
    train: numbers.plain(shape.train),
    heldOut: numbers.plain(shape.heldOut),
  };
  return (
    <>
      <p>
        <strong>{t('mapping.made', sizes)}</strong>
      </p>
      <p>{t(`mapping.ruled.${rule}`)}</p>
      {neither > 0 && <p>{t('mapping.neither', { count: neither, rows: numbers.plain(neither) })}</p>}
      {trainBefore > shape.train && (
        <p>{t('mapping.drawn', { train: sizes.train, before: numbers.plain(trainBefore) })}</p>
      )}
      {context.positionsGrouped !== null && context.positionsGrouped > 0 && (
        <p>
          {t('mapping.positions', { count: context.positionsGrouped, rows: numbers.plain(context.positionsGrouped) })}
        </p>
      )}
      {context.devices && context.devicesJoined > 0 && (
        <p>
          {t('mapping.devices', {
            count: context.devicesJoined,
            names: list.format(context.devices),
            rows: numbers.plain(context.devicesJoined),
          })}
        </p>
      )}
    </>
  );
}
