import { useCallback, useEffect, useRef, useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { chapters } from '../chapters.tsx';
import { startShortcuts } from '../shortcuts.ts';
import { useLab } from '../store.ts';
import { CatchUp } from './CatchUp.tsx';
import { ChapterNav } from './ChapterNav.tsx';
import { ChapterPage } from './ChapterPage.tsx';
import { DivergedBanner } from './DivergedBanner.tsx';
import { ErrorBoundary, Failure } from './Failure.tsx';
import { HelpDialog } from './HelpDialog.tsx';
import { LateControls } from './LateControls.tsx';
import { Modal } from './Modal.tsx';
import { Notices } from './Notices.tsx';
import { PendingBar } from './PendingBar.tsx';
import { TopBar } from './TopBar.tsx';
import { RunState } from './RunState.tsx';
import { NARROW, useMedia, WIDE } from './useMedia.ts';
import './shell.css';

/** The frame of the page: bar, chapters, the open chapter, controls. */
export function App() {
  const { t } = useTranslation();
  const wide = useMedia(WIDE);
  const narrow = useMedia(NARROW);
  const [shown, setShown] = useState(false);
  const [sheet, setSheet] = useState(false);
  const [help, setHelp] = useState(false);
  const chapter = useLab((lab) => lab.state.view.chapter);
  const failure = useLab((lab) => lab.failure);
  const entry = chapters.find((one) => one.id === chapter) ?? chapters[0];
  const { id } = entry;
  useEffect(
    () =>
      startShortcuts(() => {
        setHelp(true);
      }),
    [],
  );
  const main = useRef<HTMLElement>(null);
  const aside = useRef<HTMLElement>(null);
  const chapterChosen = useOpening(main, id);
  useEffect(() => {
    if (shown) aside.current?.focus({ preventScroll: true });
  }, [shown]);

  const beside = wide || (!narrow && shown);
  const controls = wide
    ? undefined
    : narrow
      ? {
          open: sheet,
          below: true,
          toggle: () => {
            setSheet(!sheet);
          },
        }
      : {
          open: shown,
          below: false,
          toggle: () => {
            setShown(!shown);
          },
        };
  return (
    <div className="frame" data-controls={beside || undefined}>
      <a className="skip" href="#pictures">
        {t('shell.skip')}
      </a>
      <TopBar
        controls={controls}
        onHelp={() => {
          setHelp(true);
        }}
      />
      <ChapterNav current={id} onChoose={chapterChosen} />
      <RunState chapter={id} />
      <main ref={main} id="pictures" className="main" tabIndex={-1}>
        <h1 className="hidden-words" tabIndex={-1}>
          {t(`field.view.chapter.choice.${id}`)}
        </h1>
        <CatchUp />
        <DivergedBanner />
        <ErrorBoundary key={id}>{failure ? <Failure {...failure} /> : <ChapterPage entry={entry} />}</ErrorBoundary>
      </main>
      {beside && (
        <aside ref={aside} className="aside" tabIndex={-1} aria-label={t('shell.controls.title')}>
          <h2 className="hidden-words">{t('shell.controls.title')}</h2>
          <LateControls />
        </aside>
      )}
      <div className="floor">
        <Notices />
        {!beside && !sheet && <PendingBar />}
      </div>
      {narrow && (
        <Modal
          open={sheet}
          onClose={() => {
            setSheet(false);
          }}
          className="sheet"
          title={t('shell.controls.title')}
          close={t('shell.controls.close')}
        >
          <LateControls />
        </Modal>
      )}
      <HelpDialog
        open={help}
        onClose={() => {
          setHelp(false);
        }}
      />
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
