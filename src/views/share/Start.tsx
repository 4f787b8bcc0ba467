import { useTranslation } from 'react-i18next';
import { Segments } from '../charts/Segments.tsx';
import { useNumberWords } from '../format.ts';
import styles from './share.module.css';

/** How the page opens by what is shared: its run at the beginning or trained to where it is, or the step of the lesson. */
export type Opening = 'beginning' | 'trained' | 'lesson';

interface Props {
  /** Where the run is: before its first step it is at its beginning. */
  step: number;
  /** Whether a step of the lesson is open, and can be shared. */
  lesson?: boolean;
  value: Opening;
  onChange: (value: Opening) => void;
}

/** How the page opens by what is shared; nothing to see where there is nothing to choose. */
export function Start({ step, lesson = false, value, onChange }: Props) {
  const { t } = useTranslation();
  const numbers = useNumberWords();
  const choices = [
    ...(lesson ? [{ value: 'lesson' as const, label: t('share.start.lesson') }] : []),
    { value: 'beginning' as const, label: t('share.start.beginning') },
    ...(step > 0
      ? [{ value: 'trained' as const, label: t('share.start.trained', { step: numbers.plain(step) }) }]
      : []),
  ];
  if (choices.length < 2) return null;
  return (
    <div className={styles.field}>
      <span>{t('share.start.label')}</span>
      <Segments label={t('share.start.label')} choices={choices} value={value} onChange={onChange} />
    </div>
  );
}
