import { useTranslation } from 'react-i18next';
import type { OwnLog } from '../../run/source.ts';
import type { Accepted } from '../../session/importing/importer.ts';
import { FileButton } from './ChooseFile.tsx';
import { take } from './importing.ts';
import styles from './mapping.module.css';

/** The rows are not those that a link was made with: said before anything is trained on them. */
export function OtherFile({ wanted, accepted }: { wanted: OwnLog; accepted: Accepted }) {
  const { t } = useTranslation();
  return (
    <>
      <p role="alert">{t('mapping.other.words', { name: accepted.own.name, wanted: wanted.name })}</p>
      <p className={styles.actions}>
        <button
          type="button"
          className="button primary"
          onClick={() => {
            take(accepted);
          }}
        >
          {t('mapping.other.take')}
        </button>
      </p>
      <FileButton again />
    </>
  );
}
