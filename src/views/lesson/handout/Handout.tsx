import { useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { currentLanguage } from '../../../i18n/index.ts';
import { usePageView } from '../../pageView.ts';
import { useSay } from '../../say.ts';
import { givenTo } from '../open.ts';
import { STEPS } from '../steps/index.ts';
import { useLesson } from '../store.ts';
import { loadPictures, useKept } from './pictures.ts';
import { Paper } from './Paper.tsx';
import { SHEETS, sheetOf, type Sheet, type SheetKind } from './sheet.ts';
import styles from './handout.module.css';

const lessonLink = (): string => `${location.origin}${location.pathname}?lesson=${STEPS[0].id}`;

function useSheet(kind: SheetKind): Sheet {
  const say = useSay();
  const kept = useKept((store) => store.kept);
  const given = useLesson((lesson) => lesson.given);
  const present = usePageView((page) => page.present);
  return sheetOf(say, kind, {
    steps: STEPS,
    given: (step) => givenTo(step, given),
    kept,
    language: currentLanguage(),
    present,
    app: say.t('shell.brand'),
    link: lessonLink(),
  });
}

/** While it is open the page behind it is out of reach, and is not printed. Paper is light, whichever theme is shown. */
function useBehind(): void {
  useEffect(() => {
    const root = document.getElementById('root');
    const { dataset } = document.documentElement;
    root?.setAttribute('inert', '');
    const { theme } = dataset;
    dataset.handout = '';
    dataset.theme = 'light';
    return () => {
      if (theme === undefined) delete dataset.theme;
      else dataset.theme = theme;
      root?.removeAttribute('inert');
      delete dataset.handout;
    };
  }, []);
}

interface Props {
  onClose: () => void;
}

/** The lesson on paper, as it will be printed, in place of the page. What is printed is the page itself: nothing that a browser could block. */
export function Handout({ onClose }: Props) {
  const { t } = useTranslation();
  const [kind, setKind] = useState<SheetKind>('questions');
  const sheet = useSheet(kind);
  const box = useRef<HTMLDialogElement>(null);
  useBehind();
  useEffect(() => {
    box.current?.focus();
    void loadPictures();
  }, []);
  return createPortal(
    <dialog
      ref={box}
      open
      className={styles.handout}
      tabIndex={-1}
      aria-label={t('handout.name')}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
    >
      <Ways kind={kind} onKind={setKind} drawn={sheet.drawn} onClose={onClose} />
      <Paper sheet={sheet} />
    </dialog>,
    document.body,
  );
}

interface WaysProps extends Props {
  kind: SheetKind;
  onKind: (kind: SheetKind) => void;
  drawn: Sheet['drawn'];
}

/** What is printed, and how far its pictures are there. None of it is. */
function Ways({ kind, onKind, drawn, onClose }: WaysProps) {
  const { t, numbers } = useSay();
  const refused = useKept((store) => store.refused);
  const counted = { k: numbers.plain(drawn.k), n: numbers.plain(drawn.n) };
  return (
    <header className={styles.ways}>
      <div role="radiogroup" aria-label={t('handout.which')} className={styles.kinds}>
        {SHEETS.map((one) => (
          <label key={one}>
            <input
              type="radio"
              name="handout"
              checked={one === kind}
              onChange={() => {
                onKind(one);
              }}
            />
            {t(`handout.kinds.${one}`)}
          </label>
        ))}
      </div>
      <button
        type="button"
        className="button primary"
        onClick={() => {
          print();
        }}
      >
        {t('handout.print')}
      </button>
      <button type="button" className="button" onClick={onClose}>
        {t('handout.close')}
      </button>
      {drawn.n > 0 && <p>{t(drawn.k < drawn.n ? 'handout.kept' : 'handout.all', counted)}</p>}
      {refused && <p role="status">{t('handout.refused')}</p>}
    </header>
  );
}
