import { memo, useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { chapters, type ChapterEntry } from '../chapters.tsx';
import { setField } from '../control.ts';
import shell from './shell.module.css';

interface Props {
  current: string;
  /** Called before a chapter is opened. @param byKey - whether it was chosen with the keyboard */
  onChoose: (byKey: boolean) => void;
}

/** Scrolls the row where a chapter's button is not wholly in sight: to its middle. */
function showIn(row: HTMLElement, { offsetLeft, offsetWidth }: HTMLElement): void {
  if (offsetLeft < row.scrollLeft || offsetLeft + offsetWidth > row.scrollLeft + row.clientWidth)
    row.scrollLeft = offsetLeft - (row.clientWidth - offsetWidth) / 2;
}

/** The chapters in the order in which they build on each other, then what one looks something up in. */
export const ChapterNav = memo(function ChapterNav({ current, onChoose }: Props) {
  const { t } = useTranslation();
  const nav = useRef<HTMLElement>(null);
  useEffect(() => {
    // Where they do not all fit beside each other, the current one is in sight.
    const row = nav.current;
    const button = row?.querySelector<HTMLElement>('[aria-current]');
    if (row && button) showIn(row, button);
  }, [current]);
  return (
    <nav
      ref={nav}
      className="nav"
      aria-label={t('shell.chapters')}
      onFocus={({ currentTarget, target }) => {
        // A browser may leave it at the edge, a strip of it in sight. What is pressed stays below the finger.
        if (target.matches(':focus-visible')) showIn(currentTarget, target);
      }}
    >
      {chapters.map((entry) => (
        <Entry key={entry.id} entry={entry} current={entry.id === current} onChoose={onChoose} />
      ))}
    </nav>
  );
});

/** One chapter: its name, and below it the question that it answers, and whether it is computed now or was before. */
function Entry({
  entry: { id, reference, from },
  current,
  onChoose,
}: {
  entry: ChapterEntry;
  current: boolean;
  onChoose: Props['onChoose'];
}) {
  const { t } = useTranslation();
  const name = useId();
  return (
    <button
      type="button"
      aria-current={current ? 'page' : undefined}
      aria-labelledby={name}
      aria-describedby={from ? `${name}-question ${name}-from` : `${name}-question`}
      data-reference={reference || undefined}
      onClick={(event) => {
        onChoose(event.detail === 0);
        setField('view.chapter', id);
      }}
    >
      <span id={name}>{t(`field.view.chapter.choice.${id}`)}</span>
      <small id={`${name}-question`} className={shell.question}>
        {t(`shell.question.${id}`)}
      </small>
      {from && (
        <small
          id={`${name}-from`}
          className={shell.from}
          data-live={from === 'live' || undefined}
          title={t(`shell.fromMeans.${from === 'live' ? 'live' : 'both'}`)}
        >
          {from === 'race' ? (
            <>
              <span className={shell.fromLong}>{t('shell.from.race')}</span>
              <span className={shell.fromShort}>{t('shell.from.both')}</span>
            </>
          ) : (
            t(`shell.from.${from}`)
          )}
        </small>
      )}
    </button>
  );
}
