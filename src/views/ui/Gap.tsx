import { useTranslation } from 'react-i18next';

/** What stands between two sentences: a blank in English; nothing in Chinese, whose full stop brings its own room. */
export function Gap() {
  const { t } = useTranslation();
  return t('sentences', { first: '', second: '' });
}
