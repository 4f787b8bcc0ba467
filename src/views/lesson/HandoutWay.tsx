import { useEffect, type ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { create } from 'zustand';
import { loadArea } from '../../i18n/index.ts';
import { notifyRetry } from '../notices.ts';
import { pageFile } from '../pageFile.ts';
import styles from './lesson.module.css';

type Sheets = ComponentType<{ onClose: () => void }>;

/** The hand-out while it is open: apart from its button, which is another one where the page becomes as narrow as paper. */
const useHandout = create<{ open: { Sheets: Sheets } | null }>()(() => ({ open: null }));

const fetchSheets = (): Promise<Sheets> =>
  pageFile(async () => {
    const [{ Handout }] = await Promise.all([import('./handout/Handout.tsx'), loadArea('handout')]);
    return Handout;
  });

const show = (): void => {
  fetchSheets().then(
    (Sheets) => {
      useHandout.setState({ open: { Sheets } });
    },
    () => {
      notifyRetry('lesson.page.handoutMissing', {}, 'lesson', show);
    },
  );
};

const close = (): void => {
  useHandout.setState({ open: null });
};

/** Opens the lesson on paper; fetched when it is asked for. */
export function HandoutWay() {
  const { t } = useTranslation();
  return (
    <button type="button" className={styles.link} data-handout-way="" onClick={show}>
      {t('lesson.page.handout')}
    </button>
  );
}

/** The hand-out, once it has been opened; whoever closes it is back at its button. It stays while it is printed, however the page behind it is laid out. */
export function OpenHandout() {
  const open = useHandout((handout) => handout.open);
  const there = open !== null;
  useEffect(() => {
    if (!there) return;
    return () => {
      // The page behind it can be reached again once it is gone.
      setTimeout(() => document.querySelector<HTMLElement>('[data-handout-way]')?.focus());
    };
  }, [there]);
  useEffect(() => close, []);
  return open && <open.Sheets onClose={close} />;
}
