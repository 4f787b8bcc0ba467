/** The language of the page, as the reader chooses it. */
import { changeLanguage, LANGUAGE_NAMES, type Language } from '../i18n/index.ts';
import { setPageView } from './pageView.ts';
import { clearScope, notifyRetry } from './notices.ts';

/** Says that a language did not come, in the one that stays. */
export function sayMissing(language: Language): void {
  notifyRetry('missing.language', { language: LANGUAGE_NAMES[language] }, 'words', () => void chooseLanguage(language));
}

export async function chooseLanguage(language: Language): Promise<void> {
  clearScope('words');
  if (await changeLanguage(language)) setPageView({ lang: null });
  else sayMissing(language);
}
