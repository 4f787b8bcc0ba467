import { startTransition, useCallback, useEffect, useState, type ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import type { Chapter } from '../../run/labState.ts';
import type { ChapterEntry } from '../chapters.tsx';
import { useLab } from '../store.ts';
import { PlatformWords } from '../taskWords.tsx';
import { Missing } from './Missing.tsx';
import shell from './shell.module.css';

/** Chapters that have been fetched. */
const fetched = new Map<Chapter, ComponentType>();

/** What these show are studies of the synthetic platform, whatever run is open. */
const OF_THE_PLATFORM: readonly Chapter[] = [
  'polarization',
  'cures',
  'compare',
  'serve',
  'live',
  'loop',
  'glossary',
  'about',
];

/** A chapter that did not come is asked for again by itself after so many milliseconds, then after twice as many, and so on. */
const AGAIN_MS = 4000;
const LONGEST_MS = 60_000;
/** A chapter waits no longer than this for its run before it is seen as far as it is. */
const PATIENCE_MS = 3000;

/** The open chapter, fetched first. One whose files do not come says so in its own place, and the rest of the page works on. */
export function ChapterPage({ entry: { id, ofTheRun, load } }: { entry: ChapterEntry }) {
  const { t } = useTranslation();
  const [Page, setPage] = useState<ComponentType | null>(() => fetched.get(id) ?? null);
  const [missing, setMissing] = useState<{ times: number; message: string } | null>(null);
  const fetchNow = useCallback((): void => {
    load().then(
      (page) => {
        fetched.set(id, page);
        startTransition(() => {
          setPage(() => page);
        });
      },
      (error: unknown) => {
        const message = error instanceof Error ? error.message : String(error);
        setMissing((before) => ({ times: (before?.times ?? 0) + 1, message }));
      },
    );
  }, [id, load]);
  useEffect(() => {
    if (!Page) fetchNow();
  }, [Page, fetchNow]);
  useEffect(() => {
    if (!missing || Page) return;
    const timer = setTimeout(fetchNow, Math.min(LONGEST_MS, AGAIN_MS * 2 ** (missing.times - 1)));
    addEventListener('online', fetchNow);
    return () => {
      clearTimeout(timer);
      removeEventListener('online', fetchNow);
    };
  }, [Page, missing, fetchNow]);
  const settled = useSettled(Page !== null) || !ofTheRun;
  if (Page)
    return (
      <div className={shell.settling} data-settled={settled || undefined}>
        {OF_THE_PLATFORM.includes(id) ? (
          <PlatformWords>
            <Page />
          </PlatformWords>
        ) : (
          <Page />
        )}
      </div>
    );
  return missing ? (
    <Missing message={missing.message} onRetry={fetchNow} />
  ) : (
    <p className={shell.loading}>{t('shell.loading')}</p>
  );
}

/**
 * Whether a chapter has all that it opens with: its run, and its drawings the size of their places. Before, only what stands still is seen of it,
 * its lead: nothing is to move under the eyes of who begins to read. A run that takes its time is not waited for: much of a chapter needs none.
 * @param here - its files have come
 */
function useSettled(here: boolean): boolean {
  const opened = useLab((lab) => lab.opened !== null);
  const [settled, setSettled] = useState(false);
  useEffect(() => {
    if (!here || settled) return;
    if (!opened) {
      const timer = setTimeout(() => {
        setSettled(true);
      }, PATIENCE_MS);
      return () => {
        clearTimeout(timer);
      };
    }
    // One frame to be laid out and measured, one to be drawn at that size.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => {
        frame = requestAnimationFrame(() => {
          setSettled(true);
        });
      });
    });
    return () => {
      cancelAnimationFrame(frame);
    };
  }, [here, opened, settled]);
  return settled;
}
