import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { readFile } from './importing.ts';
import styles from './mapping.module.css';

/** How a file is given, what it has to be, and one to try. */
export function ChooseFile() {
  const { t } = useTranslation();
  return (
    <>
      <FileButton />
      <p>{t('mapping.choose.ways')}</p>
      <p className={styles.muted}>{t('mapping.choose.privacy')}</p>
      <p>
        <a href={`${import.meta.env.BASE_URL}example-log.csv`} download="example-log.csv">
          {t('mapping.choose.example')}
        </a>
      </p>
      <details className={styles.details}>
        <summary>{t('mapping.schema.title')}</summary>
        <ul>
          {(['row', 'labels', 'context', 'suffixes', 'split', 'missing', 'limits'] as const).map((point) => (
            <li key={point}>{t(`mapping.schema.${point}`)}</li>
          ))}
        </ul>
        <p>
          <a href={`${import.meta.env.BASE_URL}own-data.md`} target="_blank" rel="noreferrer">
            {t('mapping.schema.all')}
          </a>
        </p>
      </details>
    </>
  );
}

/** Opens the browser's own list of files. */
export function FileButton({ again = false }: { again?: boolean }) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <p className={styles.chooser}>
      <label htmlFor={id}>{t(again ? 'mapping.choose.again' : 'mapping.choose.file')}</label>
      <input
        id={id}
        type="file"
        accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values"
        onChange={(event) => {
          const [file] = Array.from(event.target.files ?? []);
          if (file) readFile(file, true);
        }}
      />
    </p>
  );
}
