import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { create } from 'zustand';
import { loadArea } from '../../i18n/index.ts';
import { pageFile } from '../pageFile.ts';
import type * as Page from '../slow/SlowMotion.tsx';
import { closeSlowMotion, openSlowMotion, useSlowMotion } from '../slowMotion.ts';
import { useLab } from '../store.ts';
import type { Scene } from './scene.ts';
import styles from './network.module.css';

const useFetched = create<{ page: typeof Page | null; failed: boolean }>()(() => ({ page: null, failed: false }));

async function fetchPage(): Promise<void> {
  useFetched.setState({ failed: false });
  try {
    const [page] = await pageFile(() => Promise.all([import('../slow/SlowMotion.tsx'), loadArea('slow')]));
    useFetched.setState({ page });
  } catch {
    useFetched.setState({ failed: true });
  }
}

/** Closes slow motion; the focus goes back to what opens it. */
function leave(): void {
  closeSlowMotion();
  document.querySelector<HTMLElement>('[data-slow-toggle]')?.focus();
}

/** Opens slow motion and closes it. @param below - where there is room for an inspector beside the picture, it stands below that one */
export function SlowToggle({ below }: { below: boolean }) {
  const { t } = useTranslation();
  const open = useSlowMotion((slow) => slow.open);
  const ready = useLab((lab) => lab.opened !== null);
  return (
    <button
      type="button"
      className="button small"
      data-slow-toggle
      data-below={below || undefined}
      aria-pressed={open}
      disabled={!ready}
      title={t('network.slow.hint')}
      onClick={open ? closeSlowMotion : openSlowMotion}
    >
      {t('network.slow.open')}
    </button>
  );
}

/** The page of slow motion, fetched when it is opened first. */
export function LateSlow({ scene }: { scene: Scene }) {
  const { t } = useTranslation();
  const { page, failed } = useFetched();
  useEffect(() => {
    if (!useFetched.getState().page) void fetchPage();
  }, []);
  if (page) return <page.SlowMotion scene={scene} leave={leave} />;
  return (
    <div className={styles.slowWaits}>
      <p>{t(failed ? 'network.slow.failed' : 'network.slow.comes')}</p>
      {failed && (
        <button type="button" className="button small" onClick={() => void fetchPage()}>
          {t('network.slow.again')}
        </button>
      )}
    </div>
  );
}
