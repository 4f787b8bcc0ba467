import { useTranslation } from 'react-i18next';
import { useNumberWords } from '../format.ts';
import { stop } from './importing.ts';
import styles from './mapping.module.css';

/** How far a file has been read, and the way out. */
export function Reading({ file, bytes, rows }: { file: File; bytes: number; rows: number }) {
  const { t } = useTranslation();
  const numbers = useNumberWords();
  return (
    <div className={styles.reading}>
      <p>{t('mapping.reading.name', { name: file.name })}</p>
      <progress max={Math.max(1, file.size)} value={bytes} aria-label={t('mapping.reading.progress')} />
      <p className={styles.muted}>{t('mapping.reading.rows', { count: rows, rows: numbers.plain(rows) })}</p>
      <button type="button" className="button" onClick={stop}>
        {t('mapping.reading.cancel')}
      </button>
    </div>
  );
}
