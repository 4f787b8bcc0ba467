import { useTranslation } from 'react-i18next';
import { notify } from '../notices.ts';

/** What is fetched to take more than a card out of the page. */
const fetched = {
  chapter: () => import('./whole.ts').then(({ takeChapter }) => takeChapter()),
  report: () => import('./whole.ts').then(({ takeReport }) => takeReport()),
  settings: () => import('./settings.ts').then(({ saveSettings }) => saveSettings()),
};

/** In the share panel: all of the open chapter, and the settings, as files. */
export function ChapterFiles() {
  const { t } = useTranslation();
  return (
    <div role="group" aria-label={t('charts.take.all')}>
      {(['report', 'chapter', 'settings'] as const).map((what) => (
        <button
          key={what}
          type="button"
          className="popup-item"
          onClick={() => {
            fetched[what]().catch((error: unknown) => {
              const message = error instanceof Error ? error.message : String(error);
              notify('error', 'errors.export', { message }, 'run');
            });
          }}
        >
          {t(`charts.take.${what}`)}
        </button>
      ))}
    </div>
  );
}
