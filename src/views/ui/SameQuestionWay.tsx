import { useTranslation } from 'react-i18next';
import { goToCard } from '../goToCard.ts';

/** The way from one setting's answer to the table in which all settings stand side by side. */
export function SameQuestionWay() {
  const { t } = useTranslation();
  return (
    <button
      type="button"
      className="button small"
      onClick={() => {
        goToCard('polarization', 'card-settings');
      }}
    >
      {t('sameQuestion')}
    </button>
  );
}
