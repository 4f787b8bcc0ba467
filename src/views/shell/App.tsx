import { Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { chapters } from '../chapters.tsx';
import { startShortcuts } from '../shortcuts.ts';
import { useLab } from '../store.ts';
import { ChapterNav } from './ChapterNav.tsx';
import { Controls } from './controls/Controls.tsx';
import { DivergedBanner } from './DivergedBanner.tsx';
import { ErrorBoundary, Failure } from './Failure.tsx';
import { HelpDialog } from './HelpDialog.tsx';
import { Modal } from './Modal.tsx';
import { Notices } from './Notices.tsx';
import { PendingBar } from './PendingBar.tsx';
import { TopBar } from './TopBar.tsx';
import { NARROW, useMedia, WIDE } from './useMedia.ts';
import './shell.css';

/** The frame of the page: bar, chapters, the open chapter, controls. */
export function App() {
  const { t, i18n } = useTranslation();
  const wide = useMedia(WIDE);
  const narrow = useMedia(NARROW);
  const [shown, setShown] = useState(false);
  const [sheet, setSheet] = useState(false);
  const [help, setHelp] = useState(false);
  const chapter = useLab((lab) => lab.state.view.chapter);
  const failure = useLab((lab) => lab.failure);
  const { id, Page } = chapters.find((entry) => entry.id === chapter) ?? chapters[0];
  useEffect(
    () =>
      startShortcuts(() => {
        setHelp(true);
      }),
    [],
  );
  useEffect(() => {
    document.title = t('shell.brand');
  }, [t, i18n.language]);

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
      <ChapterNav current={id} />
      <main id="pictures" className="main" tabIndex={-1}>
        <DivergedBanner />
        <ErrorBoundary>
          {failure ? (
            <Failure code={failure.code} message={failure.message} />
          ) : (
            <Suspense fallback={<p className="loading">{t('shell.loading')}</p>}>
              <Page />
            </Suspense>
          )}
        </ErrorBoundary>
      </main>
      {beside && (
        <aside className="aside" aria-label={t('shell.controls.title')}>
          <h2 className="hidden-words">{t('shell.controls.title')}</h2>
          <Controls />
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
          <Controls />
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
