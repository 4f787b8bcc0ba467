import { useTranslation } from 'react-i18next';
import type { TableRefusal } from '../../tabular/readRefusals.ts';
import { numberWords } from '../format.ts';
import { ChooseFile } from './ChooseFile.tsx';
import { linesOf } from './Ragged.tsx';
import styles from './mapping.module.css';

const MB = 2 ** 20;

/** What fills the words of a refusal. */
function valuesOf(refusal: TableRefusal, language: string): Record<string, string> {
  const numbers = numberWords(language);
  switch (refusal.code) {
    case 'tooLarge':
      return { size: numbers.plain(refusal.bytes / MB, 0), limit: numbers.plain(refusal.limit / MB, 0) };
    case 'tooManyColumns':
      return { columns: numbers.plain(refusal.columns), limit: numbers.plain(refusal.limit) };
    case 'oneColumn':
      return { header: refusal.header };
    case 'mostlyRagged':
      return {
        rows: numbers.plain(refusal.rows),
        ragged: numbers.plain(refusal.ragged),
        columns: numbers.plain(refusal.columns),
        lines: linesOf(refusal.lines, language),
      };
    case 'unclosedQuote':
      return { line: numbers.plain(refusal.line) };
    default:
      return 'format' in refusal ? { format: refusal.format } : {};
  }
}

/** Why a file is no table, what to do instead, and another try. */
export function Refused({ file, refusal }: { file: File; refusal: TableRefusal }) {
  const { t, i18n } = useTranslation();
  return (
    <>
      <div role="alert" className={styles.refused}>
        <p>{t('mapping.refused', { name: file.name })}</p>
        <p>{t(`mapping.refusal.${refusal.code}`, valuesOf(refusal, i18n.language))}</p>
      </div>
      <ChooseFile />
    </>
  );
}
