import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useFocusGoesOn } from '../focus.ts';
import { dismiss } from '../notices.ts';
import { useLab, type Notice } from '../store.ts';
import { useFieldWords } from './fieldWords.ts';
import { Icon } from './icons.tsx';
import { noticeWords } from './noticeWords.ts';
import shell from './shell.module.css';

/** The notices that there are, in words. */
export function NoticeList() {
  const notices = useLab((lab) => lab.notices);
  return notices.map((notice) => <One key={notice.id} notice={notice} />);
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
  return <p>{noticeWords(key, values, t, words)}</p>;
}
