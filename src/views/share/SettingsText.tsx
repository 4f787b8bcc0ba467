import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { settingsNow } from '../takeout/chapter.ts';
import { CopyText } from './CopyText.tsx';
import panel from '../ui/panel.module.css';
import styles from './share.module.css';

/** The settings as text, for a message or a notebook: what the settings' file holds. */
export function SettingsText() {
  const { t } = useTranslation();
  const [text] = useState(settingsNow);
  return (
    <div className={styles.form}>
      <CopyText label={t('share.settings.text')} text={text} rows={16} />
      <p className={panel.note}>{t('share.settings.hint')}</p>
    </div>
  );
}
