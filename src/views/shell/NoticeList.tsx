import { useEffect, useRef, useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useFocusGoesOn } from '../focus.ts';
import { dismiss, noticesShown } from '../notices.ts';
import { usePageView } from '../pageView.ts';
import { useLab, type Notice } from '../store.ts';
import { useFieldWords } from './fieldWords.ts';
import { Icon } from './icons.tsx';
import { noticeWords } from './noticeWords.ts';
import shell from './shell.module.css';
import { useSlowCompile } from './useSlowCompile.ts';

/** The notices that there are, in words. */
export function NoticeList() {
  const notices = useLab((lab) => lab.notices);
  const inLesson = usePageView((page) => page.lesson !== null);
  useSlowCompile();
  const shown = noticesShown(notices, inLesson);
  // In a lesson they wait for its end.
  const more = inLesson ? 0 : notices.length - shown.length;
  return shown.map((notice, i) => <One key={notice.id} notice={notice} more={i === shown.length - 1 ? more : 0} />);
}

/** @param more - how many come when it is closed */
function One({ notice, more }: { notice: Notice; more: number }) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  // Dismissed with the keyboard, it hands over to the next one.
  useFocusGoesOn(box, () => document.querySelector<HTMLElement>('.notice-close'));
  usePassing(notice, box);
  return (
    <div ref={box} className={shell.notice} data-tone={notice.tone}>
      <Words notice={notice} />
      {more > 0 && <small>{t('shell.notices.more', { count: more })}</small>}
      {notice.retry && (
        <button type="button" className="button" onClick={notice.retry}>
          {t('missing.retry')}
        </button>
      )}
      {notice.action && (
        <button
          type="button"
          className="button"
          onClick={() => {
            dismiss(notice.id);
            notice.action?.run();
          }}
        >
          {t(notice.action.key)}
        </button>
      )}
      <button
        type="button"
        className="notice-close"
        aria-label={t('shell.notices.dismiss')}
        onClick={() => {
          dismiss(notice.id);
          notice.declined?.();
        }}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}

const PASSES_MS = 20_000;

/** A notice that passes goes after a while; not while the pointer or the focus is in it. */
function usePassing({ id, passes }: Notice, box: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    if (!passes) return;
    const timer = setInterval(() => {
      if (!box.current?.matches(':hover, :focus-within')) dismiss(id);
    }, PASSES_MS);
    return () => {
      clearInterval(timer);
    };
  }, [id, passes, box]);
}

/** When something was, in the language of now. */
const when = (time: number, language: string): string =>
  new Intl.DateTimeFormat(language === 'zh' ? 'zh-Hans' : language, { dateStyle: 'medium', timeStyle: 'short' }).format(
    time,
  );

function Words({ notice: { key, values, since } }: { notice: Notice }) {
  const { t, i18n } = useTranslation();
  const words = useFieldWords();
  return (
    <p>
      {noticeWords(
        key,
        typeof values.time === 'number' ? { ...values, time: when(values.time, i18n.language) } : values,
        t,
        words,
      )}
      {since !== undefined && <Seconds since={since} />}
    </p>
  );
}

/** How long it has taken so far. Nobody wants to hear it every second. */
function Seconds({ since }: { since: number }) {
  const { t } = useTranslation();
  const sofar = (): number => Math.floor((performance.now() - since) / 1000);
  const [seconds, setSeconds] = useState(sofar);
  useEffect(() => {
    const timer = setInterval(() => {
      setSeconds(sofar());
    }, 1000);
    return () => {
      clearInterval(timer);
    };
  });
  return <span aria-hidden="true">{t('notice.soFar', { seconds })}</span>;
}
