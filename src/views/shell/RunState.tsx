import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { announce, useSpokenWords } from '../announce.ts';
import { useLive } from '../charts/live.ts';
import { useNumberWords } from '../format.ts';
import { feed, useLab } from '../store.ts';
import type { Chapter } from '../../run/labState.ts';

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
    // Opening is over in a moment; what went wrong says so itself, as an alert.
    // A run that was started over, or another one: what was said of the one before is no longer so.
    const said = useSpokenWords.getState().words !== '';
    const rests = status === 'paused' && (before.current === 'running' || said);
    const news = status === 'running' || status === 'finished' || rests;
    if (news && status !== before.current) announce(latestState.current());
    before.current = status;
  }, [status]);
  return (
    <p className="hidden-words" role="status">
      {spoken}
    </p>
  );
}
