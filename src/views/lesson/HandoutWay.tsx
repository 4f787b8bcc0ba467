import { useCallback, useEffect, useRef, useState, type ComponentType, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { loadArea } from '../../i18n/index.ts';
import { notifyRetry } from '../notices.ts';
import { pageFile } from '../pageFile.ts';
import styles from './lesson.module.css';

type Sheets = ComponentType<{ onClose: () => void }>;

const fetchSheets = (): Promise<Sheets> =>
  pageFile(async () => {
    const [{ Handout }] = await Promise.all([import('./handout/Handout.tsx'), loadArea('handout')]);
    return Handout;
  });

/** Opens the lesson on paper; fetched when it is asked for. */
export function HandoutWay() {
  const { t } = useTranslation();
  const [open, setOpen] = useState<{ Sheets: Sheets } | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const close = useCallback(() => {
    setOpen(null);
  }, []);
  useFocusBack(button, open !== null);
  const show = (): void => {
    fetchSheets().then(
      (Sheets) => {
        setOpen({ Sheets });
      },
      () => {
        notifyRetry('lesson.page.handoutMissing', {}, 'lesson', show);
      },
    );
  };
  return (
    <>
      <button ref={button} type="button" className={styles.link} onClick={show}>
        {t('lesson.page.handout')}
      </button>
      {open && <open.Sheets onClose={close} />}
    </>
  );
}

/** The focus comes back once the page can be reached again. */
function useFocusBack(button: RefObject<HTMLElement | null>, open: boolean): void {
  const was = useRef(false);
  useEffect(() => {
    if (was.current && !open) button.current?.focus();
    was.current = open;
  }, [button, open]);
}
