import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useFocusGoesOn } from '../focus.ts';
import { dismiss } from '../notices.ts';
import { useLab, type Notice } from '../store.ts';
import { useFieldWords } from './fieldWords.ts';
import { Icon } from './icons.tsx';
import { useLateCame } from './Late.tsx';
import { noticeWords } from './noticeWords.ts';
import shell from './shell.module.css';

/** What was changed or went wrong without asking: stays until dismissed, read out when it comes. */
export function Notices() {
  const { t } = useTranslation();
  const notices = useLab((lab) => lab.notices);
  return (
    <section className={shell.notices} aria-label={t('shell.notices.title')} aria-live="polite">
      {notices.map((notice) => (
        <One key={notice.id} notice={notice} />
      ))}
    </section>
  );
}

function One({ notice }: { notice: Notice }) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  // Dismissed with the keyboard, it hands over to the next one.
  useFocusGoesOn(box, () => document.querySelector<HTMLElement>('.notice-close'));
  return (
    <div ref={box} className={shell.notice} data-tone={notice.tone}>
      <Words notice={notice} />
      {notice.retry && (
        <button type="button" className="button" onClick={notice.retry}>
          {t('missing.retry')}
        </button>
      )}
      <button
        type="button"
        className="notice-close"
        aria-label={t('shell.notices.dismiss')}
        onClick={() => {
          dismiss(notice.id);
        }}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}

function Words({ notice: { key, values } }: { notice: Notice }) {
  const { t } = useTranslation();
  const words = useFieldWords();
  const came = useLateCame();
  // Of a cure it can be spoken as soon as its words are there.
  if (!came && String(values.field).includes('.cures.')) return <p />;
  return <p>{noticeWords(key, values, t, words)}</p>;
}
