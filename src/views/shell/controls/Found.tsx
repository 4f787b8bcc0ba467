import { useTranslation } from 'react-i18next';
import { useInTurn } from '../../ui/useInTurn.ts';
import { FieldControl } from './FieldControl.tsx';
import { useFound } from './useFound.ts';
import styles from './controls.module.css';

/** The settings that are looked for, each to be set right here, and said how many they are. */
export function Found({ query }: { query: string }) {
  const { t } = useTranslation();
  const found = useFound(query);
  const made = useInTurn(found.length, 3);
  const asked = query.trim() !== '';
  const none = asked && found.length === 0;
  return (
    <>
      <p role="status" className={styles.found}>
        {asked && (none ? t('hint.panel.none') : t('hint.panel.found', { count: found.length }))}
      </p>
      {none && <p className={styles.found}>{t('hint.panel.noneHow')}</p>}
      {found.slice(0, made).map(({ field, why }) => (
        <div key={field.path} className={styles.foundOne}>
          <p className={styles.found}>{t(`shell.controls.group.${field.group}`)}</p>
          {why && (
            <p className={styles.found}>
              {why.before}
              <mark className={styles.match}>{why.found}</mark>
              {why.after}
            </p>
          )}
          <FieldControl field={field} />
        </div>
      ))}
    </>
  );
}
