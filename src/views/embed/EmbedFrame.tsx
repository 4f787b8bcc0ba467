import { useEffect, useRef, useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { noPageView } from '../../run/pageView.ts';
import { currentLink } from '../address.ts';
import { chapterOfCard } from '../cards.ts';
import { chapters } from '../chapters.tsx';
import { setView } from '../control.ts';
import { notify } from '../notices.ts';
import { usePageView } from '../pageView.ts';
import { Floor, Pictures } from '../shell/App.tsx';
import { LateByHand } from '../shell/Late.tsx';
import { Play, Progress, Reset } from '../shell/Transport.tsx';
import { stepNow, useLab } from '../store.ts';
import { TaskWords } from '../taskWords.tsx';
import { startHost } from './host.ts';
import { playOnceTrained } from './start.ts';
import styles from './embed.module.css';

/** A picture that is not there so long after its run is not in this run. */
const PATIENCE_MS = 8000;

/** The page as another one shows it: one picture or a chapter, under a thin strip. */
export function EmbedFrame() {
  const main = useRef<HTMLElement>(null);
  const chapter = useLab((lab) => lab.state.view.chapter);
  const entry = chapters.find(({ id }) => id === chapter) ?? chapters[0];
  const alone = useAlone(main);
  useEffect(() => {
    const stops = [startHost(), usePageView.getState().embed?.play ? playOnceTrained() : () => undefined];
    return () => {
      for (const stop of stops) stop();
    };
  }, []);
  return (
    <TaskWords>
      <div className={styles.frame} data-alone={alone || undefined}>
        <Strip />
        <Pictures ref={main} entry={entry} />
        <Floor pending={false} />
      </div>
    </TaskWords>
  );
}

/** Whether one picture is shown and nothing else: until the reader goes to another chapter, or it turns out that this run has no such picture. */
function useAlone(main: RefObject<HTMLElement | null>): boolean {
  const card = usePageView(({ embed }) => embed?.card ?? null);
  const chapter = useLab((lab) => lab.state.view.chapter);
  const opened = useLab((lab) => lab.opened !== null);
  const [absent, setAbsent] = useState(false);
  useEffect(() => {
    if (card === null || !opened) return;
    const timer = setTimeout(() => {
      if (main.current?.querySelector('[data-only]')) return;
      setAbsent(true);
      notify('warning', 'notice.link.card-absent', { given: card }, 'link');
    }, PATIENCE_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [card, main, opened]);
  return card !== null && !absent && chapterOfCard(card) === chapter;
}

/** Whose picture it is, what starts and stops the run, and how far it is. */
function Strip() {
  const controls = usePageView(({ embed }) => embed?.controls ?? true);
  const failed = useLab((lab) => lab.status === 'failed');
  return (
    <header className={styles.strip}>
      <Whole />
      <Back />
      {controls && <Play />}
      {controls && <Reset disabled={failed} />}
      <Progress />
    </header>
  );
}

/** Where words have led to another chapter: the way back, which the browser's history is not. */
function Back() {
  const { t } = useTranslation();
  const chapter = useLab((lab) => lab.state.view.chapter);
  const [first] = useState(chapter);
  if (chapter === first) return null;
  return (
    <button
      type="button"
      className="button"
      onClick={() => {
        setView({ chapter: first });
      }}
    >
      {t('embed.back', { chapter: t(`field.view.chapter.choice.${first}`) })}
    </button>
  );
}

/** The page itself, in a tab of its own; where the page around allows none, the link is there to be copied. */
function Whole() {
  const { t } = useTranslation();
  const [link, setLink] = useState<string | null>(null);
  const whole = (): string => {
    const { lang, theme } = usePageView.getState();
    return currentLink(stepNow(), undefined, { ...noPageView(), lang, theme });
  };
  return (
    <div className={styles.whole}>
      <a
        href="?"
        target="_blank"
        rel="noopener"
        title={t('embed.whole')}
        // What it leads to is known when it is used: the run goes on.
        onPointerDown={(event) => {
          event.currentTarget.href = whole();
        }}
        onClick={(event) => {
          event.preventDefault();
          const tab = window.open(whole(), '_blank');
          if (tab) tab.opener = null;
          else setLink(whole());
        }}
      >
        {t('shell.brand')}
        <span aria-hidden="true"> ↗</span>
      </a>
      {link !== null && (
        <LateByHand
          link={link}
          label={t('embed.blocked')}
          close={() => {
            setLink(null);
          }}
        />
      )}
    </div>
  );
}
