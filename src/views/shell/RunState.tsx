import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { announce, useSpokenWords } from '../announce.ts';
import { useLive } from '../charts/live.ts';
import { useNumberWords } from '../format.ts';
import { feed, useLab } from '../store.ts';
import type { Chapter } from '../../run/labState.ts';

/** An opening that takes longer is worth a word, and so is each thing that it waits for. */
const LONG_MS = 1500;

/** Names the chapter and the state of the run in the title of the page, and says a new state to those who listen. */
export function RunState({ chapter }: { chapter: Chapter }) {
  const { t } = useTranslation();
  const numbers = useNumberWords();
  const status = useLab((lab) => lab.status);
  const phase = useLab((lab) => lab.phase);
  const spoken = useSpokenWords((state) => state.words);
  const state = (): string =>
    status === 'opening'
      ? t(`shell.opening.${phase}`)
      : t(`shell.state.${status}`, { step: numbers.fixed(feed.frame?.step ?? 0) });
  const title = (): string =>
    t('shell.pageTitle', {
      chapter: t(`field.view.chapter.choice.${chapter}`),
      state: state(),
      brand: t('shell.brand'),
    });
  const latestState = useRef(state);
  useEffect(() => {
    latestState.current = state;
  });
  useLive(() => {
    document.title = title();
  });
  const before = useRef(status);
  useEffect(() => {
    // What went wrong says so itself, as an alert.
    // A run that was started over, or another one: what was said of the one before is no longer so.
    const { said } = useSpokenWords.getState();
    const rests = status === 'paused' && (before.current === 'running' || said);
    const news = status === 'running' || status === 'finished' || rests;
    if (news && status !== before.current) announce(latestState.current());
    before.current = status;
  }, [status]);
  useSpokenOpening(status === 'opening' ? t(`shell.opening.${phase}`) : null);
  return (
    <p className="hidden-words" role="status">
      {spoken}
    </p>
  );
}

/** Says what a run that opens waits for, where it waits. @param waitsFor - null once it is open */
function useSpokenOpening(waitsFor: string | null): void {
  useEffect(() => {
    if (waitsFor === null) return;
    const timer = setTimeout(() => {
      announce(waitsFor);
    }, LONG_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [waitsFor]);
}
