import { useTranslation } from 'react-i18next';
import { goToPicture } from '../goToCard.ts';
import { setField } from '../control.ts';
import { useLab } from '../store.ts';
import { Entry } from './Entry.tsx';
import { isTerm, TERMS } from './terms.ts';
import { useTermNames } from './names.ts';
import styles from './terms.module.css';

/** What a term means, as it opens beside the word; and the way to the picture and to the glossary. */
export function Meaning({ id }: { id: string }) {
  const { t } = useTranslation();
  const names = useTermNames();
  const chapter = useLab((lab) => lab.state.view.chapter);
  if (!isTerm(id)) return null;
  return (
    <>
      <strong className={styles.name}>{names(id)}</strong>
      <Entry id={id} />
      {/* Elsewhere, not where the reader is already. */}
      {(TERMS[id].chapter !== chapter || TERMS[id].card) && <Seen id={id} />}
      {chapter !== 'glossary' && (
        <button
          type="button"
          className={styles.link}
          onClick={() => {
            setField('view.chapter', 'glossary');
            // The new chapter's entry in the browser's history is made first.
            queueMicrotask(() => {
              history.replaceState(history.state, '', `#${id}`);
            });
          }}
        >
          {t('glossary.more')}
        </button>
      )}
    </>
  );
}

/** The way to the picture that a term belongs to: by its name where the words of its chapter are there, else to the chapter. */
export function Seen({ id }: { id: keyof typeof TERMS }) {
  const { t, i18n } = useTranslation();
  const { chapter, card } = TERMS[id];
  const key = card && `${card[0]}.${card[1]}`;
  const name = key && i18n.exists(key) ? t(key) : null;
  const words = { chapter: t(`field.view.chapter.choice.${chapter}`) };
  return (
    <button
      type="button"
      className={styles.link}
      onClick={() => {
        if (name === null) setField('view.chapter', chapter);
        else goToPicture(chapter, name);
      }}
    >
      {name === null ? t('glossary.seen', words) : t('glossary.seenIn', { ...words, card: name })}
    </button>
  );
}
