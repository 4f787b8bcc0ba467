import { createElement, useEffect, useRef, useState, type ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { loadArea } from '../../i18n/index.ts';
import { pageFile } from '../pageFile.ts';
import { setPageView, usePageView } from '../pageView.ts';
import { leftAt } from '../lesson/left.ts';
import type * as Parts from '../lesson/parts.ts';
import { fetchLate } from './Late.tsx';
import shell from './shell.module.css';

/** How long after the start a reader who comes back is told of a lesson that was left. */
const OFFER_MS = 2500;

/** Everything of the lesson, fetched when it is asked for, with its words and those of the controls. */
const fetchLesson = (): Promise<typeof Parts> =>
  pageFile(async () => {
    const [parts] = await Promise.all([
      import('../lesson/parts.ts'),
      fetchLate(),
      loadArea('lesson'),
      loadArea('charts'),
    ]);
    return parts;
  });

/** Opens the lesson where it was left. What does not come leaves the page as it is; the button is there to try again. */
export function enterLesson(): void {
  fetchLesson().then(
    ({ enter }) => {
      enter();
    },
    () => undefined,
  );
}

/** Leaves it as its own buttons do. Where it has not come there is nothing to give back. */
export function leaveLesson(): void {
  fetchLesson().then(
    ({ leave }) => {
      leave();
    },
    () => {
      setPageView({ lesson: null, present: false });
    },
  );
}

/** Tells a reader who comes back of the lesson that was left, if there is one. */
export function useLessonOffer(): void {
  useEffect(() => {
    const { lesson, embed } = usePageView.getState();
    if (lesson !== null || embed || leftAt() === null) return;
    const timer = setTimeout(() => {
      fetchLesson().then(
        ({ offer }) => {
          if (usePageView.getState().lesson === null) offer();
        },
        () => undefined,
      );
    }, OFFER_MS);
    return () => {
      clearTimeout(timer);
    };
  }, []);
}

/** The lesson in its place beside or below the pictures. */
export function LateLesson() {
  const { t } = useTranslation();
  const on = usePageView((page) => page.lesson !== null);
  const [Lesson, setLesson] = useState<ComponentType | null>(null);
  const [missing, setMissing] = useState(0);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    if (!on || Lesson) return;
    fetchLesson().then(
      (parts) => {
        setLesson(() => parts.Lesson);
      },
      () => {
        setMissing(tries + 1);
      },
    );
  }, [on, Lesson, tries]);
  const place = useSheet(on);
  if (!on) return null;
  return (
    <div ref={place} className={shell.lesson}>
      {Lesson && createElement(Lesson)}
      {!Lesson && missing <= tries && <p className={shell.loading}>{t('shell.loading')}</p>}
      {!Lesson && missing > tries && (
        <p className={shell.loading} role="alert">
          {t('missing.chapter.todo')}
          <button
            type="button"
            className="button small"
            onClick={() => {
              setTries(tries + 1);
            }}
          >
            {t('missing.retry')}
          </button>
        </p>
      )}
    </div>
  );
}

/** On a narrow page the lesson is a sheet over the lower edge: what is scrolled into sight, and the end of the page, are not below it. */
function useSheet(on: boolean) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const sheet = place.current;
    if (!on || !sheet) return;
    const { style } = document.documentElement;
    const observer = new ResizeObserver(() => {
      const isSheet = getComputedStyle(sheet).position === 'fixed';
      style.setProperty('--sheet', isSheet ? `${String(sheet.offsetHeight)}px` : '0px');
    });
    observer.observe(sheet);
    return () => {
      observer.disconnect();
      style.removeProperty('--sheet');
    };
  }, [on]);
  return place;
}
