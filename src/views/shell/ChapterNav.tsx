import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { chapters } from '../chapters.tsx';
import { setField } from '../control.ts';

interface Props {
  current: string;
  /** Called before a chapter is opened. @param byKey - whether it was chosen with the keyboard */
  onChoose: (byKey: boolean) => void;
}

/** The chapters that exist. */
export function ChapterNav({ current, onChoose }: Props) {
  const { t } = useTranslation();
  const nav = useRef<HTMLElement>(null);
  useEffect(() => {
    // Where they do not all fit beside each other, the current one is in sight.
    const row = nav.current;
    const button = row?.querySelector<HTMLElement>('[aria-current]');
    if (!row || !button) return;
    if (button.offsetLeft < row.scrollLeft || button.offsetLeft + button.offsetWidth > row.scrollLeft + row.clientWidth)
      row.scrollLeft = button.offsetLeft - (row.clientWidth - button.offsetWidth) / 2;
  }, [current]);
  return (
    <nav ref={nav} className="nav" aria-label={t('shell.chapters')}>
      {chapters.map(({ id }) => (
        <button
          key={id}
          type="button"
          aria-current={id === current ? 'page' : undefined}
          onClick={(event) => {
            onChoose(event.detail === 0);
            setField('view.chapter', id);
          }}
        >
          {t(`field.view.chapter.choice.${id}`)}
        </button>
      ))}
    </nav>
  );
}
