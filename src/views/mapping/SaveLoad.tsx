import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readMapping, writeMapping } from '../../tabular/mapping.ts';
import type { Mapping } from '../../tabular/types.ts';
import { download } from '../ui/download.ts';
import { setMapping } from './importing.ts';
import styles from './mapping.module.css';

/** The choices as a file, to be used elsewhere for a table with the same columns. */
export function SaveLoad({ names, mapping }: { names: readonly string[]; mapping: Mapping }) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const [unfit, setUnfit] = useState(false);
  const load = async (file: File): Promise<void> => {
    const read = readMapping(await file.text(), names);
    setUnfit(read === null);
    if (read) setMapping(read, 'header');
  };
  return (
    <div className={styles.actions}>
      <button
        type="button"
        className="button small"
        onClick={() => {
          download('mapping.json', 'application/json', writeMapping(mapping));
        }}
      >
        {t('mapping.mapping.save')}
      </button>
      <button type="button" className="button small" onClick={() => input.current?.click()}>
        {t('mapping.mapping.load')}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        accept=".json,application/json"
        aria-label={t('mapping.mapping.load')}
        onChange={(event) => {
          const [file] = Array.from(event.target.files ?? []);
          event.target.value = ''; // the same file may be chosen again
          if (file)
            void load(file).catch(() => {
              setUnfit(true);
            });
        }}
      />
      {unfit && <p role="alert">{t('mapping.mapping.unfit')}</p>}
    </div>
  );
}
