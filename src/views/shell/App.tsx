import { memo, useCallback, useDeferredValue, useEffect, useRef, useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { chapters, type ChapterEntry } from '../chapters.tsx';
import { setField } from '../control.ts';
import { startShortcuts, type FrameKeys } from '../shortcuts.ts';
import { useFocusGoesOn } from '../focus.ts';
import { usePageView } from '../pageView.ts';
import { useLab } from '../store.ts';
import { TaskWords } from '../taskWords.tsx';
import { CatchUp } from './CatchUp.tsx';
import { ChapterNav } from './ChapterNav.tsx';
import { ChapterPage } from './ChapterPage.tsx';
import { ErrorBoundary, Failure } from './Failure.tsx';
import { LateControls, LateDiverged, LateHelp, LateOwnFile, LatePendingBar, LatePrintedFoot } from './Late.tsx';
import { LateLesson, useLessonOffer } from './LateLesson.tsx';
import { Modal } from './Modal.tsx';
import { Notices } from './Notices.tsx';
import { TopBar } from './TopBar.tsx';
import { RunState } from './RunState.tsx';
import { useInTurn } from '../ui/useInTurn.ts';
import { SETTINGS, useControls } from './useControls.ts';
import shell from './shell.module.css';

/** The page: its tasks are called as in the run that is open. */
export const App = () => (
  <TaskWords>
    <Frame />
  </TaskWords>
);

/** The frame of the page: bar, chapters, the open chapter, controls. */
function Frame() {
  const { t } = useTranslation();
  const [help, setHelp] = useState(false);
  const controls = useControls();
  const chapter = useLab((lab) => lab.state.view.chapter);
  const entry = chapters.find((one) => one.id === chapter) ?? chapters[0];
  const main = useRef<HTMLElement>(null);
  // The press is answered first: all pictures are drawn anew at the size that is left to them.
  const placed = useDeferredValue(controls.beside);
  const chapterChosen = useOpening(main, entry.id);
  const lesson = usePageView((page) => (page.lesson === null ? undefined : page.present ? 'class' : 'alone'));
  useLessonOffer();
  useKeys({
    help: () => {
      setHelp(true);
    },
    settings: controls.toFocus,
    chapter: (by) => {
      const next = chapters[chapters.indexOf(entry) + by] as ChapterEntry | undefined;
      if (!next) return;
      chapterChosen(true);
      setField('view.chapter', next.id);
    },
  });
  return (
    <div className={shell.frame} data-controls={placed || undefined} data-lesson={lesson}>
      <a className="skip" href="#pictures">
        {t('shell.skip')}
      </a>
      <TopBar
        controls={controls.toggle}
        onHelp={() => {
          setHelp(true);
        }}
      />
      <ChapterNav current={entry.id} onChoose={chapterChosen} />
      <RunState chapter={entry.id} />
      <LateLesson />
      <Pictures ref={main} entry={entry} />
      {placed && <Aside leaves={!controls.beside} toBeFocused={controls.asked} onFold={controls.toggle.toggle} />}
      <Floor pending={!controls.beside && !controls.sheet} />
      {controls.narrow && (
        <Modal
          open={controls.sheet}
          onClose={controls.closeSheet}
          className={shell.sheet}
          title={t('shell.controls.title')}
          close={t('shell.controls.close')}
        >
          <LateControls />
        </Modal>
      )}
      <LateOwnFile />
      <LateHelp
        open={help}
        onClose={() => {
          setHelp(false);
        }}
      />
    </div>
  );
}

/** Listens for single keys for as long as the page is there. */
function useKeys(keys: FrameKeys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(
    () =>
      startShortcuts({
        help: () => {
          latest.current.help();
        },
        settings: () => {
          latest.current.settings();
        },
        chapter: (by) => {
          latest.current.chapter(by);
        },
      }),
    [],
  );
}

/** The open chapter, or why there is none. Not drawn anew when the frame around it changes: a button of the bar is answered at once. */
export const Pictures = memo(function Pictures({
  ref,
  entry,
}: {
  ref: RefObject<HTMLElement | null>;
  entry: ChapterEntry;
}) {
  const { t } = useTranslation();
  const failure = useLab((lab) => lab.failure);
  return (
    <main ref={ref} id="pictures" className={shell.main} tabIndex={-1}>
      <h1 className="hidden-words" tabIndex={-1}>
        {t(`field.view.chapter.choice.${entry.id}`)}
      </h1>
      <LateDiverged />
      <ErrorBoundary key={entry.id}>{failure ? <Failure {...failure} /> : <ChapterPage entry={entry} />}</ErrorBoundary>
      <LatePrintedFoot />
    </main>
  );
});

const barButton = (): HTMLElement | null => document.querySelector('.controls-toggle');

interface AsideProps {
  /** Folded just now. */
  leaves: boolean;
  /** The reader has asked for them. */
  toBeFocused: boolean;
  onFold: () => void;
}

/** The controls beside the pictures: their place first, then what is in it. */
function Aside({ leaves, toBeFocused, onFold }: AsideProps) {
  const { t } = useTranslation();
  const aside = useRef<HTMLElement>(null);
  // Folded from inside: what opens it again is the nearest.
  useFocusGoesOn(aside, barButton);
  const filled = useInTurn(1, 1, 0) > 0;
  useEffect(() => {
    if (toBeFocused) aside.current?.focus({ preventScroll: true });
  }, [toBeFocused]);
  return (
    <aside
      ref={aside}
      id={SETTINGS}
      data-leaves={leaves || undefined}
      className={shell.aside}
      tabIndex={-1}
      aria-label={t('shell.controls.title')}
    >
      <h2 className="hidden-words">{t('shell.controls.title')}</h2>
      {filled && <LateControls onFold={onFold} />}
    </aside>
  );
}

/** What is said of the page, of a run on its way and of waiting changes, in a strip below the pictures: none of it moves them when it comes or goes. */
export function Floor({ pending }: { pending: boolean }) {
  const floor = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const strip = floor.current;
    if (!strip) return;
    // What gets the focus on a page that scrolls as a whole is not below it: see the scroll padding in the style sheet.
    const observer = new ResizeObserver(() => {
      document.documentElement.style.setProperty('--floor', `${strip.offsetHeight}px`);
    });
    observer.observe(strip);
    return () => {
      observer.disconnect();
    };
  }, []);
  return (
    <div ref={floor} className="floor">
      <CatchUp />
      <Notices />
      {pending && <LatePendingBar />}
    </div>
  );
}

/**
 * A chapter opens at its top, and is named to whoever came by the keyboard: the focus goes to its heading, also where the button that led to it
 * went away with the chapter before.
 * @returns call it when a chapter is chosen
 */
function useOpening(main: RefObject<HTMLElement | null>, chapter: string): (byKey: boolean) => void {
  const shown = useRef(chapter);
  const byKey = useRef(false);
  useEffect(() => {
    if (shown.current === chapter) return;
    shown.current = chapter;
    main.current?.scrollTo(0, 0);
    scrollTo(0, 0);
    const lost = !document.activeElement || document.activeElement === document.body;
    if (byKey.current || lost) main.current?.querySelector('h1')?.focus({ preventScroll: true });
    byKey.current = false;
  }, [main, chapter]);
  return useCallback((isByKey: boolean) => {
    byKey.current = isByKey;
  }, []);
}
