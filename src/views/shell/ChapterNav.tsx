import { useTranslation } from 'react-i18next';
import { chapters } from '../chapters.tsx';
import { setField } from '../control.ts';

/** The chapters that exist. */
export function ChapterNav({ current }: { current: string }) {
  const { t } = useTranslation();
  return (
    <nav className="nav" aria-label={t('shell.chapters')}>
      {chapters.map(({ id }) => (
        <button
          key={id}
          type="button"
          aria-current={id === current ? 'page' : undefined}
          onClick={() => {
            setField('view.chapter', id);
          }}
        >
          {t(`field.view.chapter.choice.${id}`)}
        </button>
      ))}
    </nav>
  );
}
