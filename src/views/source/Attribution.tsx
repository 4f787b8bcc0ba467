import { useTranslation } from 'react-i18next';
import { Gap } from '../ui/Gap.tsx';
import styles from './source.module.css';

const DOI = '10.24432/C5N30T';

/** Whose data the sample is and what was done to it, as its licence asks; shown wherever the sample can be chosen. */
export function Attribution() {
  const { t } = useTranslation();
  return (
    <small className={styles.attribution}>
      {t('shell.attribution')}
      <Gap />
      <a href={`https://doi.org/${DOI}`} target="_blank" rel="noreferrer">
        {DOI}
      </a>
    </small>
  );
}
