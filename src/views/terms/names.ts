import { useTranslation } from 'react-i18next';
import { LANGUAGES, type Language } from '../../i18n/index.ts';
import type { TermId } from './terms.ts';

const other = (language: string): Language => LANGUAGES.find((known) => known !== language) ?? 'en';

/** A term's name in the language of the page, and in the other one after it: who reads the papers needs the one, who talks about them the other. */
export function useTermNames(): (id: TermId) => string {
  const { t, i18n } = useTranslation();
  return (id) => {
    const key = `glossary.term.${id}.name`;
    const [here, there] = [t(key), t(key, { lng: other(i18n.language) })];
    return here === there ? here : t('glossary.names', { here, there });
  };
}
